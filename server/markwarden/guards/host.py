"""Guard against DNS rebinding: a page whose name was pointed at this machine sends its own name as Host."""

from markwarden.errors import Refusal
from markwarden_schema.error import ErrorCode

NAMES = ("127.0.0.1", "localhost", "[::1]")
"""The names by which a browser on this machine may call the server."""


def check_host(host: str | None, port: int) -> None:
    """`host` is the Host header as sent; it must name this machine and the server's port. Raises `Refusal`."""
    allowed = {f"{name}:{port}" for name in NAMES}
    if port == 80:
        allowed |= set(NAMES)
    if host is None or host.lower() not in allowed:
        raise Refusal(ErrorCode.HOST_NOT_ALLOWED, "This server answers only to its own local address.")
