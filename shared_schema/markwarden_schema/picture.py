"""Listing pictures: which are still wanted, what came of those that were sent, and who else shows them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from markwarden_schema._base import Model
from markwarden_schema.assessed import AssessedListing
from markwarden_schema.assessment import RightRef
from markwarden_schema.listing import SellerRef

ImageKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]{7,80}$")]
"""What names a picture on every host of AliExpress's image network."""


class WantedImage(Model):
    """A picture that has not been looked at yet."""

    key: ImageKey
    url: str = Field(description="address of the size that is best for matching")
    item_ids: list[str] = Field(description="listings of the page that show it")


class ImageState(StrEnum):
    """How far a picture has come."""

    DONE = "done"
    PARTLY = "partly"  # copies were looked for; figures, shapes and words are still to come
    PENDING = "pending"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class PictureCode(StrEnum):
    """Why bytes are no picture that can be looked at."""

    TOO_LARGE = "picture_too_large"
    FORMAT = "picture_format"
    UNREADABLE = "picture_unreadable"


class ImageVerdict(Model):
    """What came of a picture."""

    key: ImageKey
    state: ImageState
    code: PictureCode | None = Field(default=None, description="why it was refused")
    sha256: str | None = None


class ImageQuery(Model):
    """Pictures that were sent: their verdicts are asked for again, or nobody waits for them any more."""

    keys: list[ImageKey] = Field(min_length=1, max_length=200)


class ImageReport(Model):
    """What came of pictures, and the listings that show those of which something came, assessed again."""

    images: list[ImageVerdict]
    listings: list[AssessedListing]
    rights: dict[str, RightRef] = Field(description="every right that a signal of this answer names, by its id")


class AlikeHow(StrEnum):
    """What says that two listings show the same photo, the surest first."""

    SAME_PICTURE = "same_picture"
    PICTURE_GROUP = "picture_group"
    NEAR_PICTURE = "near_picture"


class AlikeListing(Model):
    """Another listing with the same picture."""

    how: AlikeHow = Field(
        description="the same key or bytes; AliExpress's own group; or recompressed, resized, mirrored, slightly cropped"
    )
    item_id: str
    title: str | None = None
    url: str | None = None
    seller: SellerRef | None = None
    first_seen: datetime
    last_seen: datetime


class AlikeReport(Model):
    """The listings that show a picture of this one."""

    item_id: str
    sellers: int = Field(ge=0, description="different stores among them, this one's included, as far as they are known")
    listings: list[AlikeListing]


class PhotoGroup(Model):
    """Listings that show the same photo."""

    image: str = Field(description="address of one of its copies")
    sellers: int = Field(ge=0, description="different stores among them, as far as they are known")
    first_seen: datetime
    last_seen: datetime
    item_ids: list[str] = Field(min_length=2)


class PhotoGroups(Model):
    """The photos that most listings show."""

    groups: list[PhotoGroup]
