"""What the disk may do to the data: no room, no right to write, cut and edited files, broken pages. Nothing is overwritten, and it is said."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from markwarden.registry.registry import revision_of
from markwarden.serving import Server
from markwarden.settings import ROWS, Settings
from markwarden.store import SqliteStore, TinyStore
from markwarden.store.backup import back_up, rotated
from markwarden.store.errors import BrokenFileError
from markwarden_schema.registry import Brand
from tests.kit.client import Client
from tests.kit.console import Console, text_of
from tests.kit.disks import mounted, write_until_refused


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    folder = tmp_path / "small"
    folder.mkdir()
    if not mounted(folder, "size=1m"):
        pytest.skip("this user may not mount a tmpfs")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(small_disk: Path) -> None:
    things, rows = write_until_refused(small_disk)
    written = int(things.split()[0])
    assert written > 10
    assert f"NotWritableError {small_disk}/things.json could not be written: No space left on device." in things
    assert f"NotWritableError {small_disk}/rows.sqlite3 could not be written" in rows
    there = TinyStore(small_disk).collection("things").all()
    assert [row["id"] for row in there] == [str(number) for number in range(written)]


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    """The same where nothing can be mounted: the system refuses the write in the middle of it."""
    things, rows = write_until_refused(tmp_path, 100_000)
    written = int(things.split()[0])
    assert 10 < written < 30
    assert "things.json could not be written: File too large. What was there still stands." in things
    assert "rows.sqlite3 could not be written" in rows
    assert len(TinyStore(tmp_path).collection("things").all()) == written
    assert not list(tmp_path.glob(".things.json-*")), "half a file was left behind"


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder that takes nothing, and what the system says then. Root may write anywhere but on a file system that is read-only."""
    folder = tmp_path / "data"
    folder.mkdir()
    if os.geteuid() != 0:
        folder.chmod(0o555)
        yield folder, "Permission denied"
        folder.chmod(0o755)
        return
    if not mounted(folder, "ro"):
        pytest.skip("root may write everywhere here, and nothing can be mounted")
    yield folder, "Read-only file system"
    subprocess.run(["umount", str(folder)], check=True)


def test_a_folder_that_is_read_only(read_only: tuple[Path, str]) -> None:
    folder, why = read_only
    for command in (
        ["serve", "--port", "0"],
        ["run", "--no-browser", "--port", "0"],
        ["registry", "import", "--sample"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "markwarden", *command], env={**os.environ, "MARKWARDEN_DATA_DIR": str(folder)},
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 2
        said = rf"markwarden: {folder}\S* (cannot|could not) be written: ({why}|.*is the folder read-only).*"
        assert re.fullmatch(said, done.stderr.strip())
    assert list(folder.iterdir()) == []


DAMAGES = {
    "cut short": (lambda data: data[: len(data) // 2], "Unterminated string"),
    "a comma too many": (lambda data: data.replace(b'"n": 2', b'"n": 2,,'), "line 3"),
    "empty": (lambda data: b"", "line 1"),
    "not text": (lambda data: b"\x00\xff" * 100, "not valid"),
    "another shape": (lambda data: b"[1, 2]", "not a collection"),
    "a document without its id": (lambda data: data.replace(b'"id": "a"', b'"name": "a"'), "not a collection"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_json(tmp_path: Path, damage: str) -> None:
    things = TinyStore(tmp_path).collection("things")
    things.put({"id": "a", "n": 1})
    things.put({"id": "a", "n": 2, "note": "x" * 300})
    path = tmp_path / "things.json"
    change, told = DAMAGES[damage]
    path.write_bytes(change(path.read_bytes()))  # type: ignore[no-untyped-call]
    damaged = path.read_bytes()
    for _ in range(2):
        with pytest.raises(BrokenFileError) as refused:
            TinyStore(tmp_path).collection("things").put({"id": "b", "n": 3})
        assert told in str(refused.value)
        assert str(path) in str(refused.value)
        assert f"The last good generation is {path}.1: copy it over things.json" in str(refused.value)
    assert path.read_bytes() == damaged, "what a person may still mend was overwritten"
    shutil.copy(tmp_path / "things.json.1", path)
    assert TinyStore(tmp_path).collection("things").get("a") == {"id": "a", "n": 1}


def test_a_former_file_that_is_broken_too_is_not_offered(tmp_path: Path) -> None:
    things = TinyStore(tmp_path).collection("things")
    things.put({"id": "a"})
    things.put({"id": "b"})
    SqliteStore(tmp_path / ROWS).close()
    target = rotated(tmp_path)
    back_up(tmp_path, ROWS, target)
    for name in ("things.json", "things.json.1"):
        (tmp_path / name).write_text("{")
    with pytest.raises(BrokenFileError, match="markwarden restore") as refused:
        TinyStore(tmp_path).collection("things").all()
    assert str(target) in str(refused.value)
    assert "last good generation" not in str(refused.value)


def test_a_corrupt_page_of_the_database(tmp_path: Path) -> None:
    path = tmp_path / ROWS
    rows = SqliteStore(path)
    rows.migrate("test", ["CREATE TABLE t (n INTEGER PRIMARY KEY, x TEXT)"])
    with rows.writing() as connection:
        connection.executemany("INSERT INTO t (x) VALUES (?)", [("x" * 500,)] * 500)
    rows.close()
    target = rotated(tmp_path)
    back_up(tmp_path, ROWS, target)
    data = bytearray(path.read_bytes())
    page = int.from_bytes(data[16:18], "big")
    data[page * 10 : page * 40] = b"\xa5" * (page * 30)
    path.write_bytes(data)
    broken = SqliteStore(path)
    with pytest.raises(BrokenFileError) as refused, broken.writing() as connection:
        connection.execute("SELECT sum(length(x)) FROM t").fetchone()
    broken.close()
    assert f"{path}: not a sound database" in str(refused.value)
    assert f"`markwarden restore {target}` puts it back" in str(refused.value)
    assert path.read_bytes() == data
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    with pytest.raises(BrokenFileError, match="not a sound database"):
        SqliteStore(path)


def test_a_server_whose_files_break_says_so_and_loses_no_input(tmp_path: Path) -> None:
    """In the API as a code of its own; in the console with what was typed, to be sent again once it is mended."""
    with Server(Settings(data_dir=tmp_path, port=0)) as server:
        client = Client(server)
        client.pair()
        brand = server._services.registry.add(Brand(name="Acmara"))
        server._services.registry.add(Brand(name="Zorbax"))
        console = Console(server)
        console.open()
        page = f"/brands/{brand.id}/edit"
        token = console.token(page)
        path = tmp_path / "brands.json"
        sound = path.read_bytes()
        path.write_bytes(sound[:-30])
        reply = client.ask("POST", "/pages", {"url": "https://www.aliexpress.com/w/wholesale-x.html", "html": "<p>", "fragment": False})  # fmt: skip
        assert reply.status == 507
        assert reply.json["error"]["code"] == "store_failed"
        assert str(path) in reply.json["error"]["message"]
        revision = revision_of(brand)
        typed = f"csrf_token={token}&name=Acmara&owner=Acmara+%26+S%C3%B6hne&revision={revision}"
        headers = {"Origin": server.url, "Sec_Fetch_Site": "same-origin", "Content_Type": "application/x-www-form-urlencoded"}  # fmt: skip
        failed = console.request("POST", page, typed.encode(), **headers)
        assert failed.status == 507
        said = text_of(failed)
        assert str(path) in said
        assert "The last good generation is" in said
        assert "nothing you typed is lost" in said
        assert "Acmara &amp; Söhne</textarea>" in failed.body.decode()
        assert path.read_bytes() == sound[:-30]
        path.write_bytes(sound)
        assert console.request("POST", page, typed.encode(), **headers).status == 303
        changed = server._services.registry.brand(str(brand.id))
        assert changed is not None
        assert changed.owner == "Acmara & Söhne"


def test_run_and_serve_say_in_one_line_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "brands.json").write_text('{"brands": {\n"1": {"id": "b-1", "name": "Acm')
    for command in (["serve", "--port", "0"], ["run", "--no-browser", "--port", "0"]):
        done = subprocess.run(
            [sys.executable, "-m", "markwarden", *command], env={**os.environ, "MARKWARDEN_DATA_DIR": str(tmp_path)},
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 2
        (line,) = done.stderr.splitlines()
        assert line.startswith(f"markwarden: {tmp_path}/brands.json, line 2: not valid: ")
        assert "Nothing was overwritten." in line
