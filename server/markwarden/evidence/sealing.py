"""Making a package from bytes that are kept, so that a crash at any step leaves all of it or nothing of it.

The order: the bag is built aside, its seal enters the custody log, the bag moves into its place. A crash before the entry
leaves what the package is made from, to be sealed again; a crash after it leaves a finished bag that `recover` moves.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pydantic import JsonValue

from markwarden.evidence import bag, people
from markwarden.evidence.custody import Action, CustodyLog, Entry
from markwarden.evidence.errors import EvidenceError
from markwarden.evidence.files import link_or_copy, make_read_only, remove_tree, sha256_of, write_durably
from markwarden.evidence.layout import (
    PEOPLE,
    README,
    RECORD,
    SCHEMA,
    SEAL_FOLDER,
    SEAL_LOG,
    SEAL_SUMS,
    TAGMANIFEST,
    Layout,
)
from markwarden.evidence.objects import Objects
from markwarden.store.folders import sync_folder
from markwarden_schema.record import Record, schema_text

SEALING = frozenset({Action.CAPTURED, Action.IMPORTED, Action.REDACTED})
"""Actions that bring a package into being."""


class Sealer:
    """Builds packages in one evidence folder."""

    def __init__(self, layout: Layout, objects: Objects, log: CustodyLog) -> None:
        self._layout = layout
        self._objects = objects
        self._log = log

    def seal(self, record: Record, action: Action, detail: Mapping[str, JsonValue], now: datetime) -> str:
        """A package of the record's files, whose bytes `Objects` holds; its seal."""
        folder = self._layout.building / record.id
        if folder.exists():
            remove_tree(folder)
        seal = self._build(folder, record, now)
        # From here on the package exists: the entry is what counts.
        self._log.append(action, record.id, seal, record.by, dict(detail))
        self._settle(record.id)
        return seal

    def recover(self) -> list[str]:
        """After a crash: finish what the log knows, drop what it does not; the ids that were finished."""
        finished = []
        for folder in sorted(self._layout.building.iterdir()):
            entry = self._sealed(folder.name)
            if entry is None:
                remove_tree(folder)
                continue
            manifest = folder / TAGMANIFEST
            if not manifest.is_file() or sha256_of(manifest) != entry.seal:
                raise EvidenceError(f"{folder}: the custody log says it was sealed, but its seal is another one")
            self._settle(folder.name)
            finished.append(folder.name)
        return finished

    def _sealed(self, package: str) -> Entry | None:
        return next((entry for entry in self._log.of(package) if entry.action in SEALING), None)

    def _build(self, folder: Path, record: Record, now: datetime) -> str:
        payload: dict[str, tuple[str, int]] = {}
        for file in record.files:
            link_or_copy(self._objects.path(file.sha256), folder / file.path)
            payload[file.path] = (file.sha256, file.bytes)
        own = {
            RECORD: record.model_dump_json(indent=2).encode() + b"\n",
            SCHEMA: schema_text().encode(),
            PEOPLE: people.index_page(record),
        }
        for path, data in own.items():
            payload[path] = write_durably(folder / path, [data])
        return bag.finish(
            folder,
            payload,
            {README: people.readme(record)},
            {
                "Bagging-Date": bag.bagging_date(now),
                "External-Identifier": record.id,
                "External-Description": record.title or record.id,
                "Bag-Software-Agent": record.program,
            },
        )

    def _settle(self, package: str) -> None:
        folder = self._layout.building / package
        write_seal_folder(folder, self._log.of(package))
        make_read_only(folder)
        target = self._layout.packages / package
        folder.rename(target)
        sync_folder(self._layout.packages)


def seal_sums(tagmanifest: bytes, files: Mapping[str, bytes]) -> bytes:
    """`seal/SHA256SUMS`: the files of `seal/`, and the tag manifest; paths from the package's folder."""
    every = {TAGMANIFEST: tagmanifest, **files}
    return bag.sums({path: hashlib.sha256(data).hexdigest() for path, data in every.items()})


def log_extract(entries: list[Entry]) -> bytes:
    """Entries as lines of the log."""
    return "".join(entry.line() + "\n" for entry in entries).encode()


def write_seal_folder(folder: Path, entries: list[Entry], extra: Mapping[str, bytes] | None = None) -> None:
    """Write `seal/` anew: the package's entries, and what there is of a time-stamp."""
    for torn in (folder / SEAL_FOLDER).glob(".*"):
        # What a crash in the middle of this function left.
        torn.unlink()
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in (folder / SEAL_FOLDER).glob("*")
        if path.relative_to(folder).as_posix() not in (SEAL_LOG, SEAL_SUMS)
    }
    files |= {**(extra or {}), SEAL_LOG: log_extract(entries)}
    for path, data in files.items():
        write_durably(folder / path, [data])
    write_durably(folder / SEAL_SUMS, [seal_sums((folder / TAGMANIFEST).read_bytes(), files)])
