"""Floors for matching on real brands and titles; `make bench ARGS=recall` prints the figures by tactic."""

import random

import pytest

from markwarden.matching import Engine
from markwarden.matching.context.common_words import is_common_word
from markwarden_schema.assessment import Level
from markwarden_schema.listing import Listing
from tests.bench.disguises import TACTICS, disguised
from tests.bench.recall import clean_titles, marks_of
from tests.bench.registries import registry_of

FLAGGED = (Level.MEDIUM, Level.HIGH)


@pytest.fixture(scope="module")
def marks() -> list[str]:
    return marks_of(2_000)


@pytest.fixture(scope="module")
def engine(marks: list[str]) -> Engine:
    return Engine.build(registry_of(marks))


def test_disguised_marks_are_flagged(engine: Engine, marks: list[str]) -> None:
    rng = random.Random(3)
    sample = [mark for mark in rng.sample(marks, 400) if not is_common_word(mark)][:150]
    made = [(mark, spelt) for tactic in TACTICS for mark in sample if (spelt := disguised(tactic, mark, rng))]
    listings = [Listing(item_id="0", title=f"{spelt} leather strap for women 2024 new") for _, spelt in made]
    found = sum(
        assessment.level in FLAGGED and any(signal.evidence.mark == mark for signal in assessment.signals)
        for (mark, _), assessment in zip(made, engine.assess(listings), strict=True)
    )
    assert found / len(made) >= 0.93


def test_clean_titles_are_left_alone(engine: Engine, marks: list[str]) -> None:
    titles = clean_titles(marks)[::3]
    assert len(titles) > 500
    assessments = engine.assess([Listing(item_id="0", title=title) for title in titles])
    assert sum(assessment.level in FLAGGED for assessment in assessments) / len(titles) <= 0.012
