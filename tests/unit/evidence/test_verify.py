"""Checking: everything that was changed is found, and what was not is not complained of."""

import io
import json
import random
import shutil
import zipfile
from pathlib import Path

import pytest

from markwarden.evidence import Archive, verify
from tests.kit.captures import sealed_capture
from tests.kit.commands import markwarden
from tests.kit.tampering import LOG, PACKAGE

TRIES = 12
"""Random changes of each kind here; `make bench ARGS=tampering` makes 1,000."""


@pytest.fixture
def exported(archive: Archive, tmp_path: Path) -> Path:
    """A package out in the world, unpacked, with more than one entry of its own; the whole log beside it."""
    state = sealed_capture(archive)
    sealed_capture(archive)
    archive.viewed(state.id, "anna")
    with zipfile.ZipFile(io.BytesIO(archive.export(state.id, "anna"))) as zipped:
        zipped.extractall(tmp_path / "out")
    log = tmp_path / "log"
    log.mkdir()
    for name, data in archive.whole_log().items():
        (log / name).write_bytes(data)
    return tmp_path / "out" / state.id


def test_untouched_package_is_sound(exported: Path, tmp_path: Path) -> None:
    result = verify(exported, tmp_path / "log/custody.jsonl")
    assert (result.problems, result.sound) == ([], True)
    assert result.chain == "sound, 4 entries"
    assert any("exactly what was sealed" in line for line in result.proved)
    assert any("never authenticity" in line for line in result.not_proved)
    assert any("no time-stamp" in line for line in result.not_proved)


@pytest.mark.parametrize("change", PACKAGE, ids=lambda change: change.__name__)
def test_changed_package_is_found(exported: Path, tmp_path: Path, change: object) -> None:
    for seed in range(TRIES):
        copy = tmp_path / f"copy-{seed}"
        shutil.copytree(exported, copy)
        what = change(copy, random.Random(seed))  # type: ignore[operator]
        assert not verify(copy).sound, what


@pytest.mark.parametrize("change", LOG, ids=lambda change: change.__name__)
def test_changed_log_is_found(exported: Path, tmp_path: Path, change: object) -> None:
    for seed in range(TRIES):
        copy = tmp_path / f"log-{seed}"
        shutil.copytree(tmp_path / "log", copy)
        what = change(copy, random.Random(seed))  # type: ignore[operator]
        log = copy / "custody.jsonl"
        assert not log.is_file() or not verify(exported, log).sound, what


def test_seal_of_another_package_is_found(exported: Path, archive: Archive) -> None:
    other = archive.folder(sealed_capture(archive).id)
    shutil.rmtree(exported / "seal")
    shutil.copytree(other / "seal", exported / "seal")
    assert any("another seal" in problem for problem in verify(exported).problems)


@pytest.mark.parametrize("name", ["../evil", "/evil", "a/../../evil", "a\\..\\evil"])
def test_zip_that_leads_out_of_itself_writes_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr(name, b"x")
    before = set(tmp_path.rglob("*"))
    result = verify(path)
    assert not result.sound
    assert set(tmp_path.rglob("*")) == before


def test_no_zip_and_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 not a zip")
    assert not verify(tmp_path / "x.zip").sound
    (tmp_path / "empty").mkdir()
    assert not verify(tmp_path / "empty").sound


def test_command(exported: Path, data_dir: Path, tmp_path: Path) -> None:
    done = markwarden("verify", exported, "--log", tmp_path / "log/custody.jsonl", data_dir=data_dir)
    assert done.returncode == 0, done.stderr
    assert "sound" in done.stdout
    assert "Not proved" in done.stdout
    done = markwarden("verify", exported, "--json", data_dir=data_dir)
    assert json.loads(done.stdout)["sound"] is True
    (exported / "data/added").write_bytes(b"")
    done = markwarden("verify", exported, data_dir=data_dir)
    assert done.returncode == 1
    assert "NOT SOUND" in done.stdout
    assert "data/added: was added" in done.stdout
    assert markwarden("verify", tmp_path / "none", data_dir=data_dir).returncode == 2
