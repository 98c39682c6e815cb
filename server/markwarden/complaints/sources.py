"""What complaints need from parts that they do not import: who decided what, what was captured, and files made of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from markwarden_schema.assessment import RightRef
from markwarden_schema.case import CaptureRef, CaseFile, Ground
from markwarden_schema.complaint import Language, LeftOut
from markwarden_schema.listing import Price, SellerRef


@dataclass(frozen=True, slots=True)
class Decided:
    """One listing that the reviewer decided to infringe a right."""

    item_id: str
    right: str
    at: datetime
    reason: str | None = None
    title: str | None = None
    url: str | None = None
    price: Price | None = None
    seller: SellerRef | None = None


class DecisionSource(Protocol):
    """The decisions."""

    def infringing(self) -> Iterable[Decided]:
        """Listings that stand decided as infringing, each once a right, oldest first."""


class CaptureSource(Protocol):
    """The captures."""

    def of(self, item_ids: Sequence[str]) -> Mapping[str, list[CaptureRef]]:
        """The captures of these listings, newest first; a listing without is absent."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a form's upload has room for, and what the files are about."""

    right: RightRef
    ground: Ground
    title: str
    language: Language
    files: int | None
    """How many more; None where no limit is known."""
    largest: int | None
    """Bytes of one file; None where no limit is known."""


@dataclass(frozen=True, slots=True)
class OfferedCapture:
    """A capture whose picture can be put into the upload."""

    capture: str
    item_id: str
    at: datetime
    title: str


@dataclass(frozen=True, slots=True)
class Made:
    """A file made of captures."""

    file: CaseFile
    data: bytes


@dataclass(frozen=True, slots=True)
class Chosen:
    """The files made, and the captures that are in none of them, with the reason."""

    files: list[Made]
    left_out: list[LeftOut]


class CaptureFiles(Protocol):
    """Files made of captures."""

    def offered(self, items: Sequence[str], ground: Ground) -> list[OfferedCapture]:
        """The captures that show these listings."""

    def choose(self, items: Sequence[str], room: Room) -> Chosen:
        """Files for these listings within the room."""

    def one(self, capture: str, items: Sequence[str], largest: int | None) -> Made | LeftOut:
        """The picture of one capture, which shows these listings, or why there is none."""

    def handed_out(self, captures: Sequence[str], complaint: str) -> None:
        """Note that these went to a portal."""
