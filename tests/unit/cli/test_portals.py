"""`markwarden portals`, run as a program."""

import json
from pathlib import Path

from click.testing import CliRunner

from markwarden.cli import main
from tests.kit.commands import markwarden


def told(*words: str | Path, code: int = 0) -> str:
    """What the command prints, run in this process."""
    done = CliRunner().invoke(main, ["portals", *map(str, words)])
    assert done.exit_code == code, done.output
    return done.stderr if code else done.output


def test_list_as_a_program(data_dir: Path) -> None:
    listed = markwarden("portals", "list", data_dir=data_dir)
    assert (listed.returncode, listed.stderr) == (0, "")
    for text in ("ipp.aidcgroup.net", "qinquan.taobao.com", "see ipp-aidc, ipp-alibaba", "300", "10"):
        assert text in listed.stdout
    assert not data_dir.exists()


def test_show_and_check(data_dir: Path, tmp_path: Path) -> None:
    shown = told("show", "ipp-alibaba")
    for text in (
        "商标权",
        "submit (button, seen, left to you)",
        "links: 300 (seen: ",
        "file_bytes: 5242880 (reported: ",
    ):
        assert text in shown
    assert "shut down" in told("show", "aliprotect")
    assert json.loads(told("show", "generic", "--json"))["profile"]["id"] == "generic"
    bad = tmp_path / "bad.toml"
    bad.write_text('id = "x"', "utf-8")
    assert "bad.toml: format: is required" in told("check", bad, code=2)
    assert "no portal 'none'" in told("show", "none", code=2)
    assert told("check", tmp_path / "missing.toml", code=2)
    assert not data_dir.exists()


def test_a_broken_file_of_ones_own_is_named(data_dir: Path) -> None:
    (data_dir / "portals").mkdir(parents=True)
    (data_dir / "portals" / "mine.toml").write_text("x", "utf-8")
    listed = markwarden("portals", "list", data_dir=data_dir)
    assert listed.returncode == 0
    assert "ipp.aidcgroup.net" in listed.stdout
    assert "left out: mine.toml: is not TOML" in listed.stderr


def test_a_reason_of_ones_own_and_taking_it_back(data_dir: Path) -> None:
    add = ("add-reason", "ipp-aidc", "packaging", "--right", "trademark")
    told(*add, "--en", "Look-alike packaging", "--zh", "仿冒包装", "--needs", "evidence")
    line = "packaging (trademark, added by you): Look-alike packaging / 仿冒包装"
    assert line in told("show", "ipp-aidc")
    told("reset", "ipp-aidc", "--taught")
    assert line in told("show", "ipp-aidc")
    told("reset", "ipp-aidc")
    assert "packaging" not in told("show", "ipp-aidc")
    for wrong in (add, ("add-reason", "none", "x", "--right", "design", "--en", "X"), ("reset", "none")):
        assert told(*wrong, code=2).strip()
