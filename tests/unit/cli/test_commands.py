"""The commands, run as programs: what they print, where, and how they fail."""

import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from markwarden.cli import COMMANDS, main
from tests.kit.commands import markwarden
from tests.kit.pages import SEARCH_URL, Marks, search_page, some_goods

GOODS = some_goods(20, ("N1ke shoes men", "Case for iPhone 15", "Linen dress", "Аррle watch [bold]x[/bold]"))


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    path = tmp_path / "registry.json"
    path.write_text(json.dumps(Marks(("Nike", "iPhone", "Apple")).document()), "utf-8")
    return path


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(search_page(GOODS), "utf-8")
    return path


def test_help_lists_every_command(data_dir: Path) -> None:
    done = markwarden("--help", data_dir=data_dir)
    assert done.returncode == 0
    for name in COMMANDS:
        assert re.search(rf"^  {name} ", done.stdout, re.MULTILINE)
        shown = CliRunner().invoke(main, [name, "--help"])  # in this process: a program's start takes a second
        assert shown.exit_code == 0, shown.output
        assert shown.stdout.startswith(f"Usage: main {name} ")


@pytest.mark.parametrize("names", [("pair", "open", "registry", "backup", "restore", "portals"), ("screen", "assess")])
def test_a_command_loads_only_what_it_needs(names: tuple[str, ...]) -> None:
    heavy = {"cv2", "fpdf", "scipy", "flask"} | (set() if "screen" in names else {"numpy", "wordfreq"})
    program = f"import sys, importlib\nfor name in {names}: importlib.import_module('markwarden.cli.' + name)\nprint(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not heavy & set(loaded)


def test_matrix_products_take_one_thread_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    for given, taken in ((None, "1"), ("4", "4")):
        if given is None:
            monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
        else:
            monkeypatch.setenv("OPENBLAS_NUM_THREADS", given)
        CliRunner().invoke(main, ["pair", "--help"])
        assert os.environ["OPENBLAS_NUM_THREADS"] == taken


def test_suggestions_are_tried_and_taken_up_to_a_risk(registry: Path, data_dir: Path, tmp_path: Path) -> None:
    assert markwarden("registry", "import", registry, data_dir=data_dir).returncode == 0
    corpus = tmp_path / "clean.txt"
    corpus.write_text("plain hat\n" * 50, "utf-8")
    asked = ("aliases", "suggest", "Nike", "--corpus", corpus)
    found = json.loads(markwarden(*asked, "--all", "--json", data_dir=data_dir).stdout)
    by_text = {one["text"]: one for one in found}
    assert by_text["n1ke"]["flagged"]
    assert by_text["n*e"]["risk"] == "high"
    wanted = {one["text"] for one in found if not one["flagged"] and one["risk"] != "high"}
    done = markwarden(*asked, "--accept-up-to", "medium", data_dir=data_dir)
    assert done.stdout == f"taken: {len(wanted)} aliases\n"
    missed = json.loads(markwarden(*asked, "--json", data_dir=data_dir).stdout)
    assert {one["risk"] for one in missed} <= {"high"}


def test_screen_as_json(page: Path, registry: Path, data_dir: Path) -> None:
    done = markwarden("screen", page, "--url", SEARCH_URL, "--registry", registry, "--json", data_dir=data_dir)
    assert (done.returncode, done.stderr) == (0, "")
    (report,) = map(json.loads, done.stdout.splitlines())
    assert report["path"] == str(page)
    assert (report["url"], report["kind"], report["readable"]) == (SEARCH_URL, "search", True)
    assert [listing["item_id"] for listing in report["listings"]] == [one.item_id for one in GOODS]
    assert [listing["assessment"]["level"] for listing in report["listings"]][:4] == ["high", "low", "clear", "high"]
    assert not data_dir.exists()


def test_screen_as_table(page: Path, registry: Path, data_dir: Path) -> None:
    done = markwarden("screen", page, "--url", SEARCH_URL, "--registry", registry, data_dir=data_dir)
    assert done.returncode == 0
    assert "N1ke shoes men" in done.stdout
    assert "[bold]x[/bold]" in done.stdout
    assert "Linen dress" not in done.stdout
    assert "20 listings (12 on the page)" in done.stdout


def test_screen_of_a_folder_goes_on_after_a_bad_file(
    tmp_path: Path, page: Path, registry: Path, data_dir: Path
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.html").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "b.html").write_bytes(page.read_bytes())
    (folder / "notes.txt").write_text("nothing")
    done = markwarden("screen", folder, "--url", SEARCH_URL, "--registry", registry, "--json", data_dir=data_dir)
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr.splitlines() == [f"markwarden: {folder / 'a.html'}: neither HTML nor MHTML"]


@pytest.mark.parametrize(
    "arguments",
    [("screen", "gone.html"), ("screen", "."), ("assess", "gone.csv"), ("registry", "check", "gone"), ("registry", "import"), ("pair",), ("pair", "--revoke", "x"), ("screen", "gone.html", "--registry", "gone")],
    ids=" ".join,
)  # fmt: skip
def test_bad_input_is_one_clear_line(
    arguments: tuple[str, ...], data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    done = markwarden(*arguments, data_dir=data_dir)
    assert done.returncode == 2
    assert done.stdout == ""
    lines = [line for line in done.stderr.splitlines() if not line.startswith(("The registry in", "Usage:", "Try "))]
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr


ROWS = [
    {"item_id": "1", "title": "N1ke shoes", "price": 12.5, "currency": "usd", "seller_id": 77, "images": ["https://ae01.alicdn.com/kf/x.jpg", "local.png"], "category": "Shoes"},
    {"item_id": "2", "title": "Linen dress"},
    {"item_id": "3", "title": None, "price": None, "currency": "", "images": ""},
    {"item_id": "4", "title": "Case for iPhone 15"},
]  # fmt: skip
CSV = (
    "item_id,title,price,currency,seller_id,seller_name,images,category\r\n"
    '1,"N1ke shoes",12.50,USD,77,,https://ae01.alicdn.com/kf/x.jpg local.png,Shoes\r\n'
    '2,"Linen ""dress""\nof two lines",,,,,,\r\n'
    "3,,,,,,,\r\n"
    "4,Case for iPhone 15,,,,,,\r\n"
)


@pytest.mark.parametrize("form", ["csv", "jsonl", "csv with bom"])
def test_assess_gives_one_object_a_row_in_order(form: str, tmp_path: Path, registry: Path, data_dir: Path) -> None:
    path = tmp_path / f"rows.{form[:5].split()[0]}"
    text = "\n".join(map(json.dumps, ROWS)) if form == "jsonl" else CSV
    path.write_bytes((("\ufeff" if "bom" in form else "") + text).encode())
    done = markwarden("assess", path, "--registry", registry, data_dir=data_dir)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["item_id"] for row in rows] == ["1", "2", "3", "4"]
    assert [row["assessment"]["level"] for row in rows] == ["high", "clear", "clear", "low"]
    assert {"risk", "level", "right", "signals"} == rows[0]["assessment"].keys()


def test_assess_reads_standard_input(registry: Path, data_dir: Path) -> None:
    done = markwarden("assess", "-", "--registry", registry, data_dir=data_dir, stdin=CSV)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 4


def test_assess_names_bad_rows_and_goes_on(tmp_path: Path, registry: Path, data_dir: Path) -> None:
    path = tmp_path / "rows.jsonl"
    lines = ['{"item_id": "1"}', "{", "[]", '{"title": "x"}', '{"item_id": "5", "price": "cheap"}', '{"item_id": "6", "colour": "red"}', '{"item_id": "7", "currency": "EURO", "price": 1}', '{"item_id": "8", "title": 8}', '{"item_id": "9"}']  # fmt: skip
    path.write_text("\n".join(lines), "utf-8")
    done = markwarden("assess", path, "--registry", registry, data_dir=data_dir)
    assert done.returncode == 2
    assert [json.loads(line)["item_id"] for line in done.stdout.splitlines()] == ["1", "9"]
    assert [line.split(":")[2] for line in done.stderr.splitlines()] == list("2345678")


def test_assess_refuses_a_csv_without_ids(tmp_path: Path, registry: Path, data_dir: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("title\nx\n", "utf-8")
    done = markwarden("assess", path, "--registry", registry, data_dir=data_dir)
    assert done.returncode == 2
    assert "item_id" in done.stderr


def test_registry_commands(tmp_path: Path, registry: Path, data_dir: Path) -> None:
    assert markwarden("registry", "check", registry, data_dir=data_dir).stdout.startswith("sound: 3 brands, 3 rights")
    assert not data_dir.exists()
    assert "new: 3" in markwarden("registry", "import", registry, "--dry-run", data_dir=data_dir).stdout
    assert "new: 3" in markwarden("registry", "import", registry, data_dir=data_dir).stdout
    assert "unchanged: 3" in markwarden("registry", "import", registry, data_dir=data_dir).stdout
    target = tmp_path / "out.zip"
    assert markwarden("registry", "export", target, data_dir=data_dir).stdout == "brands written: 3\n"
    assert zipfile.ZipFile(target).namelist() == ["registry.json"]
    again = markwarden("registry", "export", target, data_dir=data_dir)
    assert again.returncode == 2
    assert "--force" in again.stderr
    assert markwarden("registry", "export", target, "--force", data_dir=data_dir).returncode == 0
    assert markwarden("registry", "export", tmp_path / "o", "--brand", "Nope", data_dir=data_dir).returncode == 2


def test_screen_with_another_registry_leaves_the_stored_one_alone(page: Path, registry: Path, data_dir: Path) -> None:
    markwarden("registry", "import", "--sample", data_dir=data_dir)
    before = {path: path.read_bytes() for path in data_dir.rglob("*.json")}
    markwarden("screen", page, "--registry", registry, data_dir=data_dir)
    assert {path: path.read_bytes() for path in data_dir.rglob("*.json")} == before


def test_a_bad_registry_names_every_problem(tmp_path: Path, page: Path, data_dir: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(
        '{"format":"markwarden-registry/1","brands":[{"nam":"x"},{"name":"y","rights":[{"kind":"trademark"}]}]}'
    )
    for arguments in (("registry", "check", bad), ("registry", "import", bad), ("screen", page, "--registry", bad)):
        done = markwarden(*arguments, data_dir=data_dir)
        assert done.returncode == 2
        assert done.stderr.count("markwarden: brands[0]") == 2


def test_extension_path_can_be_loaded(data_dir: Path) -> None:
    folder = Path(markwarden("extension", "--path", data_dir=data_dir).stdout.strip())
    assert json.loads((folder / "manifest.json").read_text("utf-8"))["manifest_version"] == 3


def test_serve_says_where_pairs_and_ends_cleanly(data_dir: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "markwarden", "serve", "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "MARKWARDEN_DATA_DIR": str(data_dir)},
    )
    assert process.stderr is not None
    try:
        said = process.stderr.readline() + process.stderr.readline()
        assert re.search(r"http://127\.0\.0\.1:\d+", said)
        assert re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", said)
        assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}\n", markwarden("pair", data_dir=data_dir).stdout)
        second = markwarden("serve", "--port", "0", data_dir=data_dir)
        assert second.returncode == 2
        assert str(process.pid) in second.stderr
    finally:
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=20)[1]
    assert process.returncode == 0
    assert rest.strip().endswith("Stopped.")
    assert "Traceback" not in rest
