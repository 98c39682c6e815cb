"""`markwarden pair`: a code for a browser, and the browsers that are paired."""

import click

from markwarden.cli.failing import failing_plainly
from markwarden.cli.stored import audited_store
from markwarden.pairing import Pairings, new_code
from markwarden.running import running_server
from markwarden.settings import data_dir
from markwarden.store import TinyStore


@click.command("pair")
@click.option("--list", "show", is_flag=True, help="List the browsers that are paired.")
@click.option("--revoke", metavar="ID", help="End a pairing; takes effect at once.")
@failing_plainly
def command(show: bool, revoke: str | None) -> None:
    """Show a code to type into the extension's options. It is good for two minutes and one browser."""
    if show:
        for one in Pairings(TinyStore(data_dir())).all():
            click.echo(f"{one.id}  {one.created:%Y-%m-%d}  {one.name}  {one.origin or 'no browser'}")
        return
    if revoke is not None:
        if not Pairings(audited_store()).revoke(revoke):
            raise click.ClickException(f"there is no pairing {revoke}; `markwarden pair --list` shows all")
        click.echo(f"Pairing {revoke} ended.")
        return
    port = running_server(data_dir())
    if port is None:
        raise click.ClickException(
            "no server is running on this data folder: start it with `markwarden serve`, which shows a code too"
        )
    click.echo(new_code(data_dir()))
    click.echo(f"Enter it in the extension's options within two minutes (port {port}).", err=True)
