"""Files of every former schema version are brought up to date, and what stood in them still stands.

`former/` holds one small SQL dump a version a part, with a row in each table: what was released once, and must be
readable for ever. `MARKWARDEN_REWRITE=1 pytest tests/unit/store/test_former.py` adds those of new versions.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from markwarden.audit import trail
from markwarden.evidence import index, stamping
from markwarden.pairing import console, feeds
from markwarden.pictures import memory
from markwarden.sightings import sightings
from markwarden.store import SqliteStore, StoreError

FORMER = Path(__file__).parent / "former"
PARTS = {
    "audit": trail.MIGRATIONS,
    "console": console.MIGRATIONS,
    "evidence": index.MIGRATIONS,
    "feeds": feeds.MIGRATIONS,
    "pictures": memory.MIGRATIONS,
    "sightings": sightings.MIGRATIONS,
    "stamping": stamping.MIGRATIONS,
}
VERSIONS = [(part, number) for part, statements in PARTS.items() for number in range(1, len(statements) + 1)]


def _tables(connection: sqlite3.Connection) -> dict[str, list[sqlite3.Row]]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name != 'schema_version' ORDER BY name")  # fmt: skip
    return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in names.fetchall()}


def _schema(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()


def _made(path: Path, part: str, number: int) -> str:
    """A file of that version with a row in each table, as SQL."""
    store = SqliteStore(path)
    store.migrate(part, PARTS[part][:number])
    store.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in _tables(connection):
            columns = connection.execute(f"PRAGMA table_xinfo({table})").fetchall()
            values = {row[1]: 1 if row[2] in ("INTEGER", "REAL") else '"x"' for row in columns if row[6] == 0}
            names = ", ".join(values)
            marks = ", ".join("?" * len(values))
            connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))
    with closing(sqlite3.connect(path)) as connection:
        return "\n".join(connection.iterdump()) + "\n"


def _kept(part: str, number: int, tmp_path: Path) -> Path:
    kept = FORMER / f"{part}-{number}.sql"
    if os.environ.get("MARKWARDEN_REWRITE") and not kept.exists():
        kept.write_text(_made(tmp_path / "made.sqlite3", part, number), "utf-8")
    return kept


@pytest.mark.parametrize(("part", "number"), VERSIONS)
def test_a_former_version_is_brought_up_to_date(part: str, number: int, tmp_path: Path) -> None:
    path = tmp_path / "rows.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_kept(part, number, tmp_path).read_text("utf-8"))
        before = {name: [tuple(row) for row in rows] for name, rows in _tables(connection).items()}
    assert all(before.values()), "a version without rows proves nothing"
    for _ in range(2):
        store = SqliteStore(path)
        store.migrate(part, PARTS[part])
        store.close()
    fresh = SqliteStore(tmp_path / "fresh.sqlite3")
    fresh.migrate(part, PARTS[part])
    fresh.close()
    with closing(sqlite3.connect(path)) as connection, closing(sqlite3.connect(tmp_path / "fresh.sqlite3")) as new:
        assert _schema(connection) == _schema(new)
        now = _tables(connection)
        for name, rows in before.items():
            assert [tuple(row)[: len(rows[0])] for row in now[name]] == rows


def test_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "rows.sqlite3"
    store = SqliteStore(path)
    store.migrate("audit", [*PARTS["audit"], "CREATE TABLE later (n)"])
    with pytest.raises(StoreError, match="written by a newer Markwarden"):
        store.migrate("audit", PARTS["audit"])
    store.close()
