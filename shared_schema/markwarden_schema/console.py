"""Opening the console: its pages are for people and no part of the contract, the way in is."""

from datetime import datetime

from pydantic import Field

from markwarden_schema._base import Model


class ConsoleLinkRequest(Model):
    """Which page of the console to open."""

    page: str = Field(default="/", max_length=2000, pattern=r"^/(?:[^/\\\x00-\x20][^\\\x00-\x20]*)?$")


class ConsoleLink(Model):
    """An address that opens the console in the browser that asks for it first."""

    url: str
    expires: datetime
