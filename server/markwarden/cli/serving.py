"""What the commands that serve have in common: their port, and ending on a signal as on Ctrl-C."""

import signal
from types import FrameType

import click

from markwarden.matching.image.words import installed
from markwarden.settings import DEFAULT_PORT

port_option = click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=DEFAULT_PORT,
    show_default=True,
    help="The next free one is taken when it is not free.",
)


def _reading(_context: click.Context, _parameter: click.Parameter, wished: bool) -> bool:
    """Words are read where it is wished and possible; what is off is said."""
    if wished and not installed():
        click.echo("Words in pictures are not read: install markwarden[ocr].", err=True)
    return wished and installed()


words_option = click.option(
    "--words/--no-words",
    default=True,
    show_default=True,
    callback=_reading,
    help="Read the words in the listings' pictures in idle time.",
)


def end_on_sigterm() -> None:
    """A service manager's SIGTERM ends the program as Ctrl-C does: in order."""
    signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
