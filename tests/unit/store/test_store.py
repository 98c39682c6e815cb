"""The store loses nothing: atomic, two generations, one server a folder."""

import json
import multiprocessing
import os
import threading
from pathlib import Path

import pytest

from markwarden.store import BlobStore, TinyStore
from markwarden.store.errors import BrokenFileError, FolderInUseError, NotWritableError
from markwarden.store.folder_lock import FolderLock


def rows(store: TinyStore) -> list[dict[str, object]]:
    return sorted((dict(row) for row in store.collection("things").all()), key=lambda row: str(row["id"]))


def test_what_is_put_is_there_for_another_process(tmp_path: Path) -> None:
    TinyStore(tmp_path).collection("things").put({"id": "a", "title": "Чашка"})
    assert rows(TinyStore(tmp_path)) == [{"id": "a", "title": "Чашка"}]


def test_put_get_delete(tmp_path: Path) -> None:
    things = TinyStore(tmp_path).collection("things")
    things.put({"id": "a", "n": 1})
    things.put({"id": "a", "n": 2})
    assert things.get("a") == {"id": "a", "n": 2}
    assert things.delete("a")
    assert not things.delete("a")
    assert things.get("a") is None


def test_put_replaces_the_whole_document(tmp_path: Path) -> None:
    """Also a field that the new one lacks; and a document that a reader holds stays as it was."""
    things = TinyStore(tmp_path).collection("things")
    things.put({"id": "a", "n": 1, "note": "old"})
    held = things.get("a")
    things.put({"id": "a", "n": 2})
    assert things.get("a") == {"id": "a", "n": 2}
    assert held == {"id": "a", "n": 1, "note": "old"}


def test_change_sees_what_is_stored_and_fails_as_a_whole(tmp_path: Path) -> None:
    things = TinyStore(tmp_path).collection("things")
    assert things.change("a", lambda old: {"id": "a", "old": old}) == {"id": "a", "old": None}

    def fail(_: object) -> dict[str, object]:
        raise LookupError

    with pytest.raises(LookupError):
        things.change("a", fail)
    assert things.get("a") == {"id": "a", "old": None}
    assert [row["id"] for row in TinyStore(tmp_path).collection("things").all()] == ["a"]


def test_version_changes_with_every_change(tmp_path: Path) -> None:
    things = TinyStore(tmp_path).collection("things")
    versions = [things.version()]
    for number in range(5):
        things.put({"id": "a", "n": number})
        versions.append(things.version())
    assert len(set(versions)) == len(versions)


def test_previous_generation_is_kept(tmp_path: Path) -> None:
    things = TinyStore(tmp_path).collection("things")
    things.put({"id": "a", "n": 1})
    things.put({"id": "a", "n": 2})
    previous = json.loads((tmp_path / "things.json.1").read_text("utf-8"))
    assert next(iter(previous["things"].values())) == {"id": "a", "n": 1}


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_crash_while_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    things = TinyStore(tmp_path).collection("things")
    things.put({"id": "a", "n": 1})

    def crash(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", crash)
    else:
        monkeypatch.setattr(Path, "replace", crash)
    with pytest.raises(NotWritableError, match="No space left"):
        things.put({"id": "a", "n": 2})
    monkeypatch.undo()
    assert rows(TinyStore(tmp_path)) == [{"id": "a", "n": 1}]
    assert things.get("a") == {"id": "a", "n": 1}
    things.put({"id": "a", "n": 3})
    assert things.get("a") == {"id": "a", "n": 3}


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"things": 1}', b"\xff\xfe\x00", b"null"])
def test_a_broken_file_is_named_and_not_overwritten(tmp_path: Path, data: bytes) -> None:
    things = TinyStore(tmp_path).collection("things")
    things.put({"id": "a"})
    things.put({"id": "b"})
    path = tmp_path / "things.json"
    path.write_bytes(data)
    with pytest.raises(BrokenFileError, match=r"things\.json\.1"):
        TinyStore(tmp_path).collection("things").all()
    with pytest.raises(BrokenFileError):
        TinyStore(tmp_path).collection("things").put({"id": "c"})
    assert path.read_bytes() == data


def test_threads_lose_nothing(tmp_path: Path) -> None:
    things = TinyStore(tmp_path).collection("things")

    def write(worker: int) -> None:
        for number in range(10):
            things.put({"id": f"{worker}-{number}"})

    threads = [threading.Thread(target=write, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(things.all()) == 40


def _write_some(folder: str, worker: int) -> None:
    things = TinyStore(Path(folder)).collection("things")
    for number in range(10):
        things.put({"id": f"{worker}-{number}"})


def test_processes_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_write_some, args=(str(tmp_path), worker)) for worker in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
        assert process.exitcode == 0
    assert len(TinyStore(tmp_path).collection("things").all()) == 30


def test_second_server_is_refused(tmp_path: Path) -> None:
    first, second = FolderLock(tmp_path), FolderLock(tmp_path)
    first.acquire()
    with pytest.raises(FolderInUseError, match=str(os.getpid())):
        second.acquire()
    first.release()
    second.acquire()
    second.release()


def _hold_and_die(folder: str) -> None:
    FolderLock(Path(folder)).acquire()
    os._exit(9)


def test_a_killed_server_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_hold_and_die, args=(str(tmp_path),))
    process.start()
    process.join(60)
    assert process.exitcode == 9
    lock = FolderLock(tmp_path)
    lock.acquire()
    lock.release()


def test_blobs_are_kept_by_digest(tmp_path: Path) -> None:
    blobs = BlobStore(tmp_path)
    digest = blobs.put(b"picture")
    assert blobs.put(b"picture") == digest
    assert blobs.get(digest) == b"picture"
    with pytest.raises(FileNotFoundError):
        blobs.get("0" * 64)
