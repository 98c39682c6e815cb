"""The secret address of the calendar: one at a time, stored as a hash, ended by making another or none."""

import hashlib
import secrets
from datetime import UTC, datetime

from markwarden.store import SqliteStore

MIGRATIONS = ("CREATE TABLE feed (hash TEXT PRIMARY KEY, created TEXT NOT NULL) WITHOUT ROWID",)


class Feeds:
    """Who knows the address may read the calendar: calendar programs send no cookie."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        store.migrate("feeds", MIGRATIONS)

    def renew(self) -> str:
        """The secret of a new address, told this once; the former one ends."""
        secret = secrets.token_urlsafe(32)
        with self._store.writing() as rows:
            rows.execute("DELETE FROM feed")
            rows.execute("INSERT INTO feed VALUES (?, ?)", (_digest(secret), datetime.now(UTC).isoformat()))
        return secret

    def end(self) -> None:
        """No address is good any more."""
        with self._store.writing() as rows:
            rows.execute("DELETE FROM feed")

    def created(self) -> datetime | None:
        """When the present address was made; None where there is none."""
        with self._store.reading() as rows:
            row = rows.execute("SELECT created FROM feed").fetchone()
        return datetime.fromisoformat(row["created"]) if row else None

    def knows(self, secret: str) -> bool:
        """Whether this is the present address's."""
        with self._store.reading() as rows:
            return rows.execute("SELECT 1 FROM feed WHERE hash = ?", (_digest(secret),)).fetchone() is not None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()
