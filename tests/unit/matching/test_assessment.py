"""Signals → risk: sellers, prices, aliases, and the rules that the combination keeps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markwarden.matching import Engine
from markwarden.matching.score import Mention, level_of, risk_of
from markwarden_schema.assessment import Effect, Level, SignalKind
from tests.kit.engines import assessed, document, engine_of

BRAND = {
    "id": "b",
    "name": "Acmara",
    "rights": [{"id": "r", "kind": "trademark", "mark": "Acmara", "nice_classes": [25]}],
    "sellers": [
        {"store_id": "100", "standing": "own"},
        {"store_id": "200", "name": "Good Store", "standing": "authorised"},
        {"store_id": "300", "standing": "infringer"},
        {"name": "Watched Store", "standing": "watched"},
    ],
    "price_floors": [{"goods": "jacket", "currency": "USD", "amount": 80}],
}
ENGINE = Engine.build(document(BRAND))
TITLE = "Akmara jacket"
"""Misspelt: between medium and high, so that both directions show."""


def sold_by(**seller: str):
    return assessed(ENGINE, TITLE, seller=seller)


def kinds(assessment):
    return {signal.kind for signal in assessment.signals}


def test_own_and_authorised_sellers_lower_the_risk_and_say_so() -> None:
    stranger, own, authorised = sold_by(id="999"), sold_by(id="100"), sold_by(id="200")
    assert own.risk < authorised.risk < stranger.risk
    assert own.level is Level.CLEAR
    assert SignalKind.OWN_SELLER in kinds(own)
    assert SignalKind.AUTHORISED_SELLER in kinds(authorised)


def test_infringers_and_watched_sellers_raise_it() -> None:
    stranger = sold_by(id="999")
    assert sold_by(id="300").risk > sold_by(name="watched  store").risk > stranger.risk


def test_a_copied_store_name_counts_for_nothing() -> None:
    """The authorised store is registered by its number: its name on another store is no licence."""
    assert sold_by(id="666", name="Good Store").risk == sold_by(id="999").risk


def test_seller_alone_flags_nothing() -> None:
    assert assessed(ENGINE, "plain jacket", seller={"id": "300"}).risk == 0


def test_price_below_the_floor_strengthens() -> None:
    cheap = assessed(ENGINE, TITLE, price={"amount": 9.9, "currency": "USD"})
    assert SignalKind.PRICE_FLOOR in kinds(cheap)
    assert cheap.risk > assessed(ENGINE, TITLE).risk
    for price in ({"amount": 95, "currency": "USD"}, {"amount": 9.9, "currency": "EUR"}, {"amount": 9.9}):
        assert assessed(ENGINE, TITLE, price=price).risk == assessed(ENGINE, TITLE).risk


def test_alias_of_high_risk_never_flags_alone() -> None:
    for risk in ("low", "medium", "high"):
        engine = engine_of("Acmara", Acmara=[{"text": "swift", "tactic": "nickname", "risk": risk}])
        alone = assessed(engine, "swift jacket")
        assert (alone.level in (Level.MEDIUM, Level.HIGH)) is (risk != "high")
        assert alone.signals[0].kind is SignalKind.ALIAS
        assert alone.signals[0].evidence.alias == "swift"
    both = assessed(engine, "swift Acmarra jacket")
    assert both.risk >= assessed(engine, "Acmarra jacket").risk


def test_every_right_of_a_signal_is_described() -> None:
    assessment = assessed(ENGINE, TITLE)
    assert assessment.right == "r"
    assert ENGINE.rights["r"].label == "Acmara"
    assert ENGINE.rights["r"].kind == "trademark"


def test_nearest_brand_wins() -> None:
    engine = engine_of("Adidas", "Abidas")
    assert assessed(engine, "Abidas shoes").right == "right-Abidas"
    assert assessed(engine, "Adidas shoes").right == "right-Adidas"


def test_updated_engine_is_the_one_built_anew() -> None:
    before = document(
        BRAND, {"id": "x", "name": "Xantoo", "rights": [{"id": "rx", "kind": "trademark", "mark": "Xantoo"}]}
    )
    after = document(
        BRAND, {"id": "y", "name": "Ylloro", "rights": [{"id": "ry", "kind": "trademark", "mark": "Ylloro"}]}
    )
    updated, anew = Engine.build(before).updated(after), Engine.build(after)
    for title in ("Xantoo hat", "Ylloro hat", "Yloro hat", "Acmara hat", "Y l l o r o hat", "X4ntoo hat"):
        assert assessed(updated, title) == assessed(anew, title)


STRENGTHS = st.floats(0, 1)
MENTIONS = st.lists(
    st.builds(Mention, st.sampled_from("abc"), STRENGTHS, st.lists(STRENGTHS, max_size=2).map(tuple), st.booleans()),
    max_size=4,
)


@given(MENTIONS, st.lists(STRENGTHS, max_size=3), STRENGTHS)
def test_what_raises_never_lowers(mentions: list[Mention], raising: list[float], more: float) -> None:
    assert risk_of(mentions, [*raising, more]) >= risk_of(mentions, raising)


@given(MENTIONS, STRENGTHS, STRENGTHS)
def test_what_lowers_never_raises(mentions: list[Mention], one: float, more: float) -> None:
    assert risk_of(mentions, [], [one, more]) <= risk_of(mentions, [], [one])


@given(MENTIONS, st.lists(STRENGTHS, max_size=3))
def test_risk_is_a_percentage_with_a_level(mentions: list[Mention], raising: list[float]) -> None:
    risk = risk_of(mentions, raising)
    assert 0 <= risk <= 100
    assert level_of(risk) in Level


@given(st.text(max_size=80))
def test_spans_lie_in_the_title(rest: str) -> None:
    title = f"{rest} Acmara {rest}"
    for signal in assessed(ENGINE, title).signals:
        if signal.evidence.start is not None:
            assert title[signal.evidence.start : signal.evidence.end] == signal.evidence.text
        assert signal.effect in Effect


@pytest.mark.parametrize("letter", ["x", "qz", "я", "ق", "한", "字", "𝗔", "1", "*", "a*"])
def test_a_word_without_end_is_only_a_word(letter: str) -> None:
    """Titles are written by strangers; also a mark of such a length does no harm."""
    long = letter * 3000
    assert assessed(ENGINE, f"{long} jacket").level in (Level.CLEAR, Level.LOW)
    other = {"id": "b2", "name": "Long", "rights": [{"id": "r2", "kind": "trademark", "mark": long[:200]}]}
    assert assessed(Engine.build(document(BRAND, other)), f"Acmara jacket {long}").level is Level.HIGH
