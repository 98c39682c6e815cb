"""The brand registry as it is exchanged: `markwarden-registry/1`."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from markwarden_schema._base import Model

FORMAT = "markwarden-registry/1"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
NiceClass = Annotated[int, Field(ge=1, le=45)]
THRESHOLDS = (36, 99)
"""Bounds of a right's own threshold: what never flags alone reaches a risk of 35."""
Path = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class Risk(StrEnum):
    """How often an alias means something else. A `high` one never fires alone."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Standing(StrEnum):
    """What a seller is to the brand."""

    OWN = "own"
    AUTHORISED = "authorised"
    WATCHED = "watched"
    INFRINGER = "infringer"


class Vigilance(StrEnum):
    """How much unlikeness to a mark is still worth a flag."""

    STRICT = "strict"
    NORMAL = "normal"
    LOOSE = "loose"


class Alias(Model):
    """Another way of writing a brand's marks."""

    text: Text
    tactic: str = Field(default="alias", max_length=100, description="which disguise this is, in the field's words")
    risk: Risk = Risk.MEDIUM


DOCUMENT_KINDS = (
    "certificate",
    "renewal",
    "assignment",
    "name_change",
    "authorization",
    "identity",
    "copyright_statement",
    "translation",
    "other",
)
"""The kinds that rules know; others are kept as they are written."""


class Document(Model):
    """A paper that proves a right. What is not known of it is null, never guessed."""

    file: Path | None = None
    name: Text | None = Field(default=None, description="what to call it; mostly the file's own name")
    kind: str | None = Field(default=None, max_length=100, description=f"one of {', '.join(DOCUMENT_KINDS)}")
    proves: str | None = Field(default=None, max_length=500, description="what it proves, in words")
    valid_from: date | None = None
    expires: date | None = None
    language: str | None = Field(default=None, max_length=20, description="BCP 47")
    colour: bool | None = Field(default=None, description="false: black and white")
    sealed: bool | None = Field(default=None, description="whether it carries the office's or holder's seal")
    person: str | None = Field(default=None, max_length=500, description="the holder or grantor that it names")
    enforcement: bool | None = Field(default=None, description="whether an authorization covers filing complaints")
    jurisdictions: list[str] = Field(default_factory=list, description="where it holds; empty: it does not say")
    nice_classes: list[NiceClass] = Field(default_factory=list, description="the classes it names; empty: none")


class PortalState(StrEnum):
    """How far a right has come on a portal; only an approved one can be complained with."""

    PREPARED = "prepared"
    SENT = "sent"
    APPROVED = "approved"
    REJECTED = "rejected"


class PortalRight(Model):
    """A right as one portal knows it."""

    portal: Text
    state: PortalState = PortalState.PREPARED
    id: str | None = Field(default=None, max_length=200, description="the right's id there")
    since: date | None = None
    note: str | None = Field(default=None, max_length=1000)


class _Right(Model):
    id: str | None = Field(default=None, max_length=64, description="made when missing")
    jurisdiction: str | None = Field(default=None, max_length=50)
    number: str | None = Field(default=None, max_length=100)
    registrant: str | None = Field(default=None, max_length=500)
    filed: date | None = None
    registered: date | None = None
    renewed: date | None = Field(default=None, description="the last renewal")
    expires: date | None = None
    status: str | None = Field(default=None, max_length=100, description="at its office")
    portals: list[PortalRight] = Field(default_factory=list)
    vigilance: Vigilance = Vigilance.NORMAL
    threshold: int | None = Field(
        default=None,
        ge=THRESHOLDS[0],
        le=THRESHOLDS[1],
        description="risk from which a listing is flagged for it; null: as for every other right",
    )
    documents: list[Document] = Field(default_factory=list)


class Trademark(_Right):
    """A registered word or figure."""

    kind: Literal["trademark"]
    form: Literal["word", "figurative"] = "word"
    mark: Text | None = Field(default=None, description="the words; required of a word mark")
    image: Path | None = Field(default=None, description="the figure")
    nice_classes: list[NiceClass] = Field(default_factory=list)


class Copyright(_Right):
    """A protected work: product photos, artwork, texts."""

    kind: Literal["copyright"]
    title: Text | None = None
    images: list[Path] = Field(default_factory=list)
    urls: list[str] = Field(default_factory=list, description="where the work is officially shown")
    texts: list[str] = Field(default_factory=list, description="the brand's own product texts")


class Design(_Right):
    """A registered appearance."""

    kind: Literal["design"]
    title: Text | None = None
    images: list[Path] = Field(default_factory=list)


class Patent(_Right):
    """An invention or a utility model."""

    kind: Literal["patent"]
    type: Literal["invention", "utility"] = "invention"
    title: Text | None = None
    terms: list[Text] = Field(default_factory=list, description="words whose combination hints at the invention")
    images: list[Path] = Field(default_factory=list)


Right = Annotated[Trademark | Copyright | Design | Patent, Field(discriminator="kind")]


class Seller(Model):
    """An AliExpress store and its standing with the brand."""

    store_id: str | None = Field(default=None, pattern=r"^\d{1,20}$")
    name: Text | None = None
    standing: Standing
    contract: Text | None = Field(default=None, description="what allows an authorised seller to sell")
    contract_from: date | None = None
    contract_until: date | None = Field(default=None, description="last day; afterwards the standing no longer counts")
    note: str | None = Field(default=None, max_length=2000)


class PriceFloor(Model):
    """The price below which the brand's goods of a kind are hardly genuine."""

    goods: Text
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    amount: float = Field(gt=0)


class Brand(Model):
    """What is protected: a name, its aliases, its rights, and who may sell."""

    id: str | None = Field(default=None, max_length=64, description="made when missing")
    name: Text
    owner: str | None = Field(default=None, max_length=500)
    home: str | None = Field(default=None, max_length=2000, description="home page")
    aliases: list[Alias] = Field(default_factory=list)
    rights: list[Right] = Field(default_factory=list)
    sellers: list[Seller] = Field(default_factory=list)
    price_floors: list[PriceFloor] = Field(default_factory=list)


class RegistryDocument(Model):
    """`registry.json`: the whole of a registry, or a part of it handed over."""

    format: Literal["markwarden-registry/1"]
    brands: list[Brand] = Field(default_factory=list)


class RegistrySummary(Model):
    """How much the registry holds."""

    brands: int = Field(ge=0)
    rights: int = Field(ge=0)
    marks: int = Field(ge=0, description="word marks that titles are searched for")
    aliases: int = Field(ge=0)
    sellers: int = Field(ge=0)
