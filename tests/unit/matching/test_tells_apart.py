"""Disguises told from what only looks like one: each pair turns on one rule of the matching of titles."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markwarden.matching.text.letters import are_near
from markwarden.matching.text.lexicon import Lexicon
from markwarden_schema.assessment import Effect, Level, SignalKind
from tests.kit.engines import assessed, engine_of

ENGINE = engine_of(
    "Veltora", "Acmara", "Google", "Tancel", "Zutom", "Coin", "Coin Karvelo", "Zarn & Kelvano", "F.Hartwig", "Havalonas", "Dreamland", "OPEN32", "Mega"
)  # fmt: skip
FLAGGED = (Level.MEDIUM, Level.HIGH)


def met(title: str) -> dict[str, Level]:
    """The marks that a title is taken for, with its level."""
    assessment = assessed(ENGINE, title)
    return {
        signal.evidence.mark: assessment.level
        for signal in assessment.signals
        if signal.effect is Effect.RAISES and signal.evidence.mark
    }


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("Zarn & K*lvano jacket", "Zarn & Kelvano"),
        ("Zarnn & Kelvanno jacket", "Zarn & Kelvano"),
        ("shoesF.Hartwig new", "F.Hartwig"),
        ("F.Hartwiig boots", "F.Hartwig"),
        ("Coin Karveloo wallet", "Coin Karvelo"),
        ("3 V e l t o r a bag", "Veltora"),
        ("Haval onaz sandals", "Havalonas"),
        ("Vel tora bag", "Veltora"),
        ("Acm@raa bag", "Acmara"),
        ("OP*N32 cap", "OPEN32"),
        ("veltorashoes", "Veltora"),
        ("Drreamland toys", "Dreamland"),
    ],
)
def test_disguises(title: str, mark: str) -> None:
    assert met(title).get(mark) in FLAGGED


@pytest.mark.parametrize(
    "title",
    [
        "tencel summer dress",  # a word that people write, no slip of a mark nobody does
        "Snowboard goggles anti fog ski googles",  # a slip of a word that stands beside it
        "cable 2zut0m1",  # digits are more than half
        "usb cable 10ft long",
        "megalead pencil set",  # a mark that is a word, in another word's compound
        "Vexmora bag",  # two errors in seven letters
    ],
)
def test_what_only_looks_like_one(title: str) -> None:
    assert assessed(ENGINE, title).level not in FLAGGED


def test_a_letter_far_from_the_right_one_counts_less() -> None:
    near, far = assessed(ENGINE, "Velrora bag"), assessed(ENGINE, "Velzora bag")
    assert near.risk > far.risk


def test_two_words_that_often_meet_are_less_telling_than_two_that_never_do() -> None:
    engine = engine_of("Hotwheel", "Wortenk")
    phrase, odd = assessed(engine, "hot wheel toy"), assessed(engine, "wort enk toy")
    assert phrase.risk < odd.risk


@given(st.characters(min_codepoint=97, max_codepoint=122), st.characters(min_codepoint=97, max_codepoint=122))
def test_nearness_of_letters_has_no_direction(one: str, other: str) -> None:
    assert are_near(one, other) == are_near(other, one)


def test_a_crowded_registry_believes_likeness_less() -> None:
    rng = random.Random(4)
    names = {"".join(rng.choice("abdegiklmnorstuv") for _ in range(6)) for _ in range(60_000)}
    small, large = (Lexicon.build({name: (name,) for name in some}) for some in (list(names)[:50], names))
    for kind in (SignalKind.REPLACED, SignalKind.DROPPED, SignalKind.PHONETIC):
        assert large.room(kind, "veltor", "veltar") < small.room(kind, "veltor", "veltar") <= 1


@pytest.mark.parametrize(
    ("mark", "title"), [("Orange", "fresh orange from the garden"), ("Target", "on target every day")]
)
def test_a_common_word_without_known_goods_is_told_as_one(mark: str, title: str) -> None:
    found = assessed(engine_of(mark), title)
    assert found.level is Level.LOW
    assert [one.kind for one in found.signals if one.effect == "lowers"] == [SignalKind.COMMON_WORD]
