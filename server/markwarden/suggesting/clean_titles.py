"""Titles without a brand, made of ordinary words: what false alarms are estimated on where nothing better is given.

Words are drawn by their frequency in the languages AliExpress sells in (wordfreq); the same each time. They are no
real titles: rare words of trade are missing, so that the estimate is a lower bound. A file of real ones is better.
"""

import random
from collections.abc import Iterator
from itertools import accumulate

from wordfreq import top_n_list, word_frequency

_LANGUAGES = ("en", "en", "en", "es", "pt", "fr", "de", "it", "nl", "pl", "ru")
_WORDS, _LENGTH = 8000, 9


def clean_titles(count: int = 5000) -> Iterator[str]:
    """So many titles, each in one language."""
    drawn = random.Random(20260101)  # noqa: S311 - a sample, no secret
    tables = {}
    for language in dict.fromkeys(_LANGUAGES):
        words = top_n_list(language, _WORDS)
        # The square root: the commonest words would fill every title.
        tables[language] = (words, list(accumulate(word_frequency(word, language) ** 0.5 for word in words)))
    for number in range(count):
        words, summed = tables[_LANGUAGES[number % len(_LANGUAGES)]]
        yield " ".join(drawn.choices(words, cum_weights=summed, k=_LENGTH))
