"""Guards for the console's pages: only from the server's own pages, and only in a browser that opened a link."""

from markwarden.errors import Refusal
from markwarden.pairing import ConsoleDoor
from markwarden_schema.error import ErrorCode


def check_own_origin(origin: str | None, host: str | None) -> None:
    """`origin` is the Origin header of a form, absent on a GET: the page it stands on must be ours. Raises `Refusal`."""
    if origin is not None and origin != f"http://{host}":
        raise Refusal(ErrorCode.ORIGIN_NOT_ALLOWED, "Only the console's own pages may send this.")


def check_session(session: str | None, door: ConsoleDoor) -> None:
    """`session` is what the signed cookie names. A Bearer token opens nothing here. Raises `Refusal`."""
    if not door.knows(session):
        raise Refusal(ErrorCode.TOKEN_MISSING, "This browser has not opened the console yet.")
