"""What grows with every page: one SQLite file in WAL mode, one connection a thread, a migration list a part.

Whoever keeps rows here names its part and the statements that make its tables; it never alters a statement that was
released, it appends one. TinyDB copies a whole table at each step, so nothing that grows by the page lives there.
"""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from markwarden.store.errors import BrokenFileError, NotWritableError, StoreError
from markwarden.store.last_backup import way_back

_BUSY_SECONDS = 30
"""How long a write waits for another process to finish its own."""
_UNWRITABLE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR})
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_HELD = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


class SqliteStore:
    """One SQLite file, safe for threads and processes. A write is durable when its transaction ends.

    Raises `BrokenFileError` where the file is no sound database, `NotWritableError` where it takes no write.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = threading.RLock()
        with self._telling():
            path.parent.mkdir(parents=True, exist_ok=True)
        # A file that is as it should be is opened without waiting for whoever writes to it.
        with self.reading() as connection:
            if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'schema_version'").fetchone():
                return
        with self.writing() as connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS schema_version (part TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID"
            )

    def migrate(self, part: str, statements: Sequence[str]) -> None:
        """Bring the tables of `part` up to date: of its statements those are run that this file has not seen yet.

        Raises `StoreError` where the file was written by a newer version of the program.
        """
        with self.reading() as connection:
            if _version(connection, part) == len(statements):
                return
        with self.writing() as connection:
            done = _version(connection, part)
            if done > len(statements):
                raise StoreError(
                    f"{self._path}: {part} was written by a newer Markwarden (schema {done}, this one knows {len(statements)})"
                )
            for statement in statements[done:]:
                connection.execute(statement)
            connection.execute(
                "INSERT INTO schema_version VALUES (?, ?) ON CONFLICT (part) DO UPDATE SET version = excluded.version",
                (part, len(statements)),
            )

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection; rows answer to their column names."""
        with self._telling():
            yield self._connection()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it stands when the block ends, nothing of it when the block raises.

        Within another one of the same thread it is a part of that one.
        """
        with self._lock, self._telling():
            connection = self._connection()
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def close(self) -> None:
        """Close the connections of all threads; the store must not be used afterwards."""
        with self._lock:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
            self._local = threading.local()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            # Transactions are ours to begin; `close` may come from another thread than the one that opened.
            connection = sqlite3.connect(
                self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            self._local.connection = connection
            with self._lock:
                self._opened.append(connection)
        return connection

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """SQLite's errors, and the system's, as what a person is told."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in _BROKEN:
                raise BrokenFileError(
                    f"{self._path}: not a sound database: {error}. Nothing was overwritten. {way_back(self._path.parent)}"
                ) from error
            if code in _UNWRITABLE:
                why = f"{error} (is the folder read-only?)" if code == sqlite3.SQLITE_CANTOPEN else error
                raise NotWritableError(
                    f"{self._path} could not be written: {why}. What was there still stands."
                ) from error
            if code in _HELD:
                raise NotWritableError(
                    f"{self._path} is being written by something else for {_BUSY_SECONDS} seconds now. Nothing was written; try again."
                ) from error
            raise
        except OSError as error:
            raise NotWritableError(f"{self._path} could not be written: {error.strerror or error}") from error


def _version(connection: sqlite3.Connection, part: str) -> int:
    """How many of a part's statements were run."""
    row = connection.execute("SELECT version FROM schema_version WHERE part = ?", (part,)).fetchone()
    return int(row[0]) if row else 0
