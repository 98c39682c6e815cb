"""What the commands that serve have in common: their port, and ending on a signal as on Ctrl-C."""

import signal
from types import FrameType

import click

from markwarden.settings import DEFAULT_PORT

port_option = click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=DEFAULT_PORT,
    show_default=True,
    help="The next free one is taken when it is not free.",
)


def end_on_sigterm() -> None:
    """A service manager's SIGTERM ends the program as Ctrl-C does: in order."""
    signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
