"""Titles that combine the terms of a patent: a hint at where to look, never a finding by itself."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from markwarden.matching.text.fold import fold_text
from markwarden_schema.registry import Brand, Patent

_LEAST_TERMS = 2
"""One term names a kind of goods; it takes a combination to hint at an invention."""
_LEAST_SHARE = 0.6
"""Share of a patent's terms that a title has to hold: claims list more features than a title names."""
_WORD = re.compile(r"\w+")


class Hint(NamedTuple):
    """A patent whose terms a title combines; `share` of all its terms, in 0–1."""

    brand_id: str
    right: str
    terms: tuple[str, ...]
    share: float


class _Terms(NamedTuple):
    brand_id: str
    right: str
    terms: tuple[tuple[str, frozenset[str]], ...]
    """Each term, and its words as titles are folded."""


class PatentTerms:
    """The terms of a registry's patents. Immutable; threads share it."""

    def __init__(self, patents: Iterable[_Terms]) -> None:
        self._patents = tuple(patents)

    @classmethod
    def of(cls, brands: Iterable[Brand]) -> "PatentTerms":
        """Those of every patent that has terms enough to be combined."""
        return cls(_terms_of(brands))

    def changed(self, before: Collection[str], after: Iterable[Brand]) -> "PatentTerms":
        """The terms without those of the brands whose ids are `before`, and with those of `after`."""
        stay = (patent for patent in self._patents if patent.brand_id not in before)
        return PatentTerms((*stay, *_terms_of(after)))

    def hints(self, title: str) -> list[Hint]:
        """The patents whose terms a title combines: each of a term's words stands in it, in singular or plural."""
        if not self._patents:
            return []
        words = _words(title)
        out = []
        for patent in self._patents:
            met = tuple(term for term, asked in patent.terms if asked and asked <= words)
            share = len(met) / len(patent.terms)
            if len(met) >= _LEAST_TERMS and share >= _LEAST_SHARE:
                out.append(Hint(patent.brand_id, patent.right, met, share))
        return out


def _terms_of(brands: Iterable[Brand]) -> Iterator[_Terms]:
    return (
        _Terms(brand.id or brand.name, right.id, tuple((term, _words(term)) for term in right.terms))
        for brand in brands
        for right in brand.rights
        if isinstance(right, Patent) and right.id is not None and len(right.terms) >= _LEAST_TERMS
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") if len(word) > 3 else word for word in _WORD.findall(fold_text(text)))
