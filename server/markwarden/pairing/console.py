"""Who may see the console: a link that is good once, exchanged for a session that a browser's cookie names.

Both are kept as hashes in the SQLite file, so that a link made by a command opens the server that runs meanwhile.
"""

import hashlib
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from markwarden.store import SqliteStore

MIGRATIONS = (
    "CREATE TABLE console_link (hash TEXT PRIMARY KEY, page TEXT NOT NULL, expires REAL NOT NULL) WITHOUT ROWID",
    "CREATE TABLE console_session (hash TEXT PRIMARY KEY, created REAL NOT NULL, last_used REAL NOT NULL) WITHOUT ROWID",
)
LINK_SECONDS = 120
SESSION_SECONDS = 30 * 24 * 3600
"""A session ends when it was not used for so long."""
_USED_EVERY = 3600
"""How exactly the last use is kept: a write at each page would wear the disk for nothing."""
_KEY_FILE = "console.key"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link gave: the session's secret, told this once, and the page to show."""

    session: str
    page: str


class ConsoleDoor:
    """Links and sessions of the console."""

    def __init__(self, store: SqliteStore, now: Callable[[], float] = time.time) -> None:
        self._store = store
        self._now = now
        store.migrate("console", MIGRATIONS)

    def new_link(self, page: str = "/") -> str:
        """The secret part of a link to a page of the console; good once, for two minutes."""
        token = secrets.token_urlsafe(32)
        with self._store.writing() as rows:
            rows.execute("DELETE FROM console_link WHERE expires <= ?", (self._now(),))
            rows.execute(
                "INSERT INTO console_link VALUES (?, ?, ?)", (_digest(token), page, self._now() + LINK_SECONDS)
            )
        return token

    def open(self, link: str) -> Opened | None:
        """Use a link up; None where it is unknown, used or too old."""
        session = secrets.token_urlsafe(32)
        now = self._now()
        with self._store.writing() as rows:
            found = rows.execute("SELECT page, expires FROM console_link WHERE hash = ?", (_digest(link),)).fetchone()
            rows.execute("DELETE FROM console_link WHERE hash = ?", (_digest(link),))
            if found is None or found["expires"] <= now:
                return None
            rows.execute("DELETE FROM console_session WHERE last_used <= ?", (now - SESSION_SECONDS,))
            rows.execute("INSERT INTO console_session VALUES (?, ?, ?)", (_digest(session), now, now))
        return Opened(session, str(found["page"]))

    def knows(self, session: str | None) -> bool:
        """Whether a session is open."""
        if not session:
            return False
        now = self._now()
        with self._store.reading() as rows:
            found = rows.execute("SELECT last_used FROM console_session WHERE hash = ?", (_digest(session),)).fetchone()
        if found is None or found["last_used"] <= now - SESSION_SECONDS:
            return False
        if found["last_used"] <= now - _USED_EVERY:
            with self._store.writing() as rows:
                rows.execute("UPDATE console_session SET last_used = ? WHERE hash = ?", (now, _digest(session)))
        return True

    def close(self, session: str) -> None:
        """End one session."""
        with self._store.writing() as rows:
            rows.execute("DELETE FROM console_session WHERE hash = ?", (_digest(session),))

    def close_all(self) -> None:
        """End every session and every link."""
        with self._store.writing() as rows:
            rows.execute("DELETE FROM console_session")
            rows.execute("DELETE FROM console_link")


def signing_key(folder: Path) -> bytes:
    """The key that signs the console's cookies: made at the first start, readable by this user only."""
    path = folder / _KEY_FILE
    folder.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_bytes()
        if len(key) >= 32:
            return key
        path.unlink()  # a crash while it was written: nobody holds a cookie signed by half a key
        return signing_key(folder)
    with os.fdopen(descriptor, "wb") as file:
        key = secrets.token_bytes(32)
        file.write(key)
    return key


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()
