"""A listing with its assessment."""

from pydantic import Field

from markwarden_schema._base import Model
from markwarden_schema.assessment import Assessment
from markwarden_schema.decision import StandingDecision
from markwarden_schema.listing import Listing


class SamePhoto(Model):
    """Who else was seen with a photo of a listing."""

    listings: int = Field(ge=1, description="other listings")
    sellers: int = Field(ge=0, description="different stores among them and this one, as far as they are known")


class AssessedListing(Listing):
    """A listing and what the registry has to say to it."""

    assessment: Assessment
    decision: StandingDecision | None = Field(default=None, description="what the reviewer said of it before")
    same_photo: SamePhoto | None = Field(default=None, description="null where no other listing was seen with it")
