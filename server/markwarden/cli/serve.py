"""`markwarden serve`: the local server by itself."""

from contextlib import suppress

import click

from markwarden.cli.failing import failing_plainly
from markwarden.cli.serving import end_on_sigterm, port_option, words_option
from markwarden.logs import log_to_stderr
from markwarden.pairing import new_code
from markwarden.serving import Server
from markwarden.settings import Settings


@click.command("serve")
@port_option
@words_option
@failing_plainly
def command(port: int, words: bool) -> None:
    """Run the local server until Ctrl-C."""
    log_to_stderr()
    settings = Settings(port=port, words=words)
    server = Server(settings)
    try:
        _announce(server, settings)
        end_on_sigterm()
        with suppress(KeyboardInterrupt):
            server.run()
    finally:
        server.stop()
    click.echo("Stopped.", err=True)


def _announce(server: Server, settings: Settings) -> None:
    if server.port != settings.port and settings.port:
        click.echo(
            f"Port {settings.port} is taken; using {server.port}. Enter it in the extension's options.", err=True
        )
    click.echo(f"Markwarden serves at {server.url}; data in {settings.data_dir}. Ctrl-C ends it.", err=True)
    click.echo(
        f"To pair a browser, enter this code in the extension's options within two minutes: {new_code(settings.data_dir)}",
        err=True,
    )
