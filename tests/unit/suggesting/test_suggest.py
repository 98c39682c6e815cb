"""Suggested spellings: by tactic, tried on the engine, with the false alarms to expect."""

import pytest

from markwarden.matching import Engine
from markwarden.suggesting import clean_titles, suggest, suggest_all
from markwarden.suggesting.spellings import spellings
from markwarden_schema.registry import Risk
from tests.kit.engines import document

BRAND = {
    "id": "b",
    "name": "Gucci",
    "rights": [{"id": "r", "kind": "trademark", "mark": "Gucci"}],
    "aliases": [{"text": "gucc1", "tactic": "leet", "risk": "low"}],
}
REGISTRY = document(BRAND)


@pytest.mark.parametrize(
    ("mark", "tactic", "spelling"),
    [
        ("Gucci", "dropped letter", "guci"),
        ("Gucci", "doubled letter", "guccii"),
        ("Gucci", "swapped letters", "gucic"),
        ("Gucci", "keyboard slip", "guvci"),
        ("Gucci", "added letter", "gucvci"),
        ("Gucci", "another vowel", "gucca"),
        ("Gucci", "phonetic", "guchi"),
        ("Gucci", "digits for letters", "gucc1"),
        ("Gucci", "look-alike", "guсci"),
        ("Gucci", "masked", "gu*ci"),
        ("Gucci", "spaced", "g u c c i"),
        ("Gucci", "split", "gu cci"),
        ("Miu Miu", "split", "miumiu"),
        ("New Balance", "initials", "NB"),
        ("Nike", "transliteration", "нике"),
        ("Nike", "transliteration", "νικε"),
    ],
)
def test_each_tactic(mark: str, tactic: str, spelling: str) -> None:
    found = list(spellings(mark))
    assert spelling in [text for _, text in found]
    assert tactic in {one for one, _ in found}
    texts = [text.casefold() for _, text in found]
    assert len(texts) == len(set(texts))
    assert mark.casefold() not in texts


def test_what_is_flagged_anyway_is_told_apart() -> None:
    found = suggest(REGISTRY.brands[0], Engine.build(REGISTRY), ["a red guci hat"] * 100 + ["plain hat"] * 900)
    by_text = {one.text: one for one in found}
    assert by_text["g u c c i"].flagged
    assert "gucc1" not in by_text  # the brand has it
    assert [one.flagged for one in found] == sorted(one.flagged for one in found)
    assert (by_text["guci"].false_alarms, by_text["guci"].risk) == (1000, Risk.HIGH)
    assert by_text["guchi"].false_alarms == 0


def test_what_is_a_word_a_mark_or_short_is_of_high_risk() -> None:
    brands = [
        {"id": str(n), "name": name, "rights": [{"id": f"r{n}", "kind": "trademark", "mark": name}]}
        for n, name in enumerate(("Andela", "Priovick", "Privick"))
    ]
    registry = document(*brands)
    first, second, _ = suggest_all(registry.brands, Engine.build(registry), ["plain hat"] * 100)
    risks = {one.text: one.risk for one in [*first, *second]}
    assert risks["adela"] is Risk.HIGH  # a name that people have
    assert risks["privick"] is Risk.HIGH  # another brand's mark
    assert risks["a*a"] is Risk.HIGH  # two letters
    assert risks["andeka"] is Risk.LOW
    assert first == suggest(registry.brands[0], Engine.build(registry), ["plain hat"] * 100)


def test_clean_titles_are_the_same_each_time() -> None:
    titles = list(clean_titles(50))
    assert titles == list(clean_titles(50))
    assert len(set(titles)) == 50
