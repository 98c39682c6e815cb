"""Decided listings gathered by right and seller, with what is known of each and what a complaint would still need."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from markwarden.complaints.case_book import CaseBook, case_id
from markwarden.complaints.gaps import gaps_of
from markwarden.complaints.grounds import WRITTEN_EXACTLY, suggest
from markwarden.complaints.record import Filed
from markwarden.complaints.rights import Held, Rights
from markwarden.complaints.sources import CaptureSource, Decided, DecisionSource
from markwarden.pages.urls import item_url, split
from markwarden.sightings import Sighting, Sightings
from markwarden_schema.assessment import Assessment, Signal, SignalKind
from markwarden_schema.case import (
    Case,
    CaseFacts,
    CaseListing,
    CaseSummary,
    FiledIn,
    ListingFacts,
    Place,
    SellerHistory,
)
from markwarden_schema.complaint import LinkState
from markwarden_schema.listing import Listing, SellerRef
from markwarden_schema.registry import Trademark

Groups = dict[str, list[tuple[Decided, SellerRef | None]]]
"""Decided listings and their sellers, by case."""
Assess = Callable[[list[Listing]], list[Assessment]]


def seller_key(seller: SellerRef | None) -> str:
    """What makes two listings of the same seller; listings without a known one go together."""
    if seller is None or not (seller.id or seller.name):
        return ""
    return seller.id or (seller.name or "").casefold()


class Cases:
    """The cases, made anew from the decisions at each look."""

    def __init__(
        self,
        decisions: DecisionSource,
        sightings: Sightings,
        captures: CaptureSource,
        book: CaseBook,
        assess: Assess,
    ) -> None:
        self._decisions = decisions
        self._sightings = sightings
        self._captures = captures
        self._book = book
        self._assess = assess

    def _gathered(self) -> Groups:
        """Decided listings by case; the store that an item page showed later is applied."""
        decided = list(self._decisions.infringing())
        known = self._sightings.seller_of(one.item_id for one in decided)
        groups: Groups = {}
        for one in decided:
            seller = known.get(one.item_id) or one.seller
            groups.setdefault(case_id(one.right, seller_key(seller)), []).append((one, seller))
        return groups

    def all(self, rights: Rights, filed: Filed) -> list[CaseSummary]:
        """Every case whose right the registry still has, those with open listings first."""
        groups = self._gathered()
        found = [
            CaseSummary.model_validate(case.model_dump(include=set(CaseSummary.model_fields)))
            for key in groups
            if (case := self._case(key, groups, rights, filed)) is not None
        ]
        return sorted(found, key=lambda one: (one.open == 0, -one.latest.timestamp(), one.id))

    def get(self, key: str, rights: Rights, filed: Filed) -> Case | None:
        """One case in full; None where no decision makes it."""
        return self._case(key, self._gathered(), rights, filed)

    def _case(self, key: str, groups: Groups, rights: Rights, filed: Filed) -> Case | None:
        members = groups.get(key)
        held = rights.get(members[0][0].right) if members else None
        if not members or held is None:
            return None
        facts, files = self._book.facts(key), self._book.files(key)
        listings = self._members(members, held, facts, filed)
        seller = _fullest(seller for _, seller in members)
        gaps = gaps_of(held, seller, listings, facts, files)
        return Case(
            id=key,
            right=held.ref,
            seller=seller,
            listings=len(members),
            open=sum(not one.complaints for one in listings),
            missing=len(gaps),
            latest=max(one.at for one, _ in members),
            items=[one.item_id for one, _ in members],
            members=listings,
            history=self._history(held, seller, groups, filed),
            facts=facts,
            files=files,
            gaps=gaps,
        )

    def _members(
        self, members: Sequence[tuple[Decided, SellerRef | None]], held: Held, facts: CaseFacts, filed: Filed
    ) -> list[CaseListing]:
        seen = {one.item_id: self._sightings.get(one.item_id) for one, _ in members}
        captures = self._captures.of([one.item_id for one, _ in members])
        shown = [_listing(one, seen[one.item_id], seller) for one, seller in members]
        signals = [
            [
                signal
                for signal in assessment.signals
                if signal.right in (held.right.id, None) and signal.brand == held.brand.name
            ]
            for assessment in self._assess(shown)
        ]
        return [
            _member(
                one, listing, seen[one.item_id], held, facts.listings.get(one.item_id, ListingFacts()), found
            ).model_copy(
                update={
                    "captures": captures.get(one.item_id, []),
                    "complaints": [
                        FiledIn(id=row.id, status=row.status.value, reference=row.reference)
                        for row in filed.of_item(one.item_id, one.right)
                    ],
                }
            )
            for (one, _), listing, found in zip(members, shown, signals, strict=True)
        ]

    def _history(self, held: Held, seller: SellerRef | None, groups: Groups, filed: Filed) -> SellerHistory:
        entry = held.standing_of(seller)
        seen: list[Sighting] = []
        infringing = 0
        states: Mapping[LinkState, int] = {}
        if seller is not None:
            seen = self._sightings.by_seller(seller.id, limit=1000) if seller.id else []
            infringing = sum(
                len(members) for members in groups.values() if seller_key(members[0][1]) == seller_key(seller)
            )
            states = filed.states_of_seller(seller_key(seller))
        return SellerHistory(
            standing=entry.standing.value if entry else None,
            listings_seen=len(seen),
            last_seen=max((one.last_seen for one in seen), default=None),
            infringing=infringing,
            complained=sum(states.values()),
            removed=states.get(LinkState.REMOVED, 0),
            rejected=states.get(LinkState.REJECTED, 0),
            relisted=states.get(LinkState.RELISTED, 0),
        )


def _fullest(sellers: Iterable[SellerRef | None]) -> SellerRef | None:
    """The entry that says most of the same seller."""
    return max((one for one in sellers if one is not None), key=lambda one: bool(one.id) + bool(one.name), default=None)


def _listing(decided: Decided, seen: Sighting | None, seller: SellerRef | None) -> Listing:
    return Listing(
        item_id=decided.item_id,
        title=(seen.title if seen else None) or decided.title,
        price=(seen.price if seen else None) or decided.price,
        seller=seller,
    )


def _member(
    decided: Decided, listing: Listing, seen: Sighting | None, held: Held, facts: ListingFacts, signals: list[Signal]
) -> CaseListing:
    in_title = [
        signal
        for signal in signals
        if signal.evidence.field == "title" and signal.evidence.text and signal.evidence.mark
    ]
    places = list(dict.fromkeys([*([Place.TITLE] if in_title else []), *facts.places]))
    identical = facts.identical if facts.identical is not None else _identical(held, listing.title, in_title)
    suggestion = suggest(held.right, facts, signals, identical=identical)
    first: datetime | None = seen.first_seen if seen else None
    return CaseListing(
        item_id=decided.item_id,
        url=item_url(decided.item_id, split((seen.url if seen else None) or decided.url)),
        title=listing.title,
        price=listing.price,
        decided=decided.at,
        decision_reason=decided.reason,
        first_seen=first,
        last_seen=seen.last_seen if seen else None,
        places=places,
        written_as=list(dict.fromkeys(signal.evidence.text or "" for signal in in_title)),
        identical=identical,
        code_words=list(
            dict.fromkeys(
                one.evidence.text for one in signals if one.kind is SignalKind.CODE_WORD and one.evidence.text
            )
        ),
        other_goods=any(one.kind is SignalKind.OTHER_GOODS for one in signals),
        below_floor=any(one.kind is SignalKind.PRICE_FLOOR for one in signals),
        ground=suggestion.ground,
        ground_why=suggestion.why,
        facts=facts,
    )


def _identical(held: Held, title: str | None, in_title: Sequence[Signal]) -> bool | None:
    """Whether the title writes a word mark as it is registered, letter case aside; None where titles cannot tell."""
    if not isinstance(held.right, Trademark) or held.right.form != "word" or title is None or not in_title:
        return None
    return any(signal.kind in WRITTEN_EXACTLY and not signal.evidence.alias for signal in in_title)
