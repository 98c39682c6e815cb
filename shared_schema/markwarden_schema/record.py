"""`record.json`: what a sealed package says of itself, published as `record.schema.json`."""

import json
from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field

from markwarden_schema._base import Model
from markwarden_schema.assessment import SignalKind
from markwarden_schema.capture import CAPTURE_ID, SHA256, BrowserFacts, CaptureWay, Missing, PersonalBox, ScreenFacts
from markwarden_schema.page import PageReport


class RecordKind(StrEnum):
    """What a package holds."""

    CAPTURE = "capture"
    IMPORT = "import"
    REDACTED = "redacted"
    TEST_BUY = "test_buy"


class Grade(StrEnum):
    """How the contents came to be: `captured` by this program from the page itself; `supplied` by a person as files."""

    CAPTURED = "captured"
    SUPPLIED = "supplied"


class FileKind(StrEnum):
    """What a file of a package is."""

    VISIBLE = "visible"
    STRIP = "strip"
    FULL = "full"
    MHTML = "mhtml"
    DOM = "dom"
    IMAGE = "image"
    COMPARISON = "comparison"
    SUPPLIED = "supplied"


class RecordFile(Model):
    """One file below `data/`."""

    path: str = Field(pattern=r"^data/[a-z0-9/._-]{1,200}$")
    kind: FileKind
    media_type: str
    bytes: int = Field(ge=0)
    sha256: str = Field(pattern=SHA256)
    origin: str = Field(description="where the bytes come from: the browser, the network, this program, a person")
    source: str | None = Field(default=None, description="address or file name that it came from")
    top: int | None = Field(default=None, ge=0, description="picture pixels from the top of the page")
    width: int | None = Field(default=None, ge=0)
    height: int | None = Field(default=None, ge=0)
    deviates: str | None = Field(default=None, description="what is known to be wrong with it")


class Address(Model):
    """The page's address: as it is shown to people, and as the browser had it."""

    shown: str | None = Field(default=None, description="without tracking and without the buyer's id")
    original: str | None = Field(default=None, description="null in a redacted copy")


class Clocks(Model):
    """Two clocks that know nothing of each other."""

    server_began: datetime
    browser_began: datetime | None = None
    difference_ms: int | None = Field(default=None, description="browser's clock minus the server's, at the beginning")
    server_finished: datetime
    browser_finished: datetime | None = None


class Box(Model):
    """A part of a picture, in its pixels."""

    file: str = Field(max_length=200, description="path of the picture in the parent package")
    x: int = Field(ge=0)
    y: int = Field(ge=0)
    width: int = Field(gt=0)
    height: int = Field(gt=0)
    why: str = Field(max_length=200, description="what it covers: name, address, cart, buyer id, other")


class Parent(Model):
    """The package that a redacted copy was made from."""

    id: str = Field(pattern=CAPTURE_ID)
    seal: str = Field(pattern=SHA256)
    boxes: list[Box] = Field(default_factory=list)
    left_out: list[RecordFile] = Field(
        default_factory=list, description="files of the parent that the copy does not hold"
    )


class PictureComparison(Model):
    """A listing's picture beside what the right protects, and how they differ: the paths of files below `data/comparisons/`."""

    item_id: str = Field(max_length=64)
    kind: SignalKind
    brand: str
    right: str | None = Field(default=None, description="id of the right, as in `page`")
    strength: float = Field(ge=0, le=1)
    address: str = Field(description="of the listing's picture")
    picture: str = Field(description="the listing's picture as it was looked at")
    reference: str | None = Field(default=None, description="the right's picture; null where words were read")
    outlined: str = Field(description="the listing's picture with the place outlined where the reference lies")
    laid: str | None = Field(
        default=None, description="both laid on each other; null where it is not known how they lie"
    )
    difference: str | None = Field(
        default=None, description="the listing's picture dimmed, what differs from the reference bright"
    )
    enlarged: str | None = Field(default=None, description="of words that were read, their place enlarged")
    text: str | None = Field(default=None, description="the words that were read")
    agreeing: float | None = Field(
        default=None, ge=0, le=1, description="share of what both show that agrees, brightness and contrast evened out"
    )


class TestBuy(Model):
    """An order that was placed to see what comes."""

    __test__ = False

    order_number: str = Field(min_length=1, max_length=80)
    item_id: str | None = Field(default=None, max_length=64)
    seller: str | None = Field(default=None, max_length=500)
    ordered: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    received: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    right: str | None = Field(default=None, max_length=200)
    verdict: Literal["counterfeit", "genuine", "unclear"]
    method: str = Field(min_length=1, max_length=4000, description="how it was verified")
    examiner: str = Field(min_length=1, max_length=200)
    listing_capture: str | None = Field(default=None, pattern=CAPTURE_ID)


class Record(Model):
    """What was kept, from where, when, by what; and what is missing."""

    format: Literal["markwarden-record/1"] = "markwarden-record/1"
    id: str = Field(pattern=CAPTURE_ID)
    kind: RecordKind
    grade: Grade
    title: str
    address: Address
    clocks: Clocks
    by: str = Field(description="who: the pairing or the console, and the system's user")
    way: CaptureWay | None = None
    browser: BrowserFacts | None = None
    screen: ScreenFacts | None = None
    program: str = Field(description="name and version of the server")
    files: list[RecordFile]
    missing: list[Missing] = Field(default_factory=list)
    personal: list[PersonalBox] = Field(
        default_factory=list, description="places that show something of the reviewer's own, as found on the page"
    )
    notes: list[str] = Field(
        default_factory=list, description="what was done to the page and to the pictures, in words"
    )
    page: PageReport | None = Field(
        default=None, description="the listings read from the captured DOM, assessed when the package was sealed"
    )
    comparisons: list[PictureComparison] = Field(
        default_factory=list, description="what the pictures of `page` were compared with when the package was sealed"
    )
    parent: Parent | None = None
    test_buy: TestBuy | None = None


def schema_text() -> str:
    """The schema of `record.json`; it goes into every package, and stands beside this package as `record.schema.json`."""
    return json.dumps(Record.model_json_schema(mode="serialization"), indent=2, ensure_ascii=False) + "\n"
