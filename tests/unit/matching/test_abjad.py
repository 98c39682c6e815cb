"""Names in scripts that write few vowels are weighed: how likely so written, and how likely any word."""

import pytest

from markwarden.matching.text.abjad import IMPOSSIBLE, Spoken, by_chance, consonants_of, heard_in, normal, rendered
from markwarden.matching.text.skeleton import skeletons
from markwarden_schema.assessment import Level
from tests.kit.engines import assessed, engine_of
from tests.kit.renderings import RENDERINGS

FLAGGED = (Level.MEDIUM, Level.HIGH)


def gain(word: str, name: str, script: str) -> float:
    """ln of how much likelier a word is as a name's rendering than as any word."""
    spelt = normal(word)
    return rendered(spelt, Spoken.of(name.lower().split(), script), script, IMPOSSIBLE) - by_chance(spelt, script)


@pytest.mark.parametrize("script", ["ARABIC", "HEBREW"])
def test_every_rendering_is_likelier_as_its_name_than_as_any_word(script: str) -> None:
    for name, word in RENDERINGS[script.lower()].items():
        bare = word.replace(" ", "")
        assert gain(bare, name, script) > 8, name
        assert set(heard_in(normal(bare), script)) & set(skeletons(tuple(name.lower().split()))), name


def test_other_names_are_not() -> None:
    words = {name: word.replace(" ", "") for name, word in RENDERINGS["arabic"].items()}
    alike = [(name, other) for name, word in words.items() for other in words if other != name and gain(word, other, "ARABIC") > 8]  # fmt: skip
    assert alike == []


@pytest.mark.parametrize(
    ("word", "same"), [("أديداس", "اديداس"), ("أَدِيداس", "اديداس"), ("أديـــداس", "اديداس"), ("گوچی", "گوتشي"), ("אַדִידָס", "אדידס"), ("לוצ׳יאן", "לוצ'יאנ")]
)  # fmt: skip
def test_a_letter_has_one_form(word: str, same: str) -> None:
    assert normal(word) == same


def test_vowels_that_are_written_count() -> None:
    assert gain("نايكي", "nike", "ARABIC") > gain("نكي", "nike", "ARABIC")
    assert gain("ادولوس", "adidas", "ARABIC") < 0


def test_what_is_joined_on_is_read_too_and_makes_less_sure() -> None:
    whole = rendered(normal("נייקי"), Spoken.of(["nike"], "HEBREW"), "HEBREW", IMPOSSIBLE)
    joined = rendered(normal("הנייקי"), Spoken.of(["nike"], "HEBREW"), "HEBREW", IMPOSSIBLE)
    assert IMPOSSIBLE < joined < whole < 0


def test_what_is_too_unlikely_is_not_followed() -> None:
    spoken = Spoken.of(["nike"], "HEBREW")
    likelihood = rendered(normal("נייקי"), spoken, "HEBREW", IMPOSSIBLE)
    assert rendered(normal("נייקי"), spoken, "HEBREW", likelihood - 0.01) == likelihood
    assert rendered(normal("נייקי"), spoken, "HEBREW", likelihood + 0.01) == IMPOSSIBLE
    assert likelihood <= spoken.usual


def test_letters_that_may_be_vowels_are_no_consonants() -> None:
    assert consonants_of(normal("سوني"), "ARABIC") == 2
    assert consonants_of(normal("גוצ'י"), "HEBREW") == 2


def test_an_unknown_name_of_two_consonants_is_a_hint() -> None:
    said = assessed(engine_of("Nuvako", "Zigao"), "חולצה זיגאו")
    assert said.level not in FLAGGED
    assert [one.evidence.mark for one in said.signals if one.evidence.mark] == ["Zigao"]


def test_a_registry_of_many_marks_wants_more_letters() -> None:
    marks = [f"{a}{b}{c}{d}{e}" for a in "bdfgklmnprst" for b in "ai" for c in "bdfgklmnprst" for d in "aou" for e in "lmnrst"]  # fmt: skip
    few, many = engine_of("Tarun"), engine_of("Tarun", *marks)
    assert assessed(few, "شنطة تارون").risk > assessed(many, "شنطة تارون").risk
