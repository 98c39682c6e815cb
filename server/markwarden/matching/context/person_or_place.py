"""Marks that are also names of people and places: “Jessica Simpson poster”, “souvenir from Boston” speak of those."""

import functools
import re

from english_words import get_english_words_set

from markwarden.matching.goods import goods_classes
from markwarden.matching.text.hit import Finding, Hit
from markwarden_schema.assessment import SignalKind

_DOUBT = 0.7
"""What it leaves of an exact mark, .95 × (1 - .7 × .85) = .39, is shown as low, and flagged again by a second reason."""
_GIVEN = re.compile(r"([A-Z][^\W\d_]+) $")
_PLACE = re.compile(r"(?<!\w)(?:in|from|near|visit|i love|city of|made in|aus|de|en|à|em|da|из|в|г)\s+$", re.IGNORECASE)


@functools.cache
def _proper_names() -> tuple[frozenset[str], frozenset[str]]:
    """What Webster's second edition writes with a capital: given names, places; and what of it is no other word."""
    words = get_english_words_set(["web2"], lower=False)
    capital = frozenset(word.lower() for word in words if word[0].isupper())
    return capital, capital - words


def person_or_place(title: str, category: str | None, hit: Hit, names: frozenset[str]) -> Finding | None:
    """The given name before a mark, or the words that make it a place; nothing where the goods lie in its classes.

    `names`: lower-case words of the title that are registered names: two marks side by side are no person.
    """
    if goods_classes(title, category) & hit.name.nice_classes:
        return None
    names_or_words, only_names = _proper_names()
    place = _PLACE.search(title[: hit.start])
    if place and hit.text.lower() in names_or_words:
        return _finding(title, place.start(), hit.end)
    given = _GIVEN.search(title[: hit.start])
    if given and hit.text[0].isupper() and given[1].lower() in only_names and given[1].lower() not in names:
        return _finding(title, given.start(1), hit.end)
    return None


def _finding(title: str, start: int, end: int) -> Finding:
    text = title[start:end]
    return Finding(SignalKind.PERSON_OR_PLACE, _DOUBT, start, end, text, {"phrase": text})
