"""One table of what was made of pictures, in an SQLite file: what another version made is dropped, for it can be made again."""

import sqlite3
from typing import Final

_MADE: Final = "CREATE TABLE IF NOT EXISTS made (version TEXT NOT NULL)"


def opened(path: str, table: str, columns: str, version: str) -> tuple[sqlite3.Connection, bool]:
    """The file with its table, and whether rows of another version were dropped; an empty path: a temporary file.

    Raises `sqlite3.Error`.
    """
    file = sqlite3.connect(path, check_same_thread=False)
    try:
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("PRAGMA synchronous = NORMAL")
        file.execute(_MADE)
        file.execute(f"CREATE TABLE IF NOT EXISTS {table} {columns}")
        made = file.execute("SELECT version FROM made").fetchall()
        if made != [(version,)]:
            file.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of ours
            file.execute("DELETE FROM made")
            file.execute("INSERT INTO made VALUES (?)", (version,))
        file.commit()
    except sqlite3.Error:
        file.close()
        raise
    return file, bool(made) and made != [(version,)]
