"""A case: the infringing listings of one right at one seller, what is known of them and what is missing."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from markwarden_schema._base import Model
from markwarden_schema.assessment import RightRef
from markwarden_schema.listing import Price, SellerRef
from markwarden_schema.portal import Explanation

ItemId = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Passage = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000)]


class Ground(StrEnum):
    """Why a listing infringes, in words that belong to no portal; each portal's reasons are mapped to them."""

    COUNTERFEIT = "counterfeit"
    UNFAIR_USE = "unfair_use"
    TEST_BUY = "test_buy"
    NO_SUCH_MODEL = "no_such_model"
    PICTURE_THEFT = "picture_theft"
    WORK = "work"
    DESIGN = "design"
    PATENT = "patent"
    OTHER = "other"


class Place(StrEnum):
    """Where the right appears."""

    TITLE = "title"
    DESCRIPTION = "description"
    PICTURE = "picture"
    GOODS = "goods"
    PACKAGING = "packaging"
    STORE = "store"


class ComplaintType(StrEnum):
    """What is complained of."""

    LISTING = "listing"
    STORE = "store"
    LIVE_STREAM = "live_stream"


class FileKind(StrEnum):
    """What a file of a case proves."""

    COMPARISON = "comparison"
    SCREENSHOT = "screenshot"
    PHOTO = "photo"
    REPORT = "report"
    CERTIFICATE = "certificate"
    AUTHORIZATION = "authorization"
    OTHER = "other"


class Difference(Model):
    """One point in which the offered goods differ from genuine ones, as a reader of the pictures can check it."""

    genuine: Line
    suspect: Line


class ListingFacts(Model):
    """What the person found out about one listing. What is not known is null, never guessed."""

    ground: Ground | None = Field(default=None, description="null: suggested from what was seen")
    complaint_type: ComplaintType = ComplaintType.LISTING
    places: list[Place] = Field(default_factory=list, description="beside those that were seen by the program")
    identical: bool | None = Field(default=None, description="whether the mark is shown exactly as it is registered")
    differences: list[Difference] = Field(default_factory=list, max_length=50)
    order_number: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)] | None = None
    received: date | None = Field(default=None, description="when the test purchase came")
    verified_by: Line | None = Field(default=None, description="how a test purchase was told from genuine goods")
    official_address: Annotated[str, StringConstraints(max_length=2000, pattern=r"^https?://\S+$")] | None = Field(
        default=None, description="where the copied picture or work is officially shown"
    )
    model: Line | None = Field(default=None, description="the model that is named and does not exist")
    parallel_import: bool | None = Field(default=None, description="genuine goods sold outside their market")
    gone: bool | None = Field(default=None, description="whether the page was found to be gone")
    note: Passage | None = None


class CaseFile(Model):
    """A file of a case, kept by its digest."""

    sha256: Digest
    name: Line
    media_type: Annotated[str, StringConstraints(max_length=100, pattern=r"^[a-z0-9.+-]+/[a-z0-9.+-]+$")]
    size: int = Field(ge=0, description="bytes")
    kind: FileKind
    caption: Line | None = None
    items: list[ItemId] = Field(default_factory=list, description="the listings it shows; empty: the whole case")
    captures: list[str] = Field(
        default_factory=list, description="the captures that it was made from; empty: a person's file"
    )


class CaptureRef(Model):
    """A capture of a listing, by reference."""

    id: str
    at: datetime
    sha256: str | None = Field(default=None, description="digest of the sealed package's manifest")


class CaseFacts(Model):
    """What the person wrote down for a case. Sent whole: it takes the place of what was there."""

    unauthorised: bool | None = Field(
        default=None, description="the person's word that the holder never authorised this seller"
    )
    listings: dict[ItemId, ListingFacts] = Field(default_factory=dict)
    note: Passage | None = None


class Missing(Model):
    """What a case still needs, and why."""

    key: str
    item_id: str | None = Field(default=None, description="null: the case as a whole")
    message: Explanation


class FiledIn(Model):
    """A complaint that a listing stands in."""

    id: str
    status: str
    reference: str | None = None


class CaseListing(Model):
    """One infringing listing."""

    item_id: str
    url: str
    title: str | None = None
    price: Price | None = None
    decided: datetime
    decision_reason: str | None = None
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    places: list[Place] = Field(description="where the right appears: seen by the program, or named by the person")
    written_as: list[str] = Field(default_factory=list, description="how the title writes the mark")
    identical: bool | None = Field(default=None, description="whether the mark is shown exactly as it is registered")
    code_words: list[str] = Field(default_factory=list, description="words of the title that sellers of copies use")
    other_goods: bool = Field(default=False, description="the goods seem to lie outside the right's classes")
    below_floor: bool = Field(default=False, description="cheaper than the brand's goods of that kind ever are")
    ground: Ground
    ground_why: Explanation
    facts: ListingFacts
    captures: list[CaptureRef] = Field(default_factory=list)
    complaints: list[FiledIn] = Field(default_factory=list)


class SellerHistory(Model):
    """What this machine remembers of a seller."""

    standing: str | None = Field(default=None, description="own, authorised, watched or infringer, where it is known")
    listings_seen: int = Field(ge=0)
    last_seen: datetime | None = None
    infringing: int = Field(ge=0, description="listings decided to infringe, of all rights")
    complained: int = Field(ge=0, description="links complained of")
    removed: int = Field(ge=0)
    rejected: int = Field(ge=0)
    relisted: int = Field(ge=0)


class CaseSummary(Model):
    """A case in a list."""

    id: str
    right: RightRef
    seller: SellerRef | None = None
    listings: int = Field(ge=0)
    open: int = Field(ge=0, description="listings that stand in no complaint yet")
    missing: int = Field(ge=0)
    latest: datetime
    items: list[str] = Field(default_factory=list, description="item ids of its listings")


class Case(CaseSummary):
    """A case in full."""

    members: list[CaseListing]
    history: SellerHistory
    facts: CaseFacts
    files: list[CaseFile]
    gaps: list[Missing]


class CaseList(Model):
    """All cases, those with open listings first."""

    cases: list[CaseSummary]


class CaseFileUpload(Model):
    """A file for a case. An empty one is refused."""

    name: Line = "file"
    media_type: Annotated[str, StringConstraints(max_length=100, pattern=r"^[a-z0-9.+-]+/[a-z0-9.+-]+$")] = (
        "application/octet-stream"
    )
    kind: FileKind = FileKind.OTHER
    caption: Line | None = None
    items: list[ItemId] = Field(default_factory=list, max_length=1000)
    data: str = Field(default="", description="the bytes, in base64")
