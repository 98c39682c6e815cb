"""A capture on its way from the browser: opened, filled part by part, sealed."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime, Field

from markwarden_schema._base import Model

CAPTURE_ID = r"^\d{8}-\d{6}-[0-9a-f]{8}$"
SHA256 = r"^[0-9a-f]{64}$"
PART_NAME = r"^(?:visible|dom|mhtml|(?:strip|image)-\d{3})$"


class CaptureWay(StrEnum):
    """What the reviewer did to start it."""

    TOOLBAR = "toolbar"
    MENU = "menu"
    SHORTCUT = "shortcut"
    PANEL = "panel"
    BADGE = "badge"


class BrowserFacts(Model):
    """The browser and the extension that made the capture."""

    user_agent: str = Field(max_length=1000)
    extension_version: str = Field(max_length=40)
    language: str = Field(max_length=80)
    time_zone: str = Field(max_length=80, description="IANA name, as the browser says it")


class ScreenFacts(Model):
    """Sizes in CSS pixels, as they were before anything was scrolled."""

    screen_width: int = Field(ge=0, le=1_000_000)
    screen_height: int = Field(ge=0, le=1_000_000)
    viewport_width: int = Field(gt=0, le=1_000_000)
    viewport_height: int = Field(gt=0, le=1_000_000)
    page_width: int = Field(ge=0, le=10_000_000)
    page_height: int = Field(ge=0, le=10_000_000)
    scroll_x: float = Field(ge=-10_000_000, le=10_000_000)
    scroll_y: float = Field(ge=-10_000_000, le=10_000_000)
    pixel_ratio: float = Field(gt=0, le=16, description="picture pixels for one CSS pixel")


class CaptureBegin(Model):
    """What is known before the first part is taken."""

    url: str = Field(min_length=1, max_length=8192, description="address as the browser shows it")
    title: str = Field(max_length=2000)
    way: CaptureWay
    browser_time: AwareDatetime = Field(description="the browser's clock when the capture began")
    browser: BrowserFacts
    screen: ScreenFacts


class PartNote(Model):
    """What is said of a part, in the header `Markwarden-Part` as percent-encoded JSON."""

    sha256: str = Field(pattern=SHA256, description="of the bytes sent; they are refused where it does not fit")
    top: float | None = Field(
        default=None, ge=0, le=10_000_000, description="strip: CSS pixels from the top of the page"
    )
    source: str | None = Field(default=None, max_length=4000, description="image: the address it was fetched from")


class Missing(Model):
    """Something that belongs into the capture and is not there, or not as it should be."""

    what: str = Field(min_length=1, max_length=80)
    why: str = Field(min_length=1, max_length=2000)


class PersonalBox(Model):
    """A place on a picture that shows something of the reviewer's own; CSS pixels of that picture."""

    picture: Literal["visible", "full"]
    what: str = Field(min_length=1, max_length=40, description="name, address, cart, buyer id")
    x: float = Field(ge=0, le=10_000_000)
    y: float = Field(ge=0, le=10_000_000)
    width: float = Field(gt=0, le=10_000_000)
    height: float = Field(gt=0, le=10_000_000)


class CaptureSeal(Model):
    """Everything was sent. What could not be taken is named."""

    browser_time: AwareDatetime = Field(description="the browser's clock when the last part was sent")
    missing: list[Missing] = Field(default_factory=list, max_length=500)
    personal: list[PersonalBox] = Field(
        default_factory=list, max_length=200, description="found on the page; a redacted copy covers them"
    )
    notes: list[str] = Field(
        default_factory=list, max_length=100, description="what was done to the page meanwhile, in words"
    )


class CaptureStage(StrEnum):
    """How far a capture has come."""

    OPEN = "open"
    SEALED = "sealed"


class CaptureState(Model):
    """One capture."""

    id: str = Field(pattern=CAPTURE_ID)
    stage: CaptureStage
    url: str | None = Field(default=None, description="address without tracking and without the buyer's id")
    title: str
    began: datetime = Field(description="the server's clock")
    parts: list[str] = Field(default_factory=list, description="parts the server has; a sealed capture: its files")
    seal: str | None = Field(default=None, pattern=SHA256, description="SHA-256 that stands for the sealed package")
    bytes: int = Field(default=0, ge=0)
    missing: list[Missing] = Field(default_factory=list)


class CaptureList(Model):
    """The captures, newest first: those still open, and those sealed last."""

    captures: list[CaptureState]
