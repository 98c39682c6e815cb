"""TinyDB storage that survives power cuts: a new file beside the old, fsync, rename; the generation before is kept.

TinyDB's own JSONStorage overwrites in place. One document a line: readable, diffable, and fast to write.
"""

import contextlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from markwarden.store.errors import BrokenFileError, NotWritableError

Tables = dict[str, dict[str, Any]]


class DurableJsonStorage(Storage):
    """One JSON file: `{"table": {"1": {…}, …}}`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._cached: tuple[str, Tables] | None = None

    @property
    def previous(self) -> Path:
        """The generation before the present one."""
        return self._path.with_name(self._path.name + ".1")

    def signature(self) -> str:
        """Changes whenever the file was replaced, by whatever process."""
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            return ""
        return f"{stat.st_ino}-{stat.st_mtime_ns}-{stat.st_size}"

    def read(self) -> Tables | None:
        """The tables, or None where there is no file yet. Raises `BrokenFileError`."""
        signature = self.signature()
        if not signature:
            return None
        if self._cached is not None and self._cached[0] == signature:
            return self._cached[1]
        try:
            tables = json.loads(self._path.read_bytes())
        except (ValueError, UnicodeDecodeError) as error:
            raise BrokenFileError(self._describe(error)) from error
        if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
            raise BrokenFileError(self._describe(ValueError("not a collection")))
        self._cached = (signature, tables)
        return tables

    def _describe(self, error: Exception) -> str:
        line = getattr(error, "lineno", None)
        place = f"{self._path}, line {line}" if line else str(self._path)
        message = f"{place}: not valid: {getattr(error, 'msg', error)}. Nothing was overwritten."
        if self.previous.is_file():
            message += f" The last good generation is {self.previous}: copy it over {self._path.name} to go back to it."
        return message

    def write(self, data: Tables) -> None:
        """Replace the file. Raises `NotWritableError`; then the old file stands as it was."""
        self._cached = None
        temporary: str | None = None
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, temporary = tempfile.mkstemp(dir=self._path.parent, prefix=f".{self._path.name}-")
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                _dump(data, file.write)
                file.flush()
                os.fsync(file.fileno())
            self._keep_previous()
            Path(temporary).replace(self._path)
            _sync_folder(self._path.parent)
        except OSError as error:
            if temporary is not None:
                with contextlib.suppress(OSError):
                    Path(temporary).unlink()
            raise NotWritableError(
                f"{self._path} could not be written: {error.strerror or error}. What was there still stands."
            ) from error

    def _keep_previous(self) -> None:
        if not self._path.exists():
            return
        kept = self._path.with_name(f".{self._path.name}-kept")
        kept.unlink(missing_ok=True)
        try:
            os.link(self._path, kept)  # a link, not a move: at no moment is there no present generation
        except OSError:
            shutil.copy2(self._path, kept)
        kept.replace(self.previous)


def _dump(tables: Tables, write: Any) -> None:  # noqa: ANN401 - a file's bound method
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ": ")).encode
    write("{")
    for number, (name, table) in enumerate(tables.items()):
        write(("," if number else "") + f"\n{encode(name)}: {{")
        for row, (key, document) in enumerate(table.items()):
            write(("," if row else "") + f"\n{encode(str(key))}: {encode(document)}")
        write("\n}")
    write("\n}\n")


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system can (not on Windows)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
