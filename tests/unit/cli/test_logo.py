"""`markwarden logo try`."""

from pathlib import Path

from click.testing import CliRunner
from PIL import Image

from markwarden.cli import main
from markwarden.matching.image.logo import Template, read_artwork
from tests.unit.image.marks import BOLT_IN_RING, shown


def test_try_tells_the_trial_and_draws_the_box(tmp_path: Path) -> None:
    mark, photo, broken = tmp_path / "bolt.svg", tmp_path / "photo.png", tmp_path / "broken.jpg"
    mark.write_bytes(BOLT_IN_RING)
    Image.fromarray(shown(Template.of(read_artwork(BOLT_IN_RING)), 10, 3)).save(photo)
    broken.write_bytes(b"\xff\xd8\xff\xe0")
    done = CliRunner().invoke(main, ["logo", "try", str(mark), str(photo), str(broken), "--out", str(tmp_path / "out")])
    assert done.exit_code == 2
    first, second, *rest = done.stdout.splitlines()
    assert first.startswith("bolt.svg: threshold ")
    assert second.startswith(f"{photo}: found, strength ")
    assert rest == []
    assert done.stderr.splitlines() == [f"markwarden: {broken}: not a picture that can be read"]
    with Image.open(tmp_path / "out" / "photo.png") as image:
        assert any(pixel == (220, 20, 60) for _, pixel in image.convert("RGB").getcolors(1_000_000) or [])


def test_try_refuses_a_file_that_is_no_figure(tmp_path: Path) -> None:
    mark = tmp_path / "mark.svg"
    mark.write_bytes(b"<svg")
    done = CliRunner().invoke(main, ["logo", "try", str(mark)])
    assert done.exit_code == 2
    assert done.stderr.startswith("markwarden: ")
    assert "SVG cannot be read" in done.stderr
