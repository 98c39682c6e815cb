"""Files of what was made of pictures: kept, and begun anew only where nothing in them can be used."""

import logging
import sqlite3
from pathlib import Path

import pytest

from markwarden.matching.image.made_file import MadeTable, anew, opened

TABLE = MadeTable("thing", "(name TEXT NOT NULL)", "things-1")


def kept(path: Path, table: MadeTable = TABLE) -> list[str]:
    file = opened(path, table)
    try:
        return [row[0] for row in file.execute("SELECT name FROM thing")]
    finally:
        file.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = opened(tmp_path / "things", TABLE)
    with file:
        file.execute("INSERT INTO thing VALUES ('one')")
    file.close()
    return tmp_path / "things"


def test_rows_are_kept(path: Path) -> None:
    assert kept(path) == ["one"]


def test_a_file_that_cannot_be_opened_costs_nothing(path: Path) -> None:
    path.with_name("things-wal").mkdir()
    with pytest.raises(OSError, match="unable to open"):
        opened(path, TABLE)
    path.with_name("things-wal").rmdir()
    assert kept(path) == ["one"]


def garbage(path: Path) -> None:
    path.write_bytes(b"no database" * 1000)
    path.with_name("things-wal").write_bytes(b"of the broken one")


def test_a_broken_file_is_begun_anew(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    garbage(path)
    assert kept(path) == []
    assert "things is broken" in caplog.text


def test_what_another_version_made_goes_with_its_columns(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    later = MadeTable("thing", "(name TEXT NOT NULL, size INTEGER NOT NULL)", "things-2")
    with caplog.at_level(logging.INFO, "markwarden"):
        assert kept(path, later) == []
    assert "another version" in caplog.text
    file = opened(path, later)
    with file:
        file.execute("INSERT INTO thing VALUES ('two', 2)")
    file.close()
    assert kept(path, later) == ["two"]


def test_nowhere_to_begin_anew_is_one_clear_error(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    garbage(path)

    def still_there(*_: object, **__: object) -> None: ...

    monkeypatch.setattr(Path, "unlink", still_there)
    with pytest.raises(OSError, match="things: file is not a database"):
        anew(path, TABLE, sqlite3.DatabaseError("broken"))
