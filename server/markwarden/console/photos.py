"""Groups of listings that show the same photo: who passes it on, since when, and what the engine says of each now.

A picture is shown where its bytes are kept, which is where something was found in it; none is loaded from elsewhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from flask import Blueprint, render_template, request
from flask_babel import lazy_gettext as _l

from markwarden.console import naming
from markwarden.console.listings import assessed_now
from markwarden.console.nav import Nav
from markwarden.pages.images import image_key
from markwarden.registry.merge import label_of
from markwarden.same_photos import Shared
from markwarden.services import services
from markwarden.sightings import Sighting
from markwarden_schema.assessed import AssessedListing
from markwarden_schema.assessment import FLAGGED, Effect, Level, Signal
from markwarden_schema.registry import Right

blueprint = Blueprint("photos", __name__, url_prefix="/photos")
NAV = Nav("photos.index", _l("Same photos"), "p", "images", 41)
ORDERS = {"size": _l("most listings first"), "seen": _l("seen last first")}
_A_PAGE = 20
_AT_ONCE = 20
_MOST_LOOKED_AT = 4000
"""Listings that one page looks through: the next page goes on from there."""
_MOST_MEMBERS = 200
"""Listings of one group that are shown, those seen last: a factory's photo may hang in thousands of shops."""
_MOST_PICTURES = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; `store`: a number, or a part of a name."""

    order: str
    right: str
    store: str
    flagged: bool
    item: str
    start: int

    @property
    def narrowed(self) -> bool:
        return bool(self.right or self.store or self.flagged or self.item)

    def onward(self, start: int) -> dict[str, str | int]:
        """The arguments of the same question from the group of that number on."""
        flagged = "1" if self.flagged else ""
        told = {"order": self.order, "right": self.right, "store": self.store, "flagged": flagged, "item": self.item}
        return {"start": start, **{name: value for name, value in told.items() if value}}


@dataclass(frozen=True, slots=True)
class Member:
    """A listing of a group; `proof`: the signal of a picture of it that can be compared."""

    seen: Sighting
    listing: AssessedListing
    proof: Signal | None

    @property
    def flagged(self) -> bool:
        return self.listing.assessment.level in FLAGGED

    def about(self, right: str) -> bool:
        """Whether anything in it points to a right."""
        assessment = self.listing.assessment
        return right == assessment.right or any(
            one.right == right and one.effect is Effect.RAISES for one in assessment.signals
        )


@dataclass(frozen=True, slots=True)
class Group:
    """A group as the page shows it, the riskiest listing first."""

    images: list[str]
    """Addresses of its pictures."""
    kept: list[str]
    """SHA-256 of those whose bytes are kept."""
    said: bool
    """Whether AliExpress alone says that they show the same photo."""
    members: list[Member]
    listings: int
    """How many there are, shown or not."""
    stores: int
    nameless: int
    """Listings whose store no page showed."""
    first_seen: datetime
    last_seen: datetime

    @property
    def counts(self) -> dict[Level, int]:
        """How many of the shown listings are at which flagged level, the worst first."""
        levels = [one.listing.assessment.level for one in self.members]
        return {level: levels.count(level) for level in (Level.HIGH, Level.MEDIUM) if level in levels}

    def shows(self, proof: Signal) -> bool:
        """Whether a finding is in the photo itself: a listing may have others beside it."""
        key = image_key(proof.evidence.image or "")
        return key is not None and key in {image_key(address) for address in self.images}

    @property
    def proof(self) -> Signal | None:
        """The most telling finding in the photo."""
        found = [one.proof for one in self.members if one.proof is not None and self.shows(one.proof)]
        return max(found, key=lambda signal: signal.strength, default=None)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the list, and the number of the group at which the next begins; None at its end."""

    groups: list[Group]
    onward: int | None


@blueprint.get("/")
def index() -> str:
    """The groups; `right`, `store`, `flagged` and `item` choose among them, `order` says which come first."""
    asked = _asked()
    return render_template(
        "photos/index.html", asked=asked, part=part(asked), orders=ORDERS, naming=naming, rights=_by_brand(),
        item=services().sightings.get(asked.item) if asked.item else None,
    )  # fmt: skip


def _asked() -> Asked:
    given = request.args
    order = given.get("order", "")
    return Asked(
        order=order if order in ORDERS else next(iter(ORDERS)),
        right=given.get("right", ""),
        store=given.get("store", "").strip()[:200],
        flagged=bool(given.get("flagged")),
        item=given.get("item", "").strip()[:40],
        start=max(0, given.get("start", 0, type=int)),
    )


def part(asked: Asked) -> Part:
    """The next groups that fit, as far as one page looks."""
    everything = islice(services().same_photos.shared(newest=asked.order == "seen"), asked.start, None)
    number, looked_at, found = asked.start, 0, list[Group]()
    while some := list(islice(everything, _AT_ONCE)):
        for group in _groups(some, asked):
            if group is not None:
                looked_at += len(group.members)
                if _fits(group, asked):
                    found.append(group)
            number += 1
            if len(found) == _A_PAGE or looked_at >= _MOST_LOOKED_AT:
                return Part(found, number)
    return Part(found, None)


def _groups(some: Sequence[Shared], asked: Asked) -> Iterator[Group | None]:
    """Each of these groups, or None where who sells or which listing is asked for says that it does not fit."""
    asked_for = [group for group in some if not asked.item or asked.item in group.item_ids]
    seen = services().sightings.many(item_id for group in asked_for for item_id in group.item_ids)
    for group in some:
        members = [seen[item_id] for item_id in group.item_ids if item_id in seen]
        fits = len(members) > 1 and (not asked.store or any(_of_store(one, asked.store) for one in members))
        yield _group(group, members) if fits else None


def _of_store(one: Sighting, store: str) -> bool:
    seller = one.seller
    return seller is not None and (seller.id == store or store.casefold() in (seller.name or "").casefold())


def _fits(group: Group, asked: Asked) -> bool:
    return any(
        (one.flagged or not asked.flagged) and (not asked.right or one.about(asked.right)) for one in group.members
    )


def _group(shared: Shared, members: list[Sighting]) -> Group:
    pictures = services().pictures
    newest = sorted(members, key=lambda one: one.last_seen, reverse=True)[:_MOST_MEMBERS]
    shown = [Member(one, report, _proof(report)) for one, report in zip(newest, assessed_now(newest), strict=True)]
    digests = (pictures.digest_of(address) for address in shared.images)
    return Group(
        images=shared.images,
        kept=list(islice((digest for digest in digests if digest is not None), _MOST_PICTURES)),
        said=shared.said,
        members=sorted(shown, key=lambda one: -one.listing.assessment.risk),
        listings=len(members),
        stores=len({one.seller.id or one.seller.name for one in members if one.seller}),
        nameless=sum(one.seller is None for one in members),
        first_seen=min(one.first_seen for one in members),
        last_seen=max(one.last_seen for one in members),
    )


def _proof(listing: AssessedListing) -> Signal | None:
    signals = listing.assessment.signals
    return next((one for one in signals if one.evidence.field == "image" and one.evidence.box), None)


def _by_brand() -> list[tuple[str, list[Right]]]:
    """The registry's rights under the names of their brands."""
    brands = sorted(services().registry.document().brands, key=lambda brand: brand.name.casefold())
    return [(brand.name, sorted(brand.rights, key=label_of)) for brand in brands if brand.rights]
