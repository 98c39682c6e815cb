"""A page as it is sent for reading, and what was read."""

from enum import StrEnum

from pydantic import Field

from markwarden_schema._base import Model
from markwarden_schema.assessed import AssessedListing
from markwarden_schema.assessment import RightRef
from markwarden_schema.listing import Listing
from markwarden_schema.picture import WantedImage


class PageKind(StrEnum):
    """What a page is for; `challenge` is a captcha or log-in in its place."""

    SEARCH = "search"
    CATEGORY = "category"
    STORE = "store"
    ITEM = "item"
    BUNDLE = "bundle"
    CHALLENGE = "challenge"
    OTHER = "other"


class UnreadableReason(StrEnum):
    """Why no listing could be read from a page that should have some."""

    CHALLENGE = "challenge"
    LOGIN = "login"
    EMPTY_SHELL = "empty_shell"
    UNKNOWN_LAYOUT = "unknown_layout"
    NOT_ALIEXPRESS = "not_aliexpress"
    TOO_COMPLEX = "too_complex"


class Page(Model):
    """What `pages` read from one document."""

    url: str | None = Field(default=None, description="address without tracking and without the buyer's id")
    kind: PageKind
    locale: str | None = Field(default=None, description="language of the page (BCP 47), where it can be told")
    readable: bool = Field(description="false: listings were expected and none could be read; `reason` says why")
    reason: UnreadableReason | None = None
    listings: list[Listing] = Field(default_factory=list)


class PageSubmission(Model):
    """The page in front of the reviewer, or the cards that were added to it."""

    url: str = Field(min_length=1, max_length=8192)
    html: str = Field(description="serialised document, or the outer HTML of the added cards")
    fragment: bool = Field(default=False, description="true: only added cards, not a whole document")
    description: str | None = Field(
        default=None,
        max_length=100_000,
        description="what an item page shows as its description where `html` has no trace of it: in a frame, in a shadow root",
    )


class ListingSubmission(Model):
    """Listings of a page that was read before, to be assessed again after a decision."""

    url: str | None = Field(default=None, max_length=8192)
    kind: PageKind
    listings: list[Listing] = Field(min_length=1, max_length=500)


class LevelCounts(Model):
    """How many listings of the page stand at each level."""

    clear: int = Field(ge=0)
    low: int = Field(ge=0)
    medium: int = Field(ge=0)
    high: int = Field(ge=0)


class PageReport(Model):
    """The answer to a page: every listing with its assessment, and the rights that they name."""

    url: str | None = None
    kind: PageKind
    locale: str | None = None
    readable: bool
    reason: UnreadableReason | None = None
    listings: list[AssessedListing]
    counts: LevelCounts
    rights: dict[str, RightRef] = Field(description="every right that a signal of this answer names, by its id")
    wanted: list[WantedImage] = Field(
        default_factory=list, description="pictures not looked at yet, the most suspicious and most visible first"
    )
