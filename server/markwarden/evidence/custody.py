"""The custody log: who did what to which package, when. Append-only; each entry carries the digest of the one before.

One entry a line, in canonical form: JSON with sorted keys, no spaces outside strings, no escapes for characters above
ASCII, UTF-8, ended by one line feed. The digest of an entry is the SHA-256 of its line without the line feed. `previous` is
the digest of the entry before, 64 zeros in the first. So a person checks a link with `sed -n 3p custody.jsonl | tr -d '\\n' | sha256sum`.
"""

import hashlib
import json
import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from markwarden.evidence.errors import BrokenLogError
from markwarden.evidence.files import write_durably
from markwarden_schema.capture import SHA256

NOTHING = "0" * 64


class Action(StrEnum):
    """What can be done to a package."""

    CAPTURED = "captured"
    IMPORTED = "imported"
    VIEWED = "viewed"
    EXPORTED = "exported"
    REDACTED = "redacted"
    STAMPED = "stamped"
    VERIFIED = "verified"
    DELETED = "deleted"
    RECOVERED = "recovered"


class Entry(BaseModel):
    """One line of the log."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    n: int = Field(ge=1)
    at: str = Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
    action: Action
    package: str | None
    seal: str | None = Field(pattern=SHA256)
    by: str
    detail: dict[str, JsonValue]
    previous: str = Field(pattern=SHA256)

    def line(self) -> str:
        """The canonical form, without the line feed."""
        return json.dumps(
            self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        )

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.line().encode()).hexdigest()


class Head(NamedTuple):
    """How long the log is, and the digest of its last entry."""

    n: int
    digest: str


def parse_line(line: bytes) -> Entry:
    """An entry from its line. Raises `ValueError` where the line is not in canonical form."""
    try:
        entry = Entry.model_validate_json(line)
    except ValidationError as error:
        raise ValueError("is no entry") from error
    if entry.line().encode() != line:
        raise ValueError("is not in canonical form")
    return entry


def read_log(data: bytes) -> tuple[list[Entry], list[str]]:
    """The entries of a log, and what is wrong with it: an empty list where every link holds."""
    entries: list[Entry] = []
    wrong: list[str] = []
    if data and not data.endswith(b"\n"):
        wrong.append("the log does not end with a line feed")
    previous = NOTHING
    for number, line in enumerate(data.split(b"\n")[:-1] if data.endswith(b"\n") else data.split(b"\n"), 1):
        if not data:
            break
        try:
            entry = parse_line(line)
        except ValueError as error:
            wrong.append(f"line {number} {error}")
            previous = hashlib.sha256(line).hexdigest()
            continue
        if entry.n != number:
            wrong.append(f"line {number} says that it is entry {entry.n}")
        if entry.previous != previous:
            wrong.append(f"line {number} does not carry the digest of the line before")
        previous = hashlib.sha256(line).hexdigest()
        entries.append(entry)
    return entries, wrong


def check_head(entries: list[Entry], head: bytes | None) -> list[str]:
    """What is wrong with the head that was written beside the log: it shows where the log's end was cut off."""
    if head is None:
        return ["the head of the log is missing"] if entries else []
    last = Head(len(entries), entries[-1].digest if entries else NOTHING)
    if head != _head_bytes(last):
        return [f"the head of the log does not name its last entry ({len(entries)})"]
    return []


def _head_bytes(head: Head) -> bytes:
    return (json.dumps({"digest": head.digest, "n": head.n}, separators=(",", ":")) + "\n").encode()


class CustodyLog:
    """The log of one evidence folder. One process writes it at a time (the server's lock on the data folder sees to it)."""

    def __init__(self, path: Path, head: Path) -> None:
        self._path = path
        self._head_path = head
        self._lock = threading.Lock()
        self._head: Head | None = None
        self.broken: list[str] = []
        self._recover()

    def entries(self) -> list[Entry]:
        """All entries. Raises `BrokenLogError`."""
        found, wrong = read_log(self._bytes())
        wrong += check_head(found, self._head_path.read_bytes() if self._head_path.is_file() else None)
        if wrong:
            raise BrokenLogError(f"{self._path}: {wrong[0]}")
        return found

    def check(self) -> None:
        """Raises `BrokenLogError` where nothing can be appended."""
        if self.broken:
            raise BrokenLogError(f"{self._path}: {self.broken[0]}. Nothing was added.")

    def of(self, package: str) -> list[Entry]:
        """The entries of one package."""
        return [entry for entry in self._readable() if entry.package == package]

    def append(
        self, action: Action, package: str | None, seal: str | None, by: str, detail: dict[str, JsonValue] | None = None
    ) -> Entry:
        """Add an entry; durable when this returns. Raises `BrokenLogError`, and then the log stays as it is."""
        with self._lock:
            if self.broken or self._head is None:
                raise BrokenLogError(
                    f"{self._path}: {self.broken[0] if self.broken else 'not open'}. Nothing was added."
                )
            now = datetime.now(UTC)
            entry = Entry(
                n=self._head.n + 1,
                at=f"{now:%Y-%m-%dT%H:%M:%S}.{now.microsecond // 1000:03d}Z",
                action=action,
                package=package,
                seal=seal,
                by=by,
                detail=detail or {},
                previous=self._head.digest,
            )
            with self._path.open("ab") as file:
                file.write(entry.line().encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
            self._move_head(Head(entry.n, entry.digest))
            return entry

    def _move_head(self, head: Head) -> None:
        write_durably(self._head_path, [_head_bytes(head)])
        self._head = head

    def _bytes(self) -> bytes:
        return self._path.read_bytes() if self._path.is_file() else b""

    def _readable(self) -> Iterator[Entry]:
        yield from read_log(self._bytes())[0]

    def _recover(self) -> None:
        """After a crash: a line that was torn was never acknowledged and is set aside; one that is whole counts."""
        data = self._bytes()
        whole, _, torn = data.rpartition(b"\n")
        found, wrong = read_log(whole + b"\n" if whole else b"")
        if wrong:
            self.broken = wrong
            return
        known = self._head_path.read_bytes() if self._head_path.is_file() else None
        last = Head(len(found), found[-1].digest if found else NOTHING)
        before = Head(len(found) - 1, found[-1].previous) if found else None
        # The head is written after the line: a crash between the two leaves a head that names the entry before.
        expected = [_head_bytes(last), *([_head_bytes(before)] if before else [])]
        if known is None and len(found) > 1:
            self.broken = ["the head of the log is missing"]
            return
        if known is not None and known not in expected:
            self.broken = [f"the head of the log does not name its last entry ({len(found)})"]
            return
        if torn:
            aside = self._path.with_name(f"{self._path.name}.torn-{hashlib.sha256(torn).hexdigest()[:16]}")
            write_durably(aside, [torn])
            with self._path.open("r+b") as file:
                file.truncate(len(data) - len(torn))
                os.fsync(file.fileno())
        self._head = last
        if known != _head_bytes(last):
            write_durably(self._head_path, [_head_bytes(last)])
        if torn:
            self.append(
                Action.RECOVERED,
                None,
                None,
                "markwarden",
                {"torn_bytes": len(torn), "sha256": hashlib.sha256(torn).hexdigest()},
            )
