"""`markwarden words`: what is written in pictures, and which marks are met there."""

import json
import sys
from pathlib import Path

import click

from markwarden.cli.engines import engine_for
from markwarden.cli.failing import failing_plainly
from markwarden.cli.photos import UnreadablePhotoError, read_photo
from markwarden.matching.image.words import Reader, installed, words_met


@click.command("words")
@click.argument("pictures", type=click.Path(path_type=Path, exists=True, dir_okay=False), nargs=-1, required=True)
@click.option(
    "--registry",
    type=click.Path(path_type=Path),
    help="A registry folder, zip or registry.json instead of the stored one.",
)
@failing_plainly
def command(pictures: tuple[Path, ...], registry: Path | None) -> None:
    """Read the words in PICTURES: one JSON object a picture, with the lines and the marks met in them."""
    if not installed():
        raise click.ClickException("reading words in pictures is off: install markwarden[ocr]")
    engine, reader, failed = engine_for(registry), Reader(), False
    for path in pictures:
        try:
            lines = reader.read(read_photo(path))
        except UnreadablePhotoError as error:
            click.echo(f"markwarden: {error}", err=True)
            failed = True
            continue
        met = words_met(lines, engine.find)
        click.echo(
            json.dumps(
                {
                    "path": str(path),
                    "lines": [{"text": line.text, "sure": round(line.sure, 3), "box": line.box} for line in lines],
                    "met": [
                        {
                            "brand": one.hit.name.brand,
                            "mark": one.hit.name.text,
                            "kind": one.hit.kind,
                            "words": one.words,
                            "strength": round(one.strength, 3),
                            "box": one.box,
                        }
                        for one in met
                    ],
                },
                ensure_ascii=False,
            )
        )
    if failed:
        sys.exit(2)
