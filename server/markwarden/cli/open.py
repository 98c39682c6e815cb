"""`markwarden open`: the console, in the browser."""

import webbrowser

import click

from markwarden.cli.failing import failing_plainly
from markwarden.pairing import ConsoleDoor
from markwarden.running import running_server
from markwarden.settings import ROWS, Settings, data_dir
from markwarden.store import SqliteStore


@click.command("open")
@click.option("--print", "only_print", is_flag=True, help="Print the link instead of opening a browser.")
@failing_plainly
def command(only_print: bool) -> None:
    """Open the console of the running server. The link works once and for two minutes."""
    folder = data_dir()
    port = running_server(folder)
    if port is None:
        raise click.ClickException("no server is running on this data folder: start it with `markwarden serve`")
    store = SqliteStore(folder / ROWS)
    try:
        url = f"{Settings(folder, port).url}/open/{ConsoleDoor(store).new_link()}"
    finally:
        store.close()
    if only_print or not webbrowser.open(url):
        click.echo(url)
