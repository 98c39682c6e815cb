"""A mark that is a name of people or places is told from the person or the place."""

import pytest

from markwarden_schema.assessment import Level, SignalKind
from tests.kit.engines import assessed, engine_of

ENGINE = engine_of("Jordan", "Simpson", "Boston", "Nike")
FLAGGED = (Level.MEDIUM, Level.HIGH)


@pytest.mark.parametrize(
    "title", ["Michael Jordan poster wall art", "Jessica Simpson photo print", "Fridge magnet from Boston"]
)
def test_people_and_places_are_shown_as_such(title: str) -> None:
    assessment = assessed(ENGINE, title)
    assert assessment.level not in FLAGGED
    assert SignalKind.PERSON_OR_PLACE in {signal.kind for signal in assessment.signals}


@pytest.mark.parametrize(
    "title", ["Jordan basketball shoes men", "Nike Jordan 4 retro", "Jessica Simpson dress for women"]
)
def test_the_mark_itself_stays_flagged(title: str) -> None:
    assert assessed(ENGINE, title).level in FLAGGED


def test_a_code_word_outweighs_the_person() -> None:
    assert assessed(ENGINE, "Michael Jordan shoes replica 1:1 quality").level in FLAGGED
