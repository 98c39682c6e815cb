"""How common a word is, in the languages AliExpress sells in. Frequencies: wordfreq (Robyn Speer), shipped inside it."""

import functools
import itertools
import math
from collections.abc import Iterator
from string import ascii_lowercase

import wordfreq
from english_words import get_english_words_set

_SMALL = (
    "es",
    "pt",
    "fr",
    "de",
    "it",
    "nl",
    "pl",
    "ru",
    "tr",
    "id",
    "ar",
    "he",
    "ko",
    "vi",
    "uk",
    "cs",
    "sv",
    "el",
    "ja",
)
"""Their small lists hold the words above 1 in a million; English titles are most, so English is loaded whole."""
WORD = 2.6
"""Zipf value (log10 per billion) from which a token counts as a word: 0.4 in a million. Below lie names,
model codes and the misspellings themselves (`addidas` 1.4, `guchi` 1.1; `airsoft` 2.7, `earbuds` 3.1)."""

_IN_USE = 2.0
"""Zipf value from which a dictionary word is written by people: one in ten million words."""
_PART_OF_COMPOUND = 1e-5
"""Share of all words of an English word that people make compounds of (`wear`, `stock`: 8e-5)."""
_COMMON_ENGLISH = 1e-6
"""Share of all words from which an English word is one that people mistype (`earbuds` 1.2e-6)."""


@functools.cache
def _english() -> dict[str, float]:
    return wordfreq.get_frequency_dict("en", "large")


@functools.cache
def _others() -> dict[str, float]:
    """The highest frequency of each word over the other languages: one look-up instead of twenty."""
    highest: dict[str, float] = {}
    for language in _SMALL:
        for word, frequency in wordfreq.get_frequency_dict(language, "small").items():
            if frequency > highest.get(word, 0.0):
                highest[word] = frequency
    return highest


_BY_SCRIPT = {"ARABIC": "ar", "HEBREW": "he", "KATAKANA": "ja"}
"""Languages whose large list is loaded once a title in their script has to be told from names: few of their vowels or
of their foreign words are enough to tell by. Some 80 MB each."""


@functools.cache
def _large(language: str) -> dict[str, float]:
    return wordfreq.get_frequency_dict(language, "large")


def words_of(language: str) -> Iterator[str]:
    """The words of a large list, the commonest first."""
    return iter(_large(language))


@functools.lru_cache(maxsize=50_000)
def commonness_in(script: str, word: str) -> float:
    """As `commonness`, by the large lists of the script's languages too: they know rare and inflected forms."""
    language = _BY_SCRIPT.get(script)
    found = _large(language).get(word, 0.0) if language else 0.0
    return max(commonness(word), math.log10(found) + 9 if found else 0.0)


@functools.lru_cache(maxsize=200_000)
def commonness(word: str) -> float:
    """Highest Zipf frequency of a lower-case word over the languages: 0 unknown, 3 one in a million, 6 `for`."""
    highest = max(_english().get(word, 0.0), _others().get(word, 0.0))
    return math.log10(highest) + 9 if highest else 0.0


def commonness_in_english(word: str) -> float:
    """Zipf frequency of a lower-case word in English titles and texts, where the world's names are known; 0 unknown."""
    found = _english().get(word, 0.0)
    return math.log10(found) + 9 if found else 0.0


@functools.cache
def _chinese() -> dict[str, float]:
    return wordfreq.get_frequency_dict("zh", "small")


def is_word_of_chinese(word: str) -> bool:
    """Whether Chinese characters are a word of Chinese (or Japanese) by themselves."""
    return word in _chinese() or is_word(word)


def is_word(word: str) -> bool:
    """Whether a lower-case word is an ordinary word of some language."""
    return commonness(word) >= WORD


@functools.cache
def _dictionary() -> frozenset[str]:
    """Webster's second edition, without what it writes with a capital: names are no words."""
    return frozenset(word for word in get_english_words_set(["web2"], lower=False) if word.islower())


def is_dictionary_word(word: str) -> bool:
    """Whether a dictionary has an English word (or its plural); frequency lists know famous names too."""
    return word in _dictionary() or (word.endswith("s") and word[:-1] in _dictionary())


@functools.lru_cache(maxsize=50_000)
def is_slip_of_a_word(word: str) -> bool:
    """Whether one letter dropped, added, replaced or swapped makes an English word of it (`earpuds`, `sneekers`)."""
    english = _english()
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    near = itertools.chain(
        (left + right[1:] for left, right in cuts if right),
        (left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1),
        (left + letter + right[1:] for left, right in cuts if right for letter in ascii_lowercase),
        (left + letter + right for left, right in cuts for letter in ascii_lowercase),
    )
    return any(english.get(other, 0.0) >= _COMMON_ENGLISH for other in near)


@functools.lru_cache(maxsize=50_000)
def is_compound(word: str) -> bool:
    """Whether a word is two common English ones written together (`streetwear`, `instock`)."""
    return any(_is_part(word[:place]) and _is_part(word[place:]) for place in range(2, len(word) - 1))


def _is_part(word: str) -> bool:
    return _english().get(word, 0.0) >= _PART_OF_COMPOUND and is_dictionary_word(word)


def is_plain_word(word: str) -> bool:
    """Whether a word is in the dictionary and in use: the dictionary alone holds `adda` and `soled`, read by nobody."""
    return is_dictionary_word(word) and commonness(word) >= _IN_USE


_ENDINGS = (
    *((ending, WORD + 0.6) for ending in ("s", "es", "ed", "ing", "er", "ers", "ly", "able", "less")),
    *((ending, WORD + 1.4) for ending in ("y", "n", "en", "e")),
)
"""Endings with the commonness that the rest must have: single letters of other languages are weaker evidence."""


@functools.lru_cache(maxsize=100_000)
def is_inflected_word(word: str) -> bool:
    """Whether a word is ordinary in itself or as the inflection of an ordinary one (`slicers`, `foldable`)."""
    if is_word(word):
        return True
    for ending, base in _ENDINGS:
        stem = word[: -len(ending)]
        if len(stem) >= 4 and word.endswith(ending) and commonness(stem) >= base:
            return True
    return False
