"""Ordinary words of languages in other scripts: how common a word is, its inflections included."""

import functools

from markwarden.matching.text.words import WORD, commonness_in

ORDINARY = WORD
"""What an inflected word counts, of which the lists know only the stem: as common as the rarest word."""
OF_A_WORD = 2.9
"""Judged: how common a name is at most that is an English word too (`guess`): most often the word is meant. Not famous."""
_INFLECTED = 0.5
"""Judged: an inflected form that no list has is at most a third as common as its stem."""
STEM = 3
"""Letters that a stem must keep: shorter ones are words by chance."""
PREFIXES = {
    "ARABIC": ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ف", "ب", "ل", "ك"),
    "HEBREW": ("וה", "שה", "ה", "ו", "ב", "כ", "ל", "מ", "ש"),
}
"""Article, conjunctions and prepositions that are written in one with the word behind them."""
_ENDINGS = {
    "ARABIC": ("ات", "ون", "ين", "ية", "ها", "هم", "ة", "ي", "ه", "ا"),
    "HEBREW": ("ים", "ות", "ית", "ה", "י"),
    "CYRILLIC": ("ами", "ями", "ого", "его", "ный", "ная", "ное", "ные", "ой", "ей", "ов", "ев", "ый", "ий", "ая", "ое", "ые", "ам", "ах", "ом", "ем", "а", "я", "ы", "и", "у", "е", "о"),
}  # fmt: skip
"""Frequent endings; the frequency lists hold each form of a word by itself, the rarer ones not at all."""


@functools.lru_cache(maxsize=50_000)
def used(word: str, script: str) -> float:
    """Zipf frequency of a case-folded word in the languages of its script; 0 for none."""
    known = commonness_in(script, word)
    if known:
        return known
    beginnings = ("", *PREFIXES.get(script, ()))
    stem = max(_stem(word.removeprefix(one), script) for one in beginnings if word.startswith(one))
    return max(ORDINARY, stem - _INFLECTED) if stem else 0.0


def _stem(word: str, script: str) -> float:
    """How common a word is, or what is left of it without an ending; 0 where neither is ordinary."""
    endings = ("", *_ENDINGS.get(script, ()))
    stems = (word.removesuffix(one) for one in endings if word.endswith(one))
    found = max((commonness_in(script, stem) for stem in stems if len(stem) >= STEM), default=0.0)
    return found if found >= WORD else 0.0
