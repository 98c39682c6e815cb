"""Listings moved by hand between the parts of a plan: what goes where, and what is refused with its reason."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markwarden.complaints.moving import NEW, Kind, Target
from markwarden.complaints.placing import place
from markwarden.complaints.splitting import split
from markwarden_schema.case import CaseFacts, ComplaintType, Ground, ListingFacts
from markwarden_schema.complaint import Plan, PlanRequest
from tests.kit.complaints import Office, decided, item


@given(
    keys=st.lists(st.sampled_from("ab"), min_size=1, max_size=30),
    most=st.one_of(st.none(), st.integers(1, 5)),
    moves=st.dictionaries(st.integers(0, 29), st.integers(1, 9)),
)
def test_moves_lose_nothing_mix_nothing_and_fill_nothing_over(
    keys: list[str], most: int | None, moves: dict[int, int]
) -> None:
    before = split([(key, number) for number, key in enumerate(keys)], most)
    home = {value: (part.key, part.number) for part in before for value in part.values}
    placed = place(before, moves, most)
    now = {value: (part.key, part.number) for part in placed.parts for value in part.values}
    assert sum(len(part.values) for part in placed.parts) == len(now) == len(keys)
    for value, (key, number) in now.items():
        assert key == keys[value]
        moved = value in moves and value not in placed.stayed
        assert (key, number) == ((key, moves[value]) if moved else home[value])
    assert all(0 < len(part.values) <= (most or 30) for part in placed.parts)
    assert all(list(part.values) == sorted(part.values) for part in placed.parts)
    # Who stayed could not have gone: its part is full of others.
    for value in placed.stayed:
        assert most is not None
        assert sum(place_ == (keys[value], moves[value]) for place_ in now.values()) == most
    assert place(before, {}, most).parts == before


def test_who_goes_home_takes_room_there() -> None:
    """0 finds part 2 full and goes back to part 1, so that 2, who came into it, has to go back as well."""
    before = split([("a", number) for number in range(3)], 1)
    placed = place(before, {0: 2, 2: 1}, 1)
    assert (placed.parts, placed.stayed) == (before, [0, 2])


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Five listings of a mark and one of a copyright; two are counterfeit, two were bought in different orders."""
    office = Office(tmp_path, *(decided(number) for number in range(1, 6)), decided(9, "r-photos"))
    (mark,) = [case for case in office.desk.cases().cases if case.right.id == "r-mark"]
    facts = {
        item(1): ListingFacts(ground=Ground.COUNTERFEIT),
        item(2): ListingFacts(ground=Ground.COUNTERFEIT),
        item(3): ListingFacts(order_number="ORDER-3"),
        item(4): ListingFacts(order_number="ORDER-4"),
        item(5): ListingFacts(ground=Ground.UNFAIR_USE),
    }
    office.desk.write_facts(mark.id, CaseFacts(listings=facts))
    return office


def request(office: Office, **more: object) -> PlanRequest:
    return PlanRequest.model_validate({"cases": [case.id for case in office.desk.cases().cases], **more})


def part_of(plan: Plan, number: int) -> str:
    return next(one.part for one in plan.complaints for link in one.links if link.item_id == item(number))


def together(plan: Plan) -> set[frozenset[int]]:
    return {frozenset(int(link.item_id or 0) % 100 for link in one.links) for one in plan.complaints}


def moved(office: Office, asked: PlanRequest, number: int, target: Target) -> tuple[PlanRequest, Plan, list[str]]:
    moves = office.desk.move(asked, {item(number): target})
    return moves.request, office.desk.plan(moves.request), [one.why.en for one in moves.refused]


def test_a_new_complaint_and_back(office: Office) -> None:
    asked = request(office)
    before = office.desk.plan(asked)
    assert together(before) == {frozenset(one) for one in ({1, 2}, {3}, {4}, {5}, {9})}
    apart, plan, refused = moved(office, asked, 2, NEW)
    assert (refused, together(plan)) == ([], {frozenset(one) for one in ({1}, {2}, {3}, {4}, {5}, {9})})
    (alone,) = [one for one in plan.complaints if one.links[0].item_id == item(2)]
    assert [why.en for why in alone.why][-2:] == ["Divided by you: part 2 of 2.", "You moved 1 link here."]
    back, plan, refused = moved(office, apart, 2, part_of(plan, 1))
    assert (refused, together(plan)) == ([], together(before))
    assert len(office.desk.draft(apart).complaints) == 6
    assert office.desk.plan(back).not_moved == []


def test_to_another_reason_is_written_into_the_case(office: Office) -> None:
    asked = request(office)
    _asked, plan, refused = moved(office, asked, 5, part_of(office.desk.plan(asked), 1))
    assert refused == []
    assert frozenset({1, 2, 5}) in together(plan)
    (case,) = [case for key in asked.cases if (case := office.desk.case(key)).right.id == "r-mark"]
    assert case.facts.listings[item(5)].ground is Ground.COUNTERFEIT
    _asked, plan, refused = moved(office, asked, 5, Kind(Ground.UNFAIR_USE, ComplaintType.LIVE_STREAM))
    assert refused == []
    assert {one.complaint_type for one in plan.complaints} == {ComplaintType.LISTING, ComplaintType.LIVE_STREAM}


@pytest.mark.parametrize(
    ("number", "to", "why"),
    [
        (1, 9, "One right each: it was decided to infringe Acmara, that complaint is for Acmara catalogue 2025."),
        (3, 4, "One test-buy order each: its order is ORDER-3, that complaint is for ORDER-4."),
        (1, 3, "That complaint is for the test buy ORDER-3: note this order for the listing in its case first."),
        (1, "00000000-1", "The plan has no such complaint for it any more."),
        (1, Kind(Ground.PATENT, ComplaintType.LISTING), "A right of this kind is not infringed in that way."),
    ],
    ids=["right", "order", "no order", "gone part", "ground of another kind of right"],
)
def test_refused_moves_say_why_and_change_nothing(office: Office, number: int, to: int | Target, why: str) -> None:
    asked = request(office)
    before = office.desk.plan(asked)
    facts = [office.desk.case(key).facts for key in asked.cases]
    settled, plan, refused = moved(office, asked, number, part_of(before, to) if isinstance(to, int) else to)
    assert (refused, settled, plan) == ([why], asked, before)
    assert [office.desk.case(key).facts for key in asked.cases] == facts


def test_a_full_complaint_takes_no_more_and_the_case_stays_as_it_is(office: Office) -> None:
    asked = request(office, most=2)
    full = part_of(office.desk.plan(asked), 1)
    settled, plan, refused = moved(office, asked, 5, full)
    assert (refused, settled) == (["That complaint is full: at most 2 links each."], asked)
    assert frozenset({5}) in together(plan)
    (case,) = [case for key in asked.cases if (case := office.desk.case(key)).right.id == "r-mark"]
    assert case.facts.listings[item(5)].ground is Ground.UNFAIR_USE
    # One leaves while the other comes: there is room.
    moves = office.desk.move(asked, {item(1): NEW, item(5): full})
    assert moves.refused == []
    assert frozenset({2, 5}) in together(office.desk.plan(moves.request))


def test_what_was_placed_and_no_longer_fits_is_told(office: Office) -> None:
    plan = office.desk.plan(request(office))
    placed = {item(5): part_of(plan, 1), item(3): part_of(plan, 9)}
    again = office.desk.plan(request(office, placed=placed))
    assert together(again) == together(plan)
    assert [one.why.en for one in again.not_moved] == [
        "One right each: it was decided to infringe Acmara, that complaint is for Acmara catalogue 2025.",
        "One reason each: its reason is “Unfair Use of Registered Trademark”, that of the complaint is “Counterfeit Features”.",
    ]


def test_a_store_is_complained_of_once_and_the_others_are_told(office: Office) -> None:
    asked = request(office, most=1)
    for number in (1, 2, 5):
        office.desk.move(asked, {item(number): Kind(Ground.COUNTERFEIT, ComplaintType.STORE)})
    plan = office.desk.plan(asked)
    stores = [one for one in plan.complaints if one.complaint_type is ComplaintType.STORE]
    assert [[link.url for link in one.links] for one in stores] == [["https://www.aliexpress.com/store/1100000001"]]
    told = [one.why.en for one in plan.left_out]
    assert told == ["Its store is named in the complaint already, for “Acmara shoulder bag 1”."] * 2
