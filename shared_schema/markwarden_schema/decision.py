"""The reviewer's word on a listing: what was decided, about which right, and how far it reaches."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from markwarden_schema._base import Model
from markwarden_schema.assessment import Effect, Level, SignalKind
from markwarden_schema.listing import Price, SellerRef


class DecisionWord(StrEnum):
    """What the reviewer says; `undecided` takes a former word back and keeps that it was said."""

    INFRINGES = "infringes"
    DISMISSED = "dismissed"
    WATCHED = "watched"
    UNDECIDED = "undecided"


class DismissalReason(StrEnum):
    """Why a listing is no matter for the right. The extension has words for each in each of its languages."""

    COMPATIBILITY = "compatibility"
    COMMON_WORD = "common_word"
    OTHER_GOODS = "other_goods"
    OTHER_BRAND = "other_brand"
    PERSON_OR_PLACE = "person_or_place"
    AUTHORISED_SELLER = "authorised_seller"
    SECOND_HAND = "second_hand"
    OTHER = "other"


class DecisionScope(StrEnum):
    """What a dismissal keeps quiet for the right: this listing, all of this seller, or these words in any title."""

    LISTING = "listing"
    SELLER = "seller"
    PHRASE = "phrase"


class DecidedSignal(Model):
    """A reason that was shown when the decision was made."""

    kind: SignalKind
    effect: Effect = Effect.RAISES
    strength: float = Field(ge=0, le=1)
    text: str | None = Field(default=None, max_length=500, description="the listing's own words, where it had some")


class DecisionRequest(Model):
    """A decision, with the listing as it was shown: later pages may show it otherwise."""

    item_id: str = Field(min_length=1, max_length=64)
    word: DecisionWord
    right: str | None = Field(default=None, max_length=64, description="id of the right; null only with `brand`")
    brand: str | None = Field(
        default=None, max_length=500, description="the brand's name; filled from the right where it is given"
    )
    reason: DismissalReason | None = Field(default=None, description="required of a dismissal, of nothing else")
    note: str | None = Field(default=None, max_length=2000, description="the reviewer's own words")
    scope: DecisionScope = DecisionScope.LISTING
    phrase: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)] | None = Field(
        default=None, description="the words that scope `phrase` is about"
    )
    title: str | None = Field(default=None, max_length=5000)
    url: str | None = Field(default=None, max_length=8192)
    price: Price | None = None
    seller: SellerRef | None = None
    category: str | None = Field(default=None, max_length=500)
    risk: int | None = Field(default=None, ge=0, le=100, description="as it was shown")
    level: Level | None = None
    signals: list[DecidedSignal] = Field(default_factory=list, max_length=50)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        dismissed = self.word is DecisionWord.DISMISSED
        if dismissed != (self.reason is not None):
            raise ValueError("a dismissal needs a reason" if dismissed else "only a dismissal has a reason")
        if self.right is None and self.brand is None:
            raise ValueError("a decision is about a right, or about a brand that has none")
        if self.scope is not DecisionScope.LISTING and not dismissed:
            raise ValueError("only a dismissal reaches beyond its listing")
        if (self.scope is DecisionScope.PHRASE) != (self.phrase is not None):
            raise ValueError("a phrase goes with the scope `phrase`")
        if self.scope is DecisionScope.SELLER and (self.seller is None or not (self.seller.id or self.seller.name)):
            raise ValueError("the seller is not known: only the listing or a phrase can be dismissed")
        return self


class Decision(DecisionRequest):
    """A decision as it is kept. It is never changed: a later one stands over it, and deleting it undoes it."""

    id: str = Field(min_length=1, max_length=64)
    at: datetime


class DecisionList(Model):
    """Decisions, newest first."""

    decisions: list[Decision]
    total: int = Field(ge=0, description="how many fit the question, also where fewer are answered")


class StandingDecision(Model):
    """The decision that holds for a listing as it is shown."""

    id: str
    word: DecisionWord
    right: str | None = None
    brand: str | None = None
    scope: DecisionScope = DecisionScope.LISTING
    reason: DismissalReason | None = None
    note: str | None = None
    at: datetime
