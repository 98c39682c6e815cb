"""Guard against other web sites: a browser says of each request whether a foreign page made it."""

from markwarden.errors import Refusal
from markwarden_schema.error import ErrorCode

ALLOWED = frozenset({"none", "same-origin"})
"""An extension with permission for the host sends `none`; the server's own pages send `same-origin`."""


def check_fetch_site(value: str | None) -> None:
    """`value` is the Sec-Fetch-Site header; programs that are no browsers send none. Raises `Refusal`."""
    if value is not None and value.strip().lower() not in ALLOWED:
        raise Refusal(ErrorCode.CROSS_SITE, "A web page may not call this server.")
