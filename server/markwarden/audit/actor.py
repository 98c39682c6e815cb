"""Who is acting: the user of this machine, and by what way."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_via: ContextVar[str] = ContextVar("markwarden_via", default="command line")


@contextmanager
def acting(via: str) -> Iterator[None]:
    """Within the block changes come by that way."""
    token = _via.set(via)
    try:
        yield
    finally:
        _via.reset(token)


def act(via: str) -> None:
    """From here on in this context (a request) changes come by that way."""
    _via.set(via)


def actor() -> tuple[str, str]:
    """The user's name at the system, and the way."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):  # no name in the environment nor in the system's list
        user = "unknown"
    return user, _via.get()
