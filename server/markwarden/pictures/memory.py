"""What is known of listing pictures by their key: which bytes they were, what was found in them, who shows them."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from markwarden.matching.image.found import Found
from markwarden.pictures.rows import from_row, to_row
from markwarden.store import SqliteStore

MIGRATIONS = (
    """CREATE TABLE picture (
        key TEXT NOT NULL PRIMARY KEY, sha256 TEXT, refused TEXT, seen INTEGER NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE picture_shown (
        key TEXT NOT NULL, item_id TEXT NOT NULL, url TEXT NOT NULL, PRIMARY KEY (key, item_id)) WITHOUT ROWID""",
    "CREATE INDEX picture_shown_by_item ON picture_shown (item_id)",
    "CREATE INDEX picture_by_sha256 ON picture (sha256) WHERE sha256 IS NOT NULL",
    """CREATE TABLE picture_verdict (
        sha256 TEXT NOT NULL PRIMARY KEY, version TEXT NOT NULL, found TEXT NOT NULL) WITHOUT ROWID""",
)
_AT_ONCE = 500
"""Values in one statement: SQLite's oldest limit is 999 parameters."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a picture. `found` is None until it was examined by the detectors as they are now."""

    sha256: str | None
    refused: str | None
    found: tuple[Found, ...] | None


class PictureMemory:
    """Pictures met, in the SQLite store. Raises `StoreError` where the file is broken or full."""

    def __init__(self, store: SqliteStore, now: Callable[[], float] = time.time) -> None:
        self._store = store
        self._now = now
        store.migrate("pictures", MIGRATIONS)

    def shown(self, shown: Iterable[tuple[str, str, str]]) -> None:
        """Remember which pictures (key) which listings (item id) show, and at which address."""
        rows = list(dict.fromkeys(shown))
        if not rows:
            return
        with self._store.writing() as connection:
            connection.executemany("INSERT OR IGNORE INTO picture_shown VALUES (?, ?, ?)", rows)

    def refuse(self, key: str, code: str) -> None:
        """The bytes sent for a picture could not be used."""
        with self._store.writing() as connection:
            self._put(connection, key, None, code)

    def keep(self, key: str, sha256: str, version: str, found: Sequence[Found]) -> None:
        """What the detectors of that version found in the bytes of a picture."""
        with self._store.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO picture_verdict VALUES (?, ?, ?)",
                (sha256, version, json.dumps([to_row(one) for one in found], separators=(",", ":"))),
            )
            self._put(connection, key, sha256, None)

    def same(self, key: str, sha256: str, version: str) -> bool:
        """Whether detectors of that version looked at the same bytes before, under any key; then that is known of this key, too."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT 1 FROM picture_verdict WHERE sha256 = ? AND version = ?", (sha256, version)
            ).fetchone()
        if row is None:
            return False
        with self._store.writing() as connection:
            self._put(connection, key, sha256, None)
        return True

    def _put(self, connection: sqlite3.Connection, key: str, sha256: str | None, refused: str | None) -> None:
        connection.execute(
            "INSERT OR REPLACE INTO picture VALUES (?, ?, ?, ?)", (key, sha256, refused, int(self._now()))
        )

    def known(self, keys: Iterable[str], version: str) -> dict[str, Known]:
        """What is known of each picture that was met, by the detectors of that version."""
        known: dict[str, Known] = {}
        for some in _batches(keys):
            marks = ",".join("?" * len(some))
            with self._store.reading() as connection:
                rows = connection.execute(
                    f"""SELECT picture.key, picture.sha256, picture.refused, picture_verdict.found FROM picture
                    LEFT JOIN picture_verdict ON picture_verdict.sha256 = picture.sha256 AND picture_verdict.version = ?
                    WHERE picture.key IN ({marks})""",  # noqa: S608 - question marks only
                    [version, *some],
                ).fetchall()
            for row in rows:
                found = None if row["found"] is None else tuple(map(from_row, json.loads(row["found"])))
                known[row["key"]] = Known(row["sha256"], row["refused"], found)
        return known

    def items_of(self, keys: Iterable[str]) -> list[str]:
        """The listings that show any of these pictures, each once."""
        return list(dict.fromkeys(row["item_id"] for row in self._shown("key", keys)))

    def pictures_of(self, item_ids: Iterable[str]) -> dict[str, dict[str, str]]:
        """For each listing the addresses of its pictures by their keys."""
        pictures: dict[str, dict[str, str]] = {}
        for row in self._shown("item_id", item_ids):
            pictures.setdefault(row["item_id"], {})[row["key"]] = row["url"]
        return pictures

    def _shown(self, column: str, values: Iterable[str]) -> Iterator[sqlite3.Row]:
        for some in _batches(values):
            marks = ",".join("?" * len(some))
            with self._store.reading() as connection:
                # The column's name is this module's own.
                yield from connection.execute(
                    f"SELECT key, item_id, url FROM picture_shown WHERE {column} IN ({marks})",  # noqa: S608
                    some,
                ).fetchall()


def _batches(values: Iterable[str]) -> Iterator[list[str]]:
    every = list(dict.fromkeys(values))
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]
