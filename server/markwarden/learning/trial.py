"""Another vigilance or threshold of a right, tried on the listings decided and seen so far. Changes and stores nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from markwarden.learning.precision import last_words
from markwarden.matching import Engine
from markwarden.matching.image.found import Found
from markwarden.matching.score import MEDIUM
from markwarden.matching.text.fold import fold_text
from markwarden_schema.assessment import FLAGGED, Assessment
from markwarden_schema.decision import Decision, DecisionWord
from markwarden_schema.listing import Listing
from markwarden_schema.registry import Brand, RegistryDocument, Right, Trademark, Vigilance

Seen = Mapping[str, Sequence[tuple[str, Found]]]
"""By item id what a listing's pictures show, as `Engine.assess` takes it."""


class Watch(NamedTuple):
    """How closely a right is watched; `threshold`: risk from which a listing is flagged, None for the general one."""

    vigilance: Vigilance
    threshold: int | None = None

    @property
    def flagged_from(self) -> int:
        return MEDIUM if self.threshold is None else self.threshold


@dataclass(frozen=True, slots=True)
class Change:
    """One listing as it is and as another watch would have it. `decision`: what was said of it; None where it was only seen."""

    listing: Listing
    decision: Decision | None
    before: Assessment
    after: Assessment

    @property
    def flagged(self) -> bool:
        """Whether it would be flagged besides; else it would be quiet."""
        return self.after.level in FLAGGED

    @property
    def turned(self) -> bool:
        """Whether it would be flagged now and was not, or the other way round."""
        return (self.before.level in FLAGGED) is not self.flagged


@dataclass(frozen=True, slots=True)
class Trial:
    """A dry run: every decided listing as it is and as it would be, and how many others were looked at. `changes`: of
    both, those that would be flagged or quiet otherwise."""

    decided: list[Change] = field(default_factory=list)
    looked_at: int = 0
    changes: list[Change] = field(default_factory=list)

    @property
    def moved(self) -> int:
        """Decided listings that stay flagged, or quiet, with another risk."""
        return sum(one.before.risk != one.after.risk and not one.turned for one in self.decided)

    @property
    def lost(self) -> list[Change]:
        """Infringing listings no longer flagged."""
        return self._of(DecisionWord.INFRINGES, flagged=False)

    @property
    def spared(self) -> list[Change]:
        """Dismissed listings no longer flagged."""
        return self._of(DecisionWord.DISMISSED, flagged=False)

    @property
    def found(self) -> list[Change]:
        """Infringing listings that would be flagged besides."""
        return self._of(DecisionWord.INFRINGES, flagged=True)

    @property
    def disturbed(self) -> list[Change]:
        """Dismissed listings that would be flagged besides."""
        return self._of(DecisionWord.DISMISSED, flagged=True)

    def undecided(self, *, flagged: bool) -> list[Change]:
        """Listings seen and not decided that would be flagged, or quiet."""
        return [one for one in self.changes if one.decision is None and one.flagged is flagged]

    def _of(self, word: DecisionWord, *, flagged: bool) -> list[Change]:
        return [
            one
            for one in self.changes
            if one.decision is not None and one.decision.word is word and one.flagged is flagged
        ]


def watch_of(right: Right) -> Watch:
    """How a right is watched now."""
    return Watch(right.vigilance, right.threshold)


def twins(document: RegistryDocument, right_id: str) -> list[Right]:
    """The right and those of its brand in the same words: they are met together, and the most watchful of them decides.

    Raises `LookupError` where there is no such right.
    """
    for brand in document.brands:
        for right in brand.rights:
            if right.id == right_id:
                return [right, *(one for one in brand.rights if one.id != right_id and _same_words(one, right))]
    raise LookupError(f"there is no right {right_id!r} in the registry")


def _same_words(one: Right, other: Right) -> bool:
    return (
        isinstance(one, Trademark)
        and isinstance(other, Trademark)
        and one.mark is not None
        and other.mark is not None
        and fold_text(one.mark) == fold_text(other.mark)
    )


def with_watch(document: RegistryDocument, right_id: str, watch: Watch) -> RegistryDocument:
    """The registry with a right and its twins watched otherwise. Raises `LookupError` where there is no such right."""
    changed = {one.id for one in twins(document, right_id)}
    return document.model_copy(update={"brands": [_watched(brand, changed, watch) for brand in document.brands]})


def _watched(brand: Brand, changed: set[str | None], watch: Watch) -> Brand:
    if not any(right.id in changed for right in brand.rights):
        return brand
    update = watch._asdict()
    rights = [right.model_copy(update=update) if right.id in changed else right for right in brand.rights]
    return brand.model_copy(update={"rights": rights})


def try_watch(
    document: RegistryDocument,
    decisions: Iterable[Decision],
    right_id: str,
    watch: Watch,
    *,
    engine: Engine | None = None,
    others: Sequence[Listing] = (),
    seen: Seen | None = None,
) -> Trial:
    """Assess the decided listings of a right as they were shown, and others that were seen, now and watched otherwise.

    `engine`: that of `document`, where there is one: what does not change is not indexed again. Former decisions quiet
    nothing here: it is the matching that is tried. Raises `LookupError` where there is no such right.
    """
    ids = {one.id for one in twins(document, right_id)}
    engine = engine or Engine.build(document)
    changed = engine.updated(with_watch(document, right_id, watch))
    decided = [one for one in last_words(decisions) if one.right in ids and one.title]
    said = {one.item_id for one in decided}
    others = [one for one in others if one.item_id not in said]
    listings = [
        Listing(item_id=one.item_id, title=one.title, price=one.price, seller=one.seller, category=one.category)
        for one in decided
    ]
    asked: list[tuple[Listing, Decision | None]] = [
        *zip(listings, decided, strict=True),
        *((one, None) for one in others),
    ]
    every = [*listings, *others]
    before, after = engine.assess(every, seen=seen), changed.assess(every, seen=seen)
    tried = [Change(one, said_of, *pair) for (one, said_of), *pair in zip(asked, before, after, strict=True)]
    changes = [one for one in tried if one.turned]
    return Trial(tried[: len(decided)], len(others), changes)
