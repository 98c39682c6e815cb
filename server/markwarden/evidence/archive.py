"""The evidence of one data folder: what routes, console and commands call."""

import hashlib
import io
import threading
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import JsonValue

from markwarden.evidence.bag import read_sums
from markwarden.evidence.compared import NO_PICTURES, Sources
from markwarden.evidence.composing import compose
from markwarden.evidence.custody import Action, CustodyLog, Entry
from markwarden.evidence.errors import CaptureClosedError, UnknownCaptureError
from markwarden.evidence.files import remove_tree, write_durably
from markwarden.evidence.index import Index, Row, items_of, row_of
from markwarden.evidence.intake import Intake, OpenCapture
from markwarden.evidence.layout import (
    HEAD_NAME,
    LOG_NAME,
    MANIFEST,
    RECORD,
    SEAL_FOLDER,
    SEAL_LOG,
    SEAL_SUMS,
    STAMP,
    STAMP_CERTIFICATES,
    TAGMANIFEST,
    Layout,
    is_id,
)
from markwarden.evidence.objects import Objects
from markwarden.evidence.sealing import SEALING, Sealer, log_extract, seal_sums, write_seal_folder
from markwarden.evidence.stamping import StampQueue, StampSettingsStore
from markwarden.evidence.stamps import as_pem, decoded, facts_of
from markwarden.evidence.verify import Verification, verify
from markwarden.pages.urls import clean
from markwarden.store import SqliteStore
from markwarden.store.folders import sync_folder
from markwarden.store.interface import Store
from markwarden_schema.capture import CaptureBegin, CaptureSeal, CaptureStage, CaptureState, PartNote
from markwarden_schema.page import PageReport
from markwarden_schema.record import Record

_VIEW_AGAIN = timedelta(minutes=10)
"""Views by one person within this time are one view."""
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""Of every file of an exported zip: the same package makes the same bytes."""


class Archive:
    """Captures from the first part to the tombstone. One process writes at a time."""

    def __init__(self, folder: Path, rows: SqliteStore, store: Store, sources: Sources = NO_PICTURES) -> None:
        """`sources`: the pictures that comparisons are drawn of."""
        self.layout = Layout(folder)
        self.layout.make()
        self.objects = Objects(self.layout.objects)
        self.log = CustodyLog(self.layout.log, self.layout.head)
        self.intake = Intake(self.layout, self.objects)
        self.index = Index(rows)
        self._sources = sources
        self._sealer = Sealer(self.layout, self.objects, self.log)
        self._lock = threading.RLock()
        self.stamp_settings = StampSettingsStore(store)
        self.stamps = StampQueue(rows, self.stamp_settings, self._stamp_message, self._stamped)
        self._recover()

    def close(self) -> None:
        """End what runs."""
        self.stamps.stop()

    # Taking in.

    def begin(self, sent: CaptureBegin, by: str) -> CaptureState:
        """Open a capture."""
        capture_id = self.intake.begin(sent, by, _now())
        return self.state(capture_id)

    def put(self, capture_id: str, name: str, media_type: str, note: PartNote, chunks: Iterable[bytes]) -> None:
        """Take a part. Raises `UnknownCaptureError`, `CaptureClosedError`, `DigestMismatchError`, `TooLargeError`."""
        self._check_open(capture_id)
        self.intake.put(capture_id, name, media_type, note, chunks)

    def document_of(self, capture_id: str) -> tuple[str, str] | None:
        """The captured document and its address, to be read and assessed; None where it was not sent."""
        capture = self.intake.get(capture_id)
        part = next((part for part in capture.parts if part.kind == "dom"), None)
        if part is None:
            return None
        return self.objects.path(part.note.sha256).read_text("utf-8", "replace"), capture.opened.begin.url

    def seal(self, capture_id: str, sent: CaptureSeal | None, page: PageReport | None) -> CaptureState:
        """Make the package. Again is the same as once. Raises `UnknownCaptureError`, `BrokenLogError`."""
        with self._lock:
            if self.has(capture_id):
                self.intake.remove(capture_id)
                return self.state(capture_id)
            record = compose(self.intake.get(capture_id), sent, page, self.objects, self._sources, _now())
            self.keep(record, Action.CAPTURED, {"address": record.address.shown})
            self.intake.remove(capture_id)
        return self.state(capture_id)

    def keep(self, record: Record, action: Action, detail: dict[str, JsonValue]) -> str:
        """Seal a package of files whose bytes `objects` holds; its seal."""
        with self._lock:
            seal = self._sealer.seal(record, action, detail, record.clocks.server_finished)
            self.index.put(row_of(record, seal), items_of(record))
        self.stamps.add(record.id)
        return seal

    def give_up(self, capture_id: str) -> None:
        """Forget a capture that was not sealed. Raises `UnknownCaptureError`, `CaptureClosedError`."""
        self._check_open(capture_id)
        self.intake.remove(capture_id)
        self.sweep()

    def _check_open(self, capture_id: str) -> None:
        if self.has(capture_id):
            raise CaptureClosedError("The capture is sealed: nothing is added to it or taken from it.")
        if not self.intake.has(capture_id):
            raise UnknownCaptureError("There is no such capture.")

    # Looking.

    def has(self, package: str) -> bool:
        """Whether there is a sealed package of that id."""
        return is_id(package) and (self.layout.packages / package / TAGMANIFEST).is_file()

    def folder(self, package: str) -> Path:
        """The folder of a package. Raises `UnknownCaptureError`."""
        if not self.has(package):
            raise UnknownCaptureError("There is no such capture.")
        return self.layout.packages / package

    def record(self, package: str) -> Record:
        """What a package says of itself. Raises `UnknownCaptureError`."""
        return Record.model_validate_json((self.folder(package) / RECORD).read_bytes())

    def file(self, package: str, path: str) -> Path:
        """A file that the package's manifest names. Raises `UnknownCaptureError`."""
        folder = self.folder(package)
        if path not in read_sums((folder / MANIFEST).read_bytes()):
            raise UnknownCaptureError("The capture has no such file.")
        return folder / path

    def state(self, capture_id: str) -> CaptureState:
        """How far a capture has come. Raises `UnknownCaptureError`."""
        if self.has(capture_id):
            record = self.record(capture_id)
            return CaptureState(
                id=record.id,
                stage=CaptureStage.SEALED,
                url=record.address.shown,
                title=record.title,
                began=record.clocks.server_began,
                parts=[file.path for file in record.files],
                seal=self._seal_of(capture_id),
                bytes=sum(file.bytes for file in record.files),
                missing=record.missing,
            )
        if not self.intake.has(capture_id):
            raise UnknownCaptureError("There is no such capture.")
        return _open_state(self.intake.get(capture_id))

    def states(self, limit: int = 50) -> list[CaptureState]:
        """Open captures, then those sealed last."""
        return [
            *(_open_state(capture) for capture in self.intake.all()),
            *(self.state(row.id) for row in self.index.find(limit=limit)),
        ]

    def verify(self, package: str, by: str) -> Verification:
        """Check a package with the whole log, and note that it was checked."""
        roots = self.stamp_settings.get().roots
        result = verify(self.folder(package), self.layout.log, roots.encode() if roots else None)
        if not self.log.broken:
            self.log.append(Action.VERIFIED, package, self._seal_of(package), by, {"sound": result.sound})
        return result

    def viewed(self, package: str, by: str) -> None:
        """Note that a person looked at it."""
        now = _now()
        for entry in reversed(self.log.of(package)):
            if entry.action is Action.VIEWED and entry.by == by and now - _when(entry) < _VIEW_AGAIN:
                return
        self.log.append(Action.VIEWED, package, self._seal_of(package), by)

    def export(self, package: str, by: str, what: str = "package") -> bytes:
        """The whole package as a zip that verifies by itself; noted in the log."""
        folder = self.folder(package)
        self.exported(package, by, what)
        tagmanifest = (folder / TAGMANIFEST).read_bytes()
        fresh = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in (folder / SEAL_FOLDER).iterdir()
            if path.relative_to(folder).as_posix() not in (SEAL_LOG, SEAL_SUMS)
        }
        fresh[SEAL_LOG] = log_extract(self.log.of(package))
        fresh[SEAL_SUMS] = seal_sums(tagmanifest, dict(fresh))
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
            for path in sorted(folder.rglob("*")):
                name = path.relative_to(folder).as_posix()
                if path.is_file() and not name.startswith(f"{SEAL_FOLDER}/"):
                    archive.writestr(zipfile.ZipInfo(f"{package}/{name}", _ZIP_TIME), path.read_bytes())
            for name, data in sorted(fresh.items()):
                archive.writestr(zipfile.ZipInfo(f"{package}/{name}", _ZIP_TIME), data)
        return made.getvalue()

    def exported(self, package: str, by: str, what: str) -> None:
        """Note that it left the archive, and as what."""
        self.log.append(Action.EXPORTED, package, self._seal_of(package), by, {"as": what})

    # Taking away.

    def delete(self, package: str, by: str, why: str) -> Entry:
        """Remove a package; a tombstone with its seal stays in the log. Raises `UnknownCaptureError`."""
        entry = self._entomb(package, by, why)
        self.sweep()
        return entry

    def delete_all(self, packages: Sequence[str], by: str, why: str) -> list[str]:
        """Remove several, each with its tombstone; the ids. Raises `BrokenLogError` before anything is removed."""
        self.log.check()
        for package in packages:
            self._entomb(package, by, why)
        if packages:
            self.sweep()
        return list(packages)

    def _entomb(self, package: str, by: str, why: str) -> Entry:
        with self._lock:
            record = self.record(package)
            entry = self.log.append(
                Action.DELETED,
                package,
                self._seal_of(package),
                by,
                {"why": why, "address": record.address.shown, "files": len(record.files)},
            )
            self._bury(package)
        return entry

    def sweep(self) -> int:
        """Free what nothing holds any more; bytes."""
        with self._lock, self.intake.lock:
            used = self.intake.used()
            for folder in [*self.layout.packages.iterdir(), *self.layout.building.iterdir()]:
                if (folder / MANIFEST).is_file():
                    used |= set(read_sums((folder / MANIFEST).read_bytes()).values())
            return self.objects.sweep(used)

    def disk(self) -> int:
        """Bytes that the kept objects take."""
        return sum(path.stat().st_size for path in self.layout.objects.glob("*/*"))

    def _bury(self, package: str) -> None:
        remove_tree(self.layout.packages / package)
        sync_folder(self.layout.packages)
        self.index.remove(package)
        self.stamps.drop(package)

    # Time-stamps.

    def _stamp_message(self, package: str) -> bytes:
        return (self.folder(package) / TAGMANIFEST).read_bytes()

    def _stamped(self, package: str, reply: bytes, url: str) -> None:
        """Keep a time-stamp. It is written aside first: a crash in between leaves it to `_recover`."""
        write_durably(self._pending(package), [reply])
        response = decoded(reply, self._stamp_message(package))
        facts = facts_of(response)
        self.log.append(
            Action.STAMPED,
            package,
            self._seal_of(package),
            "markwarden",
            {"authority": url, "time": facts.time, "sha256": hashlib.sha256(reply).hexdigest()},
        )
        self._put_stamp(package, reply)

    def _put_stamp(self, package: str, reply: bytes) -> None:
        folder = self.folder(package)
        response = decoded(reply, self._stamp_message(package))
        entries = [entry for entry in self.log.of(package) if entry.action in (*SEALING, Action.STAMPED)]
        write_seal_folder(folder, entries, {STAMP: reply, STAMP_CERTIFICATES: as_pem(response)})
        self._pending(package).unlink(missing_ok=True)

    def _pending(self, package: str) -> Path:
        return self.layout.root / "stamps" / f"{package}.tsr"

    # After a crash.

    def _recover(self) -> None:
        if not self.log.broken:
            self._sealer.recover()
            buried = {entry.package for entry in self.log.entries() if entry.action is Action.DELETED}
            for folder in list(self.layout.packages.iterdir()):
                if folder.name in buried:
                    self._bury(folder.name)
            for path in (self.layout.root / "stamps").glob("*.tsr"):
                if self.has(path.stem):
                    self._put_stamp(path.stem, path.read_bytes())
                else:
                    path.unlink()
        for folder in list(self.layout.incoming.iterdir()):
            # Sealed before the crash, or not even opened.
            if self.has(folder.name) or not self.intake.has(folder.name):
                self.intake.remove(folder.name)
        self.sweep()
        present = {folder.name for folder in self.layout.packages.iterdir() if self.has(folder.name)}
        if present != self.index.ids():
            self.index.replace(self._indexed(package) for package in sorted(present))
        self.stamps.start()

    def _indexed(self, package: str) -> tuple[Row, frozenset[str]]:
        record = self.record(package)
        return row_of(record, self._seal_of(package)), items_of(record)

    def _seal_of(self, package: str) -> str:
        return hashlib.sha256((self.folder(package) / TAGMANIFEST).read_bytes()).hexdigest()

    def rows(self, query: str = "", limit: int = 200, offset: int = 0) -> list[Row]:
        """Packages as lists show them."""
        return self.index.find(query, limit, offset)

    def whole_log(self) -> dict[str, bytes]:
        """The custody log and its head, as files for whoever checks the chain."""
        found = {LOG_NAME: self.layout.log, HEAD_NAME: self.layout.head}
        return {name: path.read_bytes() for name, path in found.items() if path.is_file()}


def _open_state(capture: OpenCapture) -> CaptureState:
    begin = capture.opened.begin
    return CaptureState(
        id=capture.id,
        stage=CaptureStage.OPEN,
        url=clean(begin.url),
        title=begin.title,
        began=capture.opened.began,
        parts=[part.name for part in capture.parts],
        bytes=sum(part.bytes for part in capture.parts),
    )


def _when(entry: Entry) -> datetime:
    return datetime.fromisoformat(entry.at)


def _now() -> datetime:
    return datetime.now(UTC)
