"""How common a word is, in the languages AliExpress sells in. Frequencies: wordfreq (Robyn Speer), shipped inside it."""

import functools
import math

import wordfreq

_LARGE = ("en",)
_SMALL = ("es", "pt", "fr", "de", "it", "nl", "pl", "ru", "tr", "id", "ar", "he", "ko", "vi", "uk", "cs", "sv")
"""Their small lists hold the words above 1 in a million; English titles are most, so English is loaded whole."""
WORD = 2.6
"""Zipf value (log10 per billion) from which a token counts as a word: 0.4 in a million. Below lie names,
model codes and the misspellings themselves (`addidas` 1.4, `guchi` 1.1; `airsoft` 2.7, `earbuds` 3.1)."""


@functools.cache
def _frequencies() -> tuple[dict[str, float], ...]:
    lists = [wordfreq.get_frequency_dict(language, "large") for language in _LARGE]
    lists += [wordfreq.get_frequency_dict(language, "small") for language in _SMALL]
    return tuple(lists)


@functools.lru_cache(maxsize=200_000)
def commonness(word: str) -> float:
    """Highest Zipf frequency of a lower-case word over the languages: 0 unknown, 3 one in a million, 6 `for`."""
    highest = max(frequencies.get(word, 0.0) for frequencies in _frequencies())
    return math.log10(highest) + 9 if highest else 0.0


def is_word(word: str) -> bool:
    """Whether a lower-case word is an ordinary word of some language."""
    return commonness(word) >= WORD


@functools.lru_cache(maxsize=100_000)
def is_inflected_word(word: str) -> bool:
    """Whether a word is ordinary in itself or as the inflection of an ordinary one (`slicers`, `foldable`)."""
    if is_word(word):
        return True
    for ending in ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "able", "less", "y", "n", "en", "e"):
        if len(word) - len(ending) >= 4 and word.endswith(ending) and commonness(word[: -len(ending)]) >= WORD + 0.6:
            return True
    return False
