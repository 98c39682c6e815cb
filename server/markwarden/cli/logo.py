"""`markwarden logo`: try a figurative mark on photos before relying on it."""

import sys
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from markwarden.cli.failing import failing_plainly
from markwarden.cli.photos import UnreadablePhotoError, read_photo
from markwarden.matching.image.logo import ArtworkRefusedError, LogoHit, LogoIndex, enrol


@click.group("logo")
def command() -> None:
    """Try figurative marks."""


@command.command("try")
@click.argument("mark", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("photos", type=click.Path(path_type=Path, exists=True, dir_okay=False), nargs=-1)
@click.option(
    "--clean",
    "own",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The brand's own photo that shows MARK; may be given several times.",
)
@click.option(
    "--innocent",
    "innocent",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A photo that does not show MARK; may be given several times.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write each photo with the box drawn to this folder.",
)
@failing_plainly
def try_(
    mark: Path, photos: tuple[Path, ...], own: tuple[Path, ...], innocent: tuple[Path, ...], out: Path | None
) -> None:
    """Look for MARK (SVG, PNG, …) in PHOTOS: what its trial showed, then a line a photo.

    A photo that cannot be read is named on standard error, the others are searched all the same, and the exit code is 2.
    """
    try:
        trial = enrol(
            mark.read_bytes(),
            [read_photo(path) for path in own],
            [read_photo(path) for path in innocent],
            key=mark.stem,
        )
    except ArtworkRefusedError as error:
        click.echo(f"markwarden: {mark}: {error}", err=True)
        sys.exit(2)
    came = trial.outcome
    click.echo(
        f"{mark.name}: threshold {trial.threshold:.2f}; false alarms on {came.false_alarm_rate:.1%} of {came.innocents} "
        f"innocent pictures (under {came.false_alarm_bound:.1%}); found in {came.recall:.0%} of {came.shown} that show it"
        + (f", in {came.own_found} of {came.own} photos of your own" if came.own else "")
    )
    if came.too_simple:
        click.echo(f"{mark.name}: too simple to flag a listing alone; what it finds only strengthens other reasons")
    index = LogoIndex([trial.figure])
    failed = False
    for path in photos:
        try:
            picture = read_photo(path)
        except UnreadablePhotoError as error:
            click.echo(f"markwarden: {error}", err=True)
            failed = True
            continue
        hits = index.find(picture)
        for hit in hits:
            x, y, width, height = (round(value) for value in hit.box)
            click.echo(f"{path}: found, strength {hit.strength:.2f}, box {x},{y} {width}×{height}")
        if not hits:
            click.echo(f"{path}: not found")
        if out is not None:
            _write(picture, hits, out / f"{path.stem}.png")
    if failed:
        sys.exit(2)


def _write(picture: NDArray[np.uint8], hits: list[LogoHit], target: Path) -> None:
    image = Image.fromarray(picture)
    draw = ImageDraw.Draw(image)
    line = max(2, max(image.size) // 200)
    for hit in hits:
        x, y, width, height = hit.box
        draw.rectangle((x, y, x + width, y + height), outline=(220, 20, 60), width=line)
    target.parent.mkdir(parents=True, exist_ok=True)
    image.save(target)
