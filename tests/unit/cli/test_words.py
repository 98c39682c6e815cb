"""`markwarden words`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from markwarden.cli import main
from tests.unit.image.test_words import printed


def registry(folder: Path) -> Path:
    path = folder / "registry.json"
    brands = [{"name": "Vexillo", "rights": [{"kind": "trademark", "mark": "Vexillo"}]}]
    path.write_text(json.dumps({"format": "markwarden-registry/1", "brands": brands}))
    return path


def test_words_tells_the_mark_on_the_goods(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr")
    picture, broken = tmp_path / "shoe.png", tmp_path / "broken.png"
    Image.fromarray(printed("VEXILLO")).save(picture)
    broken.write_bytes(b"\x89PNG")
    done = CliRunner().invoke(main, ["words", "--registry", str(registry(tmp_path)), str(picture), str(broken)])
    assert done.exit_code == 2
    told = json.loads(done.stdout)
    assert [met["mark"] for met in told["met"]] == ["Vexillo"]
    assert f"{broken}: not a picture that can be read" in done.stderr


def test_without_the_extra_it_says_that_it_is_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("markwarden.cli.words.installed", lambda: False)
    picture = tmp_path / "shoe.png"
    Image.new("RGB", (40, 40)).save(picture)
    done = CliRunner().invoke(main, ["words", "--registry", str(registry(tmp_path)), str(picture)])
    assert done.exit_code == 2
    assert "off: install markwarden[ocr]" in done.stderr
