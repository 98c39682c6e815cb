"""An archive of its own for each test, and one sealed package for those that only look."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from markwarden.evidence import Archive
from markwarden.store import SqliteStore, TinyStore
from tests.kit.captures import sealed_capture


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    rows = SqliteStore(tmp_path / "rows.sqlite3")
    made = Archive(tmp_path / "evidence", rows, TinyStore(tmp_path))
    yield made
    made.close()
    rows.close()


@pytest.fixture
def package(archive: Archive) -> Path:
    """A sealed package's folder."""
    return archive.folder(sealed_capture(archive).id)
