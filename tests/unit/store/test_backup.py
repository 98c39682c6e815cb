"""Backups: whole, in step, checked, and nothing overwritten by putting one back."""

import threading
import zipfile
from pathlib import Path

import pytest

from markwarden.audit import AuditedStore, Trail
from markwarden.store import BlobStore, SqliteStore, TinyStore
from markwarden.store.backup import KEPT, back_up, restore, rotated
from markwarden.store.errors import BrokenFileError, FolderInUseError, StoreError
from markwarden.store.folder_lock import FolderLock
from tests.kit.commands import markwarden

ROWS = "markwarden.sqlite3"


def filled(folder: Path) -> tuple[AuditedStore, SqliteStore]:
    rows = SqliteStore(folder / ROWS)
    store = AuditedStore(TinyStore(folder), Trail(rows))
    store.collection("things").put({"id": "a", "n": 0})
    BlobStore(folder / "blobs").put(b"picture")
    (folder / "console.key").write_bytes(b"secret")
    return store, rows


def state(folder: Path) -> dict[str, bytes]:
    kept = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return {
        name: data for name, data in kept.items() if not name.startswith((".", "backups")) and "sqlite3" not in name
    }


def test_there_and_back(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store, rows = filled(folder)
    target = tmp_path / "b.zip"
    back_up(folder, ROWS, target)
    before = state(folder)
    store.collection("things").put({"id": "a", "n": 1})
    (folder / "blobs" / "stray").write_bytes(b"x")
    rows.close()
    aside = restore(target, folder, ROWS)
    assert state(folder) == before
    assert aside is not None
    assert b'"n": 1' in (aside / "things.json").read_bytes()
    again = SqliteStore(folder / ROWS)
    assert [one.action for one in Trail(again).entries()] == ["added"]
    again.close()
    names = zipfile.ZipFile(target).namelist()
    assert "console.key" not in names
    assert not any(name.startswith(".") for name in names)


def test_files_and_rows_are_in_step_while_others_write(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store, rows = filled(folder)
    stop = threading.Event()

    def write() -> None:
        number = 0
        # A moment between two writes, as people leave: SQLite's lock is not fair, who never lets go of it keeps all out.
        while not stop.wait(0.002):
            number += 1
            store.collection("things").put({"id": "a", "n": number})

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for number in range(5):
            back_up(folder, ROWS, tmp_path / f"{number}.zip")
    finally:
        stop.set()
        thread.join()
        rows.close()
    for number in range(5):
        there = tmp_path / f"there{number}"
        restore(tmp_path / f"{number}.zip", there, ROWS)
        copy = SqliteStore(there / ROWS)
        last = Trail(copy).entries(limit=1)[0]
        (row,) = TinyStore(there).collection("things").all()
        assert [change.after for change in last.changes if change.path == "n"] == [row["n"]]
        copy.close()


@pytest.mark.parametrize("damage", ["cut", "flipped", "no zip", "missing"])
def test_a_damaged_backup_changes_nothing(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "data"
    _, rows = filled(folder)
    rows.close()
    target = tmp_path / "b.zip"
    back_up(folder, ROWS, target)
    data = bytearray(target.read_bytes())
    if damage == "cut":
        target.write_bytes(data[: len(data) // 2])
    elif damage == "flipped":
        with zipfile.ZipFile(target) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        with zipfile.ZipFile(target, "w") as archive:
            for name, part in parts.items():
                archive.writestr(name, part.replace(b'"n": 0', b'"n": 7'))
    elif damage == "no zip":
        target.write_bytes(b"hello")
    else:
        target.unlink()
    before = state(folder)
    with pytest.raises(StoreError, match=r"b\.zip") as raised:
        restore(target, folder, ROWS)
    assert isinstance(raised.value, BrokenFileError) or damage == "missing"
    assert state(folder) == before


def test_no_restore_under_a_running_server(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    _, rows = filled(folder)
    rows.close()
    back_up(folder, ROWS, tmp_path / "b.zip")
    lock = FolderLock(folder)
    lock.acquire()
    with pytest.raises(FolderInUseError):
        restore(tmp_path / "b.zip", folder, ROWS)
    lock.release()


def test_rotation(tmp_path: Path) -> None:
    _, rows = filled(tmp_path)
    rows.close()
    for _ in range(KEPT + 2):
        back_up(tmp_path, ROWS, rotated(tmp_path))
    assert len(list((tmp_path / "backups").glob("*.zip"))) == KEPT


def test_commands(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert markwarden("registry", "import", "--sample", data_dir=folder).returncode == 0
    made = markwarden("backup", data_dir=folder)
    assert made.returncode == 0, made.stderr
    there = tmp_path / "there"
    done = markwarden("restore", made.stdout.strip(), data_dir=there)
    assert done.returncode == 0, done.stderr
    assert (there / "brands.json").read_bytes() == (folder / "brands.json").read_bytes()
    refused = markwarden("restore", tmp_path / "none.zip", data_dir=there)
    assert refused.returncode == 2
    assert "none.zip" in refused.stderr
