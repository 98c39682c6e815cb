"""The trail itself: rows that are added and never altered, in the SQLite file."""

import json
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from markwarden.audit.actor import actor
from markwarden.audit.difference import Change
from markwarden.store import SqliteStore

MIGRATIONS = (
    """CREATE TABLE audit (number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, who TEXT NOT NULL, via TEXT NOT NULL,
        action TEXT NOT NULL, collection TEXT NOT NULL, subject TEXT NOT NULL, label TEXT NOT NULL, changes TEXT NOT NULL)""",
    "CREATE INDEX audit_by_subject ON audit (collection, subject, number)",
    "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
    "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
    "CREATE TABLE audit_state (collection TEXT PRIMARY KEY, version TEXT NOT NULL) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One change. `label` is what a person calls the subject: a brand's name."""

    number: int
    at: datetime
    who: str
    via: str
    action: str
    collection: str
    subject: str
    label: str
    changes: tuple[Change, ...]


class Trail:
    """Adds entries and reads them."""

    def __init__(self, store: SqliteStore, now: Callable[[], float] = time.time) -> None:
        self._store = store
        self._now = now
        store.migrate("audit", MIGRATIONS)

    @property
    def store(self) -> SqliteStore:
        """Where it lies: who writes a change and its entry does both in one of its transactions."""
        return self._store

    def note(self, action: str, collection: str, subject: str, label: str = "", changes: Sequence[Change] = ()) -> None:
        """Add an entry."""
        who, via = actor()
        with self._store.writing() as rows:
            rows.execute(
                "INSERT INTO audit (at, who, via, action, collection, subject, label, changes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (self._now(), who, via, action, collection, subject, label, json.dumps([asdict(one) for one in changes], ensure_ascii=False)),
            )  # fmt: skip

    def entries(
        self, limit: int = 50, before: int | None = None, collection: str | None = None, subject: str | None = None
    ) -> list[Entry]:
        """The newest first; `before` is the number of the last entry of the former answer."""
        where, values = ["number < ?"], [before if before is not None else 2**62]
        for column, value in (("collection", collection), ("subject", subject)):
            if value is not None:
                where.append(f"{column} = ?")
                values.append(value)  # type: ignore[arg-type]
        with self._store.reading() as rows:
            found = rows.execute(
                f"SELECT * FROM audit WHERE {' AND '.join(where)} ORDER BY number DESC LIMIT ?",  # noqa: S608 - only our own words
                [*values, limit],
            ).fetchall()
        return [_entry(row) for row in found]

    def known_version(self, collection: str) -> str | None:
        """The version of a collection after its last change that was noted."""
        with self._store.reading() as rows:
            row = rows.execute("SELECT version FROM audit_state WHERE collection = ?", (collection,)).fetchone()
        return str(row["version"]) if row else None

    def keep_version(self, collection: str, version: str) -> None:
        """Remember it: a file with another one was changed past the trail."""
        with self._store.writing() as rows:
            rows.execute(
                "INSERT INTO audit_state VALUES (?, ?) ON CONFLICT (collection) DO UPDATE SET version = excluded.version",
                (collection, version),
            )


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        number=row["number"],
        at=datetime.fromtimestamp(row["at"], UTC),
        who=row["who"],
        via=row["via"],
        action=row["action"],
        collection=row["collection"],
        subject=row["subject"],
        label=row["label"],
        changes=tuple(Change(**change) for change in json.loads(row["changes"])),
    )
