"""What later looks at pictures brought, by the digest of their bytes, and what figures showed when they were tried."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from markwarden.store import SqliteStore

MIGRATIONS = (
    """CREATE TABLE picture_look (
        sha256 TEXT NOT NULL, look TEXT NOT NULL, version TEXT NOT NULL, brought TEXT NOT NULL,
        PRIMARY KEY (sha256, look)) WITHOUT ROWID""",
    """CREATE TABLE figure_trial (
        sha256 TEXT NOT NULL, purpose TEXT NOT NULL, version TEXT NOT NULL, facts TEXT NOT NULL,
        PRIMARY KEY (sha256, purpose)) WITHOUT ROWID""",
)


class LookMemory:
    """Rows of JSON. Raises `StoreError` where the file is broken or full."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        store.migrate("picture_looks", MIGRATIONS)

    def keep(self, sha256: str, look: str, version: str, brought: Any) -> None:  # noqa: ANN401 -- JSON
        """What a look of that name and version brought."""
        with self._store.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO picture_look VALUES (?, ?, ?, ?)",
                (sha256, look, version, json.dumps(brought, separators=(",", ":"))),
            )

    def brought(self, digests: Iterable[str], versions: Mapping[str, str]) -> dict[tuple[str, str], Any]:
        """By digest and name of the look what looks of these versions brought."""
        every = sorted(set(digests))
        out: dict[tuple[str, str], Any] = {}
        for start in range(0, len(every), 500):
            some = every[start : start + 500]
            marks = ",".join("?" * len(some))
            with self._store.reading() as connection:
                rows = connection.execute(
                    f"SELECT sha256, look, version, brought FROM picture_look WHERE sha256 IN ({marks})",  # noqa: S608 - question marks only
                    some,
                ).fetchall()
            for row in rows:
                if versions.get(row["look"]) == row["version"]:
                    out[row["sha256"], row["look"]] = json.loads(row["brought"])
        return out

    def keep_trial(self, sha256: str, purpose: str, version: str, facts: Mapping[str, Any]) -> None:
        """What a figure showed."""
        with self._store.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO figure_trial VALUES (?, ?, ?, ?)", (sha256, purpose, version, json.dumps(facts))
            )

    def trial(self, sha256: str, purpose: str, version: str) -> dict[str, Any] | None:
        """The trial of a figure; None where none of that version was made."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT facts FROM figure_trial WHERE sha256 = ? AND purpose = ? AND version = ?",
                (sha256, purpose, version),
            ).fetchone()
        return None if row is None else dict(json.loads(row["facts"]))
