"""One table of what was made of pictures, in an SQLite file.

What another version made, and a file that is broken, are begun anew, for all of it can be made again; either is logged.
"""

import logging
import sqlite3
from pathlib import Path
from typing import Final, NamedTuple

_LOG = logging.getLogger("markwarden")
_MADE: Final = "CREATE TABLE IF NOT EXISTS made (version TEXT NOT NULL)"
_BESIDE: Final = ("", "-wal", "-shm")
"""Endings of the files that SQLite keeps."""


class MadeTable(NamedTuple):
    """A table's name, its columns as SQL, and the version of what makes its rows."""

    name: str
    columns: str
    version: str


def opened(path: Path | None, table: MadeTable) -> sqlite3.Connection:
    """The file with its table; without a path a temporary one.

    Raises `OSError` where it can be neither read nor begun anew: a full disk or a lock does not cost what was made.
    """
    try:
        return _opened(path, table)
    except sqlite3.OperationalError as error:
        raise OSError(f"{path}: {error}") from error
    except sqlite3.DatabaseError as error:
        if path is None:
            raise
        return anew(path, table, error)


def anew(path: Path, table: MadeTable, error: sqlite3.DatabaseError) -> sqlite3.Connection:
    """An empty file in place of a broken one that is closed. Raises `OSError`."""
    _LOG.warning("%s is broken (%s): what it held is made anew", path.name, error)
    for ending in _BESIDE:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    try:
        return _opened(path, table)
    except sqlite3.DatabaseError as again:
        raise OSError(f"{path}: {again}") from again


def _opened(path: Path | None, table: MadeTable) -> sqlite3.Connection:
    name, columns, version = table
    file = sqlite3.connect("" if path is None else path, check_same_thread=False)
    try:
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("PRAGMA synchronous = NORMAL")
        file.execute(_MADE)
        made = file.execute("SELECT version FROM made").fetchall()
        if made != [(version,)]:
            if made:
                _LOG.info("%s was made by another version: it is made anew", name)
            # Another version's table may have other columns.
            file.execute(f"DROP TABLE IF EXISTS {name}")
            file.execute("DELETE FROM made")
            file.execute("INSERT INTO made VALUES (?)", (version,))
        file.execute(f"CREATE TABLE IF NOT EXISTS {name} {columns}")
        file.commit()
    except sqlite3.Error:
        file.close()
        raise
    return file
