"""`markwarden backup`: all data in one file, also while a server runs."""

from pathlib import Path

import click

from markwarden.cli.failing import failing_plainly
from markwarden.settings import ROWS, data_dir
from markwarden.store.backup import back_up, rotated


@click.command("backup")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False), required=False)
@failing_plainly
def command(target: Path | None) -> None:
    """Write TARGET, a zip of all data as it stands at one moment; without TARGET into the data folder, the last ten stay."""
    if not data_dir().is_dir():
        raise click.ClickException(f"there is no data folder {data_dir()}")
    target = target or rotated(data_dir())
    count = back_up(data_dir(), ROWS, target)
    click.echo(target)
    click.echo(f"files: {count}", err=True)
