"""Backups of a data folder: one zip of all its kinds of files, as they stood at one moment, checked when it is put back.

Whatever people write is written within a transaction of the SQLite file: who holds its write lock sees files and rows
in step. Blobs are written before anything names them and never altered, so that they may be copied afterwards.
"""

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

from markwarden.store.errors import BrokenFileError, NotWritableError, StoreError
from markwarden.store.folder_lock import FolderLock
from markwarden.store.last_backup import FOLDER, backups
from markwarden.store.sqlite_store import SqliteStore

FORMAT = "markwarden-backup/1"
KEPT = 10
"""Backups in the data folder itself; older ones go."""
_MANIFEST = "backup.json"
_LEFT_OUT = frozenset(
    {FOLDER, "imports", "browser", "browser-extension", "server.json", "server.pid", "pairing-code.json", "console.key"}
)
"""What belongs to one run or one machine; and secrets, which a backup should not carry."""
_LEFT_ENDINGS = (".sqlite3-wal", ".sqlite3-shm", ".lock")


def back_up(data_dir: Path, rows: str, target: Path) -> int:
    """Write the zip; the number of files in it. `rows`: name of the SQLite file. Raises `StoreError`."""
    store = SqliteStore(data_dir / rows)
    snapshot = target.with_name(f".{target.name}.rows")
    partial = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            digests: dict[str, str] = {}
            with store.writing():
                _copy_rows(data_dir / rows, snapshot)
                for path in sorted(data_dir.glob("*.json")):
                    if path.name not in _LEFT_OUT:
                        _put(archive, digests, path.name, path)
            _put(archive, digests, rows, snapshot)
            for path in _others(data_dir, rows):
                _put(archive, digests, path.relative_to(data_dir).as_posix(), path)
            manifest = {"format": FORMAT, "created": datetime.now().astimezone().isoformat(), "files": digests}
            archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))
        partial.replace(target)
    except OSError as error:
        raise NotWritableError(f"{target} could not be written: {error.strerror or error}") from error
    finally:
        store.close()
        snapshot.unlink(missing_ok=True)
        partial.unlink(missing_ok=True)
    return len(digests)


def rotated(data_dir: Path) -> Path:
    """The name of the next backup in the data folder; of those that are there the last nine stay."""
    old = backups(data_dir)
    for path in old[: max(0, len(old) - KEPT + 1)]:
        path.unlink(missing_ok=True)
    return data_dir / FOLDER / f"markwarden-{datetime.now():%Y%m%d-%H%M%S-%f}.zip"  # noqa: DTZ005 - the person's own clock names it


def _copy_rows(path: Path, target: Path) -> None:
    """The rows as last committed: whoever writes is kept out meanwhile."""
    target.unlink(missing_ok=True)
    source, copy = sqlite3.connect(path), sqlite3.connect(target)
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()


def _others(data_dir: Path, rows: str) -> Iterator[Path]:
    """Everything that is not at the top level's JSON files or the rows."""
    for path in sorted(data_dir.rglob("*")):
        parts = path.relative_to(data_dir).parts
        if parts[0] in _LEFT_OUT or any(part.startswith(".") for part in parts) or path.name == rows:
            continue
        if (
            path.is_file()
            and not path.name.endswith(_LEFT_ENDINGS)
            and not (len(parts) == 1 and path.suffix == ".json")
        ):
            yield path


def _put(archive: zipfile.ZipFile, digests: dict[str, str], name: str, path: Path) -> None:
    data = path.read_bytes()
    digests[name] = hashlib.sha256(data).hexdigest()
    archive.writestr(name, data)


def restore(source: Path, data_dir: Path, rows: str) -> Path | None:
    """Put a backup in place of what the folder holds, which is moved aside; where to (None where there was nothing).

    All of the backup is checked first. Raises `BrokenFileError`, `FolderInUseError` while a server runs, `NotWritableError`.
    """
    lock = FolderLock(data_dir)
    lock.acquire()
    try:
        files = _checked(source)
        fresh = data_dir / FOLDER / ".restoring"
        _clear(fresh)
        for name, data in files.items():
            target = fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        _sound_rows(fresh / rows, source)
        aside = _move_aside(data_dir, fresh)
        for path in sorted(fresh.iterdir()):
            path.rename(data_dir / path.name)
        fresh.rmdir()
        return aside
    except OSError as error:
        raise NotWritableError(f"{data_dir} could not be written: {error.strerror or error}") from error
    finally:
        lock.release()


def _checked(source: Path) -> dict[str, bytes]:
    """The files of a backup, each with the digest that its manifest names."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read(_MANIFEST))
            if manifest.get("format") != FORMAT:
                raise BrokenFileError(f"{source}: is no backup of Markwarden")
            files = {name: archive.read(name) for name in manifest["files"]}
    except FileNotFoundError as error:
        raise StoreError(f"{source}: there is no such file") from error
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError, RuntimeError) as error:
        raise BrokenFileError(f"{source}: is no sound backup: {error}. Nothing was changed.") from error
    for name, data in files.items():
        pure = PurePosixPath(name)
        if pure.is_absolute() or ".." in pure.parts or "\\" in name:
            raise BrokenFileError(f"{source}: {name!r} leads outside the folder. Nothing was changed.")
        if hashlib.sha256(data).hexdigest() != manifest["files"][name]:
            raise BrokenFileError(f"{source}: {name} is damaged. Nothing was changed.")
    return files


def _sound_rows(path: Path, source: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        said = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        said = str(error)
    finally:
        connection.close()
    if said != "ok":
        raise BrokenFileError(f"{source}: {path.name} is not sound: {said}. Nothing was changed.")


def _move_aside(data_dir: Path, fresh: Path) -> Path | None:
    """Everything that a backup would hold, out of the way; nothing is deleted."""
    present = [
        path for path in sorted(data_dir.iterdir()) if path.name not in _LEFT_OUT and not path.name.startswith(".")
    ]
    if not present:
        return None
    aside = fresh.parent / f"before-restore-{datetime.now():%Y%m%d-%H%M%S-%f}"  # noqa: DTZ005
    aside.mkdir(parents=True)
    for path in present:
        path.rename(aside / path.name)
    return aside


def _clear(folder: Path) -> None:
    """An empty folder: a restore that was cut off may have left a part of one."""
    if folder.exists():
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    folder.mkdir(parents=True, exist_ok=True)
