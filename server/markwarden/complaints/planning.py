"""Cases → the complaints that a portal takes, as the rules split them and as the person moved listings. Stores nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markwarden.complaints import plan_words
from markwarden.complaints.grounds import reason_for
from markwarden.complaints.placing import place
from markwarden.complaints.plan_key import Key
from markwarden.complaints.splitting import split
from markwarden_schema.assessment import RightRef
from markwarden_schema.case import Case, CaseListing, ComplaintType, Ground
from markwarden_schema.complaint import ComplaintLink, LinkState, NotPlanned, Plan, PlannedComplaint, PlanRequest
from markwarden_schema.portal import Explanation, PortalProfile

_AGAIN = frozenset({"withdrawn", "relisted", "rejected"})
"""Statuses of a complaint after which a listing may be complained of anew without being asked."""


@dataclass(slots=True)
class _Units:
    """What is to be split: links by a name of their own, and what is left out of it."""

    keys: dict[str, Key] = field(default_factory=dict)
    links: dict[str, ComplaintLink] = field(default_factory=dict)
    left_out: list[NotPlanned] = field(default_factory=list)
    stores: dict[tuple[Key, str], str] = field(default_factory=dict)

    def add(self, case: Case, listing: CaseListing, key: Key) -> None:
        """One listing; a store that several of them belong to is complained of once."""
        link, name = _link(case, listing), f"{case.id}/{listing.item_id}"
        if key.complaint_type is ComplaintType.STORE:
            first = self.stores.get((key, link.url))
            if first is not None:
                self.leave_out(case, listing, plan_words.store_named(first))
                return
            self.stores[key, link.url] = listing.title or listing.item_id
        self.keys[name], self.links[name] = key, link

    def leave_out(self, case: Case, listing: CaseListing, why: Explanation) -> None:
        self.left_out.append(NotPlanned(item_id=listing.item_id, case=case.id, why=why))


def plan(cases: Sequence[Case], profile: PortalProfile, request: PlanRequest) -> Plan:
    """The complaints that `request` leads to, and every listing left out or not moved with its reason."""
    rights: dict[str, RightRef] = {case.right.id: case.right for case in cases}
    units = _Units()
    for case in cases:
        for listing in case.members:
            settled = key_of(case, listing, profile, request)
            if isinstance(settled, Explanation):
                units.leave_out(case, listing, settled)
            else:
                units.add(case, listing, settled)
    most = most_links(profile, request)
    automatic = split([(key, name) for name, key in units.keys.items()], most)
    wanted, strange = _wanted(units, request, profile, rights)
    placed = place(automatic, wanted, most)
    return Plan(
        portal=profile.id,
        complaints=[
            PlannedComplaint(
                part=part.key.part(part.number),
                right=rights[part.key.right],
                complaint_type=part.key.complaint_type,
                ground=part.key.ground,
                reason=part.key.reason,
                order_number=part.key.order,
                links=[units.links[name] for name in part.values],
                why=plan_words.why(part, placed.parts, rights[part.key.right], most, profile),
            )
            for part in placed.parts
        ],
        left_out=units.left_out,
        not_moved=[*strange, *(_not_moved(units, name, plan_words.full(most or 0)) for name in placed.stayed)],
    )


def most_links(profile: PortalProfile, request: PlanRequest) -> int | None:
    """How many links one complaint may have; None where nothing bounds it."""
    limit = profile.limits.get("links")
    return min((one for one in (limit.most if limit else None, request.most) if one is not None), default=None)


def key_of(case: Case, listing: CaseListing, profile: PortalProfile, request: PlanRequest) -> Key | Explanation:
    """The kind of complaint that a listing belongs to, or why it belongs to none."""
    if listing.item_id in request.without:
        return plan_words.LEFT_OUT
    if listing.facts.gone:
        return plan_words.GONE
    standing = [one for one in listing.complaints if one.status not in _AGAIN]
    if standing and not request.again:
        return plan_words.standing_in(standing[0].reference or standing[0].id)
    named = request.reasons.get(listing.ground)
    reason = named or (found.value if (found := reason_for(profile, case.right.kind, listing.ground)) else None)
    if reason is None:
        return plan_words.no_reason(profile, listing.ground)
    order = listing.facts.order_number if listing.ground is Ground.TEST_BUY else None
    return Key(case.right.id, listing.facts.complaint_type, listing.ground, reason, order)


def _wanted(
    units: _Units, request: PlanRequest, profile: PortalProfile, rights: Mapping[str, RightRef]
) -> tuple[dict[str, int], list[NotPlanned]]:
    """The numbers of the parts that listings are to go to, and those whose part is of another kind, with the reason."""
    by_digest = {key.digest: key for key in units.keys.values()}
    wanted: dict[str, int] = {}
    strange: dict[str, NotPlanned] = {}
    for name, key in units.keys.items():
        item = units.links[name].item_id or ""
        if item not in request.placed:
            continue
        digest, _, number = request.placed[item].partition("-")
        if digest == key.digest:
            wanted[name] = int(number)
            continue
        target = by_digest.get(digest)
        strange[name] = _not_moved(units, name, forbidden(key, target, profile, rights))
    moved = {units.links[name].item_id for name in wanted}
    return wanted, [one for one in strange.values() if one.item_id not in moved]


def forbidden(own: Key, target: Key | None, profile: PortalProfile, rights: Mapping[str, RightRef]) -> Explanation:
    """Why a listing of one key cannot go to a complaint of another."""
    if target is None:
        return plan_words.NO_PART
    if own.right != target.right:
        return plan_words.other_right(rights[own.right], rights[target.right])
    if (own.complaint_type, own.ground, own.reason) == (target.complaint_type, target.ground, target.reason):
        return plan_words.other_order(own.order, target.order)
    return plan_words.other_key(own, target, profile)


def _not_moved(units: _Units, name: str, why: Explanation) -> NotPlanned:
    link = units.links[name]
    return NotPlanned(item_id=link.item_id or "", case=link.case or "", why=why)


def _link(case: Case, listing: CaseListing) -> ComplaintLink:
    store = listing.facts.complaint_type is ComplaintType.STORE and case.seller is not None and case.seller.id
    return ComplaintLink(
        item_id=listing.item_id,
        url=f"https://www.aliexpress.com/store/{case.seller.id}" if store and case.seller else listing.url,
        case=case.id,
        title=listing.title,
        state=LinkState.PENDING,
    )
