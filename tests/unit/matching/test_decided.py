"""Former decisions in assessing: what was dismissed stays quiet, shows why, and quiets nothing else."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markwarden.matching import Decided, Engine
from markwarden.matching.score import MEDIUM
from markwarden_schema.assessment import Assessment, Effect, Level, SignalKind
from markwarden_schema.decision import Decision, DecisionWord
from markwarden_schema.listing import Listing
from tests.kit.engines import document

CODE_BRAND = {
    "id": "b",
    "name": "Coach",
    "rights": [
        {"id": "eu", "kind": "trademark", "mark": "Coach", "number": "1", "jurisdiction": "EU", "nice_classes": [18]},
        {"id": "us", "kind": "trademark", "mark": "Coach", "number": "2", "jurisdiction": "US", "nice_classes": [18]},
    ],
    "aliases": [{"text": "蔻驰", "tactic": "chinese name", "risk": "low"}],
    "sellers": [{"store_id": "300", "standing": "infringer"}],
    "price_floors": [{"goods": "handbag", "currency": "USD", "amount": 500}],
}
OTHER = {"id": "o", "name": "Gucci", "rights": [{"id": "g", "kind": "trademark", "mark": "Gucci"}]}
NAMELESS = {"id": "n", "name": "Acmara"}
ENGINE = Engine.build(document(CODE_BRAND, OTHER, NAMELESS))
LISTING = Listing.model_validate({"item_id": "7", "title": "Coach bus toy", "seller": {"id": "100", "name": "Toys"}})
QUIET = (Level.CLEAR, Level.LOW)
FLAGGED = (Level.MEDIUM, Level.HIGH)


def said(word: str = "dismissed", **more: object) -> Decision:
    about = {
        "item_id": "7",
        "right": "eu",
        "brand": "Coach",
        "word": word,
        "id": "d",
        "at": datetime(2026, 3, 1, tzinfo=UTC),
    }
    return Decision.model_validate({**about, **({"reason": "common_word"} if word == "dismissed" else {}), **more})


def assessed(*decisions: Decision, **fields: object) -> Assessment:
    listing = Listing.model_validate({**LISTING.model_dump(), **fields})
    return ENGINE.assess([listing], Decided(decisions))[0]


def kinds(assessment: Assessment) -> list[SignalKind]:
    return [signal.kind for signal in assessment.signals]


def test_a_dismissed_listing_is_shown_as_what_it_is() -> None:
    title = "Coach handbag"
    assert assessed(title=title).level in FLAGGED
    quiet = assessed(said(note="a bus"), title=title)
    assert quiet.level in QUIET
    assert kinds(quiet)[0] is SignalKind.EXACT
    (signal,) = [signal for signal in quiet.signals if signal.kind is SignalKind.DISMISSED]
    assert (signal.effect, signal.right) == (Effect.LOWERS, "eu")
    assert signal.evidence.detail == {
        "decision": "d", "date": "2026-03-01", "reason": "common_word", "scope": "listing", "note": "a bus"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("decision", "fields"),
    [
        ({"right": "us"}, {}),
        ({"scope": "seller", "seller": {"id": "100", "name": "Toys"}}, {"item_id": "8"}),
        ({"scope": "seller", "seller": {"name": "toys"}}, {"item_id": "8", "seller": {"id": "100", "name": " TOYS "}}),
        ({"scope": "phrase", "phrase": "coach  handbag"}, {"item_id": "8", "title": "New COACH handbag"}),
        ({"scope": "phrase", "phrase": "蔻驰"}, {"item_id": "8", "title": "新款蔻驰手提包"}),
        ({"right": None, "brand": "acmara"}, {"title": "Acmara bag"}),
    ],
    ids=["other number of the mark", "seller", "seller by name", "phrase", "phrase without spaces", "brand"],
)
def test_what_a_dismissal_reaches(decision: dict[str, object], fields: dict[str, object]) -> None:
    fields = {"title": "Coach handbag", **fields}
    assert assessed(**fields).level in FLAGGED
    assert assessed(said(**decision), **fields).level in QUIET


@pytest.mark.parametrize(
    ("decision", "fields"),
    [
        ({}, {"item_id": "8"}),
        ({"right": "g"}, {}),
        ({"scope": "seller", "seller": {"id": "100", "name": "Toys"}}, {"seller": {"id": "666", "name": "Toys"}}),
        ({"scope": "seller", "seller": {"id": "100"}}, {"seller": None}),
        ({"scope": "phrase", "phrase": "coach bus"}, {"title": "Coach handbag"}),
        ({"scope": "phrase", "phrase": "coach bus"}, {"title": "Coach bus Coach handbag"}),
        ({"scope": "phrase", "phrase": "coach"}, {"title": "Cоach handbag"}),  # a Cyrillic о
        ({"scope": "phrase", "phrase": "coach hand"}, {}),
    ],
    ids=["other listing", "other right", "copied store name", "no seller", "other phrase", "also outside of it", "disguised", "half a word"],
)  # fmt: skip
def test_what_it_does_not_reach(decision: dict[str, object], fields: dict[str, object]) -> None:
    fields = {"title": "Coach handbag", **fields}
    before, after = assessed(**fields), assessed(said(**decision), **fields)
    assert after.level in FLAGGED
    assert after.risk == before.risk


def test_another_right_of_the_listing_speaks_as_before() -> None:
    both = assessed(said(), title="Coach Gucci handbag")
    assert both.right == "g"
    assert both.risk == assessed(title="Gucci handbag").risk
    assert SignalKind.DISMISSED in kinds(both)


def test_the_narrower_and_the_later_word_stands() -> None:
    seller = said(scope="seller", seller={"id": "100"})
    assert assessed(seller, said("infringes"), title="Coach handbag").level in FLAGGED
    assert assessed(said("infringes"), seller, title="Coach handbag").level in FLAGGED
    assert assessed(said("infringes"), said(), title="Coach handbag").level in QUIET
    assert assessed(said(), said("undecided"), title="Coach handbag").level in FLAGGED
    assert assessed(seller, said("undecided"), title="Coach handbag").level in QUIET


@given(
    st.sampled_from(["Coach", "C0ach", "蔻驰", "C o a c h", "Coach 蔻驰"]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_nothing_flags_a_dismissed_listing_again(words: str, code: bool, cheap: bool, infringer: bool) -> None:
    fields = {
        "title": f"{words} handbag {'1:1 replica' if code else ''}",
        "price": {"amount": 1, "currency": "USD"} if cheap else None,
        "seller": {"id": "300"} if infringer else None,
    }
    assert 0 <= assessed(said(), **fields).risk < MEDIUM


def test_what_stands_is_told_of_each_listing() -> None:
    def standing(*decisions: Decision, **fields: object) -> DecisionWord | None:
        listing = Listing.model_validate({**LISTING.model_dump(), "title": "Coach handbag", **fields})
        decided = Decided(decisions)
        told = decided.standing(listing, ENGINE.assess([listing], decided)[0])
        return told.word if told else None

    assert standing() is None
    assert standing(said("infringes")) is DecisionWord.INFRINGES
    assert standing(said(), said("watched")) is DecisionWord.WATCHED
    assert standing(said("watched"), item_id="8") is None
    assert standing(said(scope="seller", seller={"id": "100"}), item_id="8") is DecisionWord.DISMISSED
    assert standing(said("undecided")) is None
    # Nothing was said about the right it is flagged for.
    assert standing(said(), title="Coach Gucci bag") is None
    assert standing(said(), title="plain bag") is DecisionWord.DISMISSED
