"""Making a browser's extension known to the server, once."""

from datetime import datetime

from pydantic import Field

from markwarden_schema._base import Model


class PairingRequest(Model):
    """The code that the server shows, typed in by the person."""

    code: str = Field(min_length=1, max_length=64)
    name: str = Field(default="browser", min_length=1, max_length=100, description="what to call this browser")


class PairingGrant(Model):
    """The token: shown this once, kept by the extension, stored by the server only as a hash."""

    id: str
    name: str
    token: str


class Pairing(Model):
    """A browser that may talk to the server."""

    id: str
    name: str
    origin: str | None = Field(default=None, description="origin of the extension that was paired")
    created: datetime
    last_used: datetime | None = None


class PairingList(Model):
    """All browsers that are paired."""

    pairings: list[Pairing]
