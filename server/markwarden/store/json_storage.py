"""TinyDB storage that survives power cuts: a new file beside the old, fsync, rename; the generation before is kept.

TinyDB's own JSONStorage overwrites in place. One document a line: readable, diffable, and fast to write. A file says how many
steps (`steps`) it has seen; one without a word has seen none.
"""

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeGuard

from tinydb.storages import Storage

from markwarden.store.errors import BrokenFileError, NotWritableError, StoreError
from markwarden.store.folders import sync_folder
from markwarden.store.last_backup import way_back
from markwarden.store.steps import Step

Tables = dict[str, dict[str, Any]]
_SCHEMA = "_schema"
"""The table that holds the number of steps seen, in a row like any other."""


class DurableJsonStorage(Storage):
    """One JSON file: `{"table": {"1": {…}, …}}`."""

    def __init__(self, path: Path, steps: Sequence[Step] = ()) -> None:
        self._path = path
        self._steps = steps
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
            tables: Tables = json.loads(self._path.read_bytes())
        except (ValueError, UnicodeDecodeError) as error:
            raise BrokenFileError(self._describe(error)) from error
        if not _is_collection(tables):
            raise BrokenFileError(self._describe(ValueError("not a collection")))
        tables = self._up_to_date(tables)
        self._cached = (signature, tables)
        return tables

    def _up_to_date(self, tables: Tables) -> Tables:
        """The documents as this version knows them; the file is brought up to date by its next write."""
        seen = next((row.get("seen") for row in tables.get(_SCHEMA, {}).values()), 0)
        if not isinstance(seen, int) or seen > len(self._steps):
            raise StoreError(
                f"{self._path} was written by a newer Markwarden (schema {seen}, this one knows {len(self._steps)}). Nothing was overwritten."
            )
        tables = {name: table for name, table in tables.items() if name != _SCHEMA}
        for number, step in enumerate(self._steps[seen:], start=seen + 1):
            for table in tables.values():
                for key, row in table.items():
                    try:
                        table[key] = step(row)
                    except (LookupError, TypeError, ValueError, AttributeError) as error:
                        raise BrokenFileError(
                            f"{self._path}: the document {row['id']!r} is not what schema {number} expects: {error!r}. Nothing was overwritten."
                        ) from error
        return tables

    def _describe(self, error: Exception) -> str:
        line = getattr(error, "lineno", None)
        place = f"{self._path}, line {line}" if line else str(self._path)
        message = f"{place}: not valid: {getattr(error, 'msg', error)}. Nothing was overwritten."
        if self._previous_is_sound():
            return f"{message} The last good generation is {self.previous}: copy it over {self._path.name} to go back to it."
        return f"{message} {way_back(self._path.parent)}"

    def _previous_is_sound(self) -> bool:
        try:
            return _is_collection(json.loads(self.previous.read_bytes()))
        except (OSError, ValueError):
            return False

    def write(self, data: Tables) -> None:
        """Replace the file. Raises `NotWritableError`; then the old file stands as it was."""
        self._cached = None
        if self._steps:
            data = {_SCHEMA: {"1": {"id": _SCHEMA, "seen": len(self._steps)}}, **data}
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
            sync_folder(self._path.parent)
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


def _is_collection(tables: object) -> TypeGuard[Tables]:
    """Tables by name, their documents by number, each with its id: what a hand may have taken away is noticed here."""
    return isinstance(tables, dict) and all(
        isinstance(table, dict) and all(isinstance(row, dict) and "id" in row for row in table.values())
        for table in tables.values()
    )


def _dump(tables: Tables, write: Any) -> None:  # noqa: ANN401 - a file's bound method
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ": ")).encode
    write("{")
    for number, (name, table) in enumerate(tables.items()):
        write(("," if number else "") + f"\n{encode(name)}: {{")
        for row, (key, document) in enumerate(table.items()):
            write(("," if row else "") + f"\n{encode(str(key))}: {encode(document)}")
        write("\n}")
    write("\n}\n")
