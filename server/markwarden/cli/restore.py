"""`markwarden restore`: a backup in place of the present data."""

from pathlib import Path

import click

from markwarden.audit import Trail
from markwarden.cli.failing import failing_plainly
from markwarden.settings import ROWS, data_dir
from markwarden.store import SqliteStore
from markwarden.store.backup import restore


@click.command("restore")
@click.argument("source", type=click.Path(path_type=Path))
@failing_plainly
def command(source: Path) -> None:
    """Put the backup SOURCE in place of the data; what was there is moved aside, nothing is deleted.

    The backup is checked as a whole first. Stop the server before.
    """
    aside = restore(source, data_dir(), ROWS)
    store = SqliteStore(data_dir() / ROWS)
    try:
        Trail(store).note("restored", "", "", source.name)
    finally:
        store.close()
    click.echo(f"Restored from {source}.")
    if aside is not None:
        click.echo(f"What was there before lies in {aside}.", err=True)
