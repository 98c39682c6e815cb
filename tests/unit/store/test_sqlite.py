"""The SQLite file: migrations, transactions, threads, and files that are broken or cannot be written."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from markwarden.store import SqliteStore, StoreError
from markwarden.store.errors import BrokenFileError, NotWritableError

TABLE = "CREATE TABLE thing (id TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(tmp_path / "rows.sqlite3")
    yield made
    made.close()


def test_migrations_run_once_and_in_order(store: SqliteStore) -> None:
    store.migrate("things", [TABLE])
    store.migrate("things", [TABLE, "ALTER TABLE thing ADD COLUMN note TEXT"])
    store.migrate("things", [TABLE, "ALTER TABLE thing ADD COLUMN note TEXT"])
    with store.writing() as rows:
        rows.execute("INSERT INTO thing VALUES ('a', 1, 'kept')")
    with store.reading() as rows:
        assert rows.execute("SELECT note FROM thing").fetchone()["note"] == "kept"


def test_a_file_of_a_newer_program_is_refused(store: SqliteStore) -> None:
    store.migrate("things", [TABLE, "CREATE TABLE other (id TEXT)"])
    with pytest.raises(StoreError, match="newer Markwarden"):
        store.migrate("things", [TABLE])


def test_a_failed_migration_leaves_nothing(store: SqliteStore) -> None:
    with pytest.raises(Exception, match="syntax"):
        store.migrate("things", [TABLE, "NONSENSE"])
    store.migrate("things", [TABLE])


def test_a_transaction_that_raises_leaves_nothing(store: SqliteStore) -> None:
    store.migrate("things", [TABLE])

    def fail() -> None:
        with store.writing() as rows:
            rows.execute("INSERT INTO thing VALUES ('a', 1)")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with store.reading() as rows:
        assert rows.execute("SELECT count(*) FROM thing").fetchone()[0] == 0


def test_threads_write_together(store: SqliteStore) -> None:
    store.migrate("things", [TABLE])

    def write(number: int) -> None:
        for n in range(20):
            with store.writing() as rows:
                rows.execute("INSERT INTO thing VALUES (?, ?)", (f"{number}-{n}", n))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as rows:
        assert rows.execute("SELECT count(*) FROM thing").fetchone()[0] == 160


def test_a_file_that_somebody_writes_is_opened_and_told(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.migrate("things", [TABLE])
    monkeypatch.setattr("markwarden.store.sqlite_store._BUSY_SECONDS", 0.05)
    with store.writing():
        other = SqliteStore(store._path)
        other.migrate("things", [TABLE])
        with pytest.raises(NotWritableError, match="being written by something else"), other.writing():
            pass
        other.close()


def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "rows.sqlite3"
    path.write_bytes(b"not a database at all, but long enough to be looked at" * 20)
    before = path.read_bytes()
    with pytest.raises(BrokenFileError, match=r"rows\.sqlite3"):
        SqliteStore(path)
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="the folder's path is a file's only where paths are POSIX")
def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match=r"rows\.sqlite3"):
        SqliteStore(tmp_path / "file" / "rows.sqlite3")
