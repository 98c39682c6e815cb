"""Whose hands evidence goes through, as the custody log names them."""

import getpass
import platform


def hands(way: str) -> str:
    """The way something was asked for, and the account of the operating system that the server runs under."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = "unknown"
    return f"{way}, user {name} on {platform.node() or 'this computer'}"
