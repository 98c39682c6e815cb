"""Descriptions copied from a brand's own product texts: runs of words that both have, found by shingles (Broder, 1997)."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markwarden_schema.registry import Brand, Copyright

_SHINGLE = 6
"""Words that must follow each other alike: fewer are everybody's (“made of high quality stainless steel”)."""
LEAST_WORDS = 14
"""Words of a passage that is told; of scripts without spaces, characters, of which a word has about two."""
_WHOLE = 60
"""Words from which a passage is as telling as it gets: some three sentences."""
_STRENGTH = (0.5, 0.9)
"""Of the shortest passage, just flagged, and of one of `_WHOLE` words: near certain, never quite."""
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|[^\W_]+")


class Work(NamedTuple):
    """A protected work whose texts are looked for."""

    brand_id: str
    right: str
    title: str


class Passage(NamedTuple):
    """Words of a description that a work's text has too; `start` and `end` count code points of the description."""

    work: Work
    start: int
    end: int
    words: int

    @property
    def strength(self) -> float:
        """0.5–0.9: by how long it is."""
        low, high = _STRENGTH
        return low + (high - low) * min(1.0, (self.words - LEAST_WORDS) / (_WHOLE - LEAST_WORDS))


def texts_of(brand: Brand) -> Iterator[tuple[Work, str]]:
    """Each work of a brand that has product texts, and these.

    The texts of one work run on: kept line by line, each alone would be too short to be told.
    """
    return (
        (Work(brand.id or brand.name, right.id, right.title or ""), "\n".join(right.texts))
        for right in brand.rights
        if isinstance(right, Copyright) and right.id is not None and right.texts
    )


def words_of(text: str) -> int:
    """How many words a text has, as passages are counted: of scripts without spaces, characters."""
    return sum(1 for _ in _TOKEN.finditer(text))


class ProtectedTexts:
    """The shingles of a registry's texts. Immutable; threads share it."""

    def __init__(self, texts: Iterable[tuple[Work, str]]) -> None:
        self._owners: dict[tuple[str, ...], set[Work]] = {}
        for work, text in texts:
            words = [match[0].lower() for match in _TOKEN.finditer(text)]
            for first in range(len(words) - _SHINGLE + 1):
                self._owners.setdefault(tuple(words[first : first + _SHINGLE]), set()).add(work)

    @classmethod
    def of(cls, brands: Iterable[Brand]) -> "ProtectedTexts":
        """The product texts of every copyright."""
        return cls(text for brand in brands for text in texts_of(brand))

    def passages(self, description: str | None) -> list[Passage]:
        """For each work the longest passage of a description that is taken from its texts."""
        if not description or not self._owners:
            return []
        tokens = [(match[0].lower(), match.start(), match.end()) for match in _TOKEN.finditer(description)]
        running: dict[Work, int] = {}
        longest: dict[Work, Passage] = {}
        for first in range(len(tokens) - _SHINGLE + 1):
            owners = self._owners.get(tuple(word for word, _, _ in tokens[first : first + _SHINGLE]), set())
            running = {owner: running.get(owner, first) for owner in owners}
            for owner, begin in running.items():
                count = first - begin + _SHINGLE
                if count >= LEAST_WORDS and (owner not in longest or count > longest[owner].words):
                    end = tokens[first + _SHINGLE - 1][2]
                    longest[owner] = Passage(owner, tokens[begin][1], end, count)
        return sorted(longest.values(), key=lambda passage: -passage.words)
