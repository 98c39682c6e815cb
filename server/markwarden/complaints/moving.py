"""What the person moves in a plan: within the rules, or refused with the reason. Says what to write into the cases.

A move to a complaint of another type or reason of the same right is the person's word that the listing infringes in
that way: it is written into the case. The right and the test-buy order are facts that no move changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markwarden.complaints.grounds import OF_RIGHT
from markwarden.complaints.plan_key import Key
from markwarden.complaints.plan_words import NO_PART, other_order
from markwarden.complaints.planning import forbidden, key_of, plan
from markwarden.complaints.wording import both
from markwarden_schema.assessment import RightRef
from markwarden_schema.case import Case, CaseListing, ComplaintType, Ground, ListingFacts
from markwarden_schema.complaint import NotPlanned, PlannedComplaint, PlanRequest
from markwarden_schema.portal import Explanation, PortalProfile

NEW = "new"
"""The target of a move to a complaint of its own kind that is not there yet."""
_UNFIT = both("A right of this kind is not infringed in that way.", "此类权利不适用该理由。")


@dataclass(frozen=True, slots=True)
class Kind:
    """A move to whatever complaint takes this ground and type."""

    ground: Ground
    complaint_type: ComplaintType


Target = str | Kind
"""A part of the plan by name, `NEW`, or a kind."""


@dataclass(slots=True)
class Moves:
    """What comes of moves: the request that says them, the facts to write by case and item, and what was refused."""

    request: PlanRequest
    facts: dict[str, dict[str, ListingFacts]] = field(default_factory=dict)
    moved: int = 0
    refused: list[NotPlanned] = field(default_factory=list)


def move(cases: Sequence[Case], profile: PortalProfile, request: PlanRequest, wishes: Mapping[str, Target]) -> Moves:
    """Work out moves of listings, by item id. Stores nothing. Who finds no room stays, and its case as it was."""
    refused: dict[str, NotPlanned] = {}
    wishes = dict(wishes)
    while True:
        moves = _moved(cases, profile, request, wishes)
        refused |= {one.item_id: one for one in moves.refused}
        after = plan([_with_facts(case, moves.facts.get(case.id, {})) for case in cases], profile, moves.request)
        stuck = [one for one in after.not_moved if one.item_id in wishes and one.item_id not in refused]
        if not stuck:
            moves.refused = list(refused.values())
            return moves
        for one in stuck:
            refused[one.item_id] = one
            del wishes[one.item_id]


def _moved(cases: Sequence[Case], profile: PortalProfile, request: PlanRequest, wishes: Mapping[str, Target]) -> Moves:
    """The moves as if there were room for all."""
    before = plan(cases, profile, request)
    rights = {case.right.id: case.right for case in cases}
    parts = {one.part: _key_of_part(one) for one in before.complaints}
    new: dict[Key, str] = {}
    moves = Moves(request)
    placed = dict(request.placed)
    for case in cases:
        for listing in case.members:
            wish = wishes.get(listing.item_id)
            own = key_of(case, listing, profile, request) if wish is not None else None
            if wish is None or not isinstance(own, Key):
                continue
            if isinstance(wish, Kind):
                if wish.ground is not listing.ground and wish.ground not in OF_RIGHT[case.right.kind]:
                    moves.refused.append(NotPlanned(item_id=listing.item_id, case=case.id, why=_UNFIT))
                    continue
                moves.facts.setdefault(case.id, {})[listing.item_id] = _facts(listing, wish)
                placed.pop(listing.item_id, None)
            elif wish == NEW:
                placed[listing.item_id] = new.setdefault(own, own.part(_unused(own, parts)))
            else:
                target = parts.get(wish)
                why = NO_PART if target is None else _why_not(listing, own, target, profile, rights)
                if target is None or why is not None:
                    moves.refused.append(NotPlanned(item_id=listing.item_id, case=case.id, why=why or NO_PART))
                    continue
                if own != target:
                    kind = Kind(target.ground, target.complaint_type)
                    moves.facts.setdefault(case.id, {})[listing.item_id] = _facts(listing, kind)
                placed[listing.item_id] = wish
            moves.moved += 1
    moves.request = request.model_copy(update={"placed": placed})
    return moves


def _key_of_part(one: PlannedComplaint) -> Key:
    return Key(one.right.id, one.complaint_type, one.ground, one.reason, one.order_number)


def _why_not(
    listing: CaseListing, own: Key, target: Key, profile: PortalProfile, rights: Mapping[str, RightRef]
) -> Explanation | None:
    """What forbids the move even where the ground and the type may change."""
    if own.right != target.right:
        return forbidden(own, target, profile, rights)
    if target.ground is Ground.TEST_BUY and listing.facts.order_number != target.order:
        return other_order(listing.facts.order_number, target.order)
    return None


def _unused(key: Key, parts: Mapping[str, Key]) -> int:
    """A number that no part of this key has."""
    taken = {int(part.partition("-")[2]) for part, other in parts.items() if other == key}
    return max(taken, default=0) + 1


def _facts(listing: CaseListing, kind: Kind) -> ListingFacts:
    """The listing's facts with that ground and type; a ground that is suggested anyway is not written down."""
    ground = kind.ground if kind.ground is not listing.ground else listing.facts.ground
    return listing.facts.model_copy(update={"ground": ground, "complaint_type": kind.complaint_type})


def _with_facts(case: Case, facts: Mapping[str, ListingFacts]) -> Case:
    """The case as it will be with these facts."""
    if not facts:
        return case
    members = [
        one.model_copy(update={"facts": facts[one.item_id], "ground": facts[one.item_id].ground or one.ground})
        if one.item_id in facts
        else one
        for one in case.members
    ]
    return case.model_copy(update={"members": members})
