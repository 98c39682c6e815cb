"""`markwarden extension`: where the browser extension lies, for loading it by hand."""

import click

from markwarden.extension import extension_path


@click.command("extension")
@click.option("--path", "path_only", is_flag=True, help="Print only the folder.")
def command(path_only: bool) -> None:
    """Where the browser extension lies, and how to load it by hand."""
    path = extension_path()
    click.echo(path)
    if not path_only:
        click.echo(
            "Open chrome://extensions (or edge://extensions), switch on Developer mode, "
            "choose “Load unpacked” and pick this folder.",
            err=True,
        )
