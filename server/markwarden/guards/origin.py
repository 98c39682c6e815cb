"""Guard against other extensions and pages: who sends an Origin must be the browser extension that was paired."""

import re
from collections.abc import Collection

from markwarden.errors import Refusal
from markwarden_schema.error import ErrorCode

_EXTENSION = re.compile(r"(?:chrome-extension://[a-p]{32}|moz-extension://[0-9a-f-]{36})\Z")


def check_origin(origin: str | None, paired: Collection[str]) -> None:
    """`origin` is the Origin header, absent on an extension's GET; `null` is refused like any other. Raises `Refusal`."""
    if origin is not None and origin not in paired:
        raise Refusal(ErrorCode.ORIGIN_NOT_ALLOWED, "This browser extension is not paired with the server.")


def check_pairing_origin(origin: str | None) -> None:
    """Before pairing any extension may ask, and a program without Origin; a web page never. Raises `Refusal`."""
    if origin is not None and not _EXTENSION.match(origin):
        raise Refusal(ErrorCode.ORIGIN_NOT_ALLOWED, "Only a browser extension can be paired.")
