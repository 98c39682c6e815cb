"""Atoms of a title that may belong together: words that join to a key, letters one by one, halves of a misspelt word."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from markwarden.matching.signals import STRENGTH
from markwarden.matching.text.atoms import MASKS, Atom, Title
from markwarden.matching.text.hit import Met
from markwarden.matching.text.lexicon import PREFIX, Lexicon
from markwarden.matching.text.words import commonness, is_dictionary_word, is_word
from markwarden_schema.assessment import SignalKind

_WIDEST = 6
"""Words joined at most. Marks of more words are long enough to be met by their first ones."""
_PLAIN_WORD = 3.0
"""Zipf value from which both parts of a split mark are taken for words of their own (`blue lab`)."""
_MEET_BY_CHANCE = -8.5
"""log10 of the share of all word pairs from which a pair is an ordinary phrase, were words drawn independently."""
_SPELLED_BY_CHANCE = 3
"""Letters of a name that a longer run of single letters may hold by chance (`S M L XL`)."""


class Joins(NamedTuple):
    """What of a title may belong together."""

    spelled: list[list[Atom]]
    """Runs of single letters."""
    pairs: list[tuple[Atom, Atom]]
    """Neighbours that are both no words."""

    @property
    def words(self) -> Iterator[str]:
        """What they are written in one."""
        for run in self.spelled:
            yield letters_of(run)
        for first, second in self.pairs:
            yield first.word + second.word


def joins_of(title: Title) -> Joins:
    """Find them."""
    return Joins(list(_spelled_out(title.atoms)), list(_strange_pairs(title.atoms)))


def letters_of(run: Sequence[Atom]) -> str:
    """A run of single letters as one word."""
    return "".join(atom.word for atom in run)


def joined(title: Title, lexicon: Lexicon) -> Iterator[tuple[Sequence[Atom], str]]:
    """Neighbouring atoms that join to a key, with the key."""
    atoms = title.atoms
    has, starts = lexicon.has, lexicon.starts
    for first, atom in enumerate(atoms):
        word = atom.word
        if len(word) >= PREFIX and not starts(word):
            continue
        for last in range(first + 1, min(first + _WIDEST, len(atoms))):
            word += atoms[last].word
            if has(word):
                yield atoms[first : last + 1], word
            if len(word) >= PREFIX and not starts(word):
                break


def spelled_in(letters: str, lexicon: Lexicon) -> Iterator[Met]:
    """Keys in a longer run of single letters, from left to right, the longest first."""
    start = 0
    while start < len(letters):
        end = next((end for end in range(len(letters), start + 2, -1) if lexicon.has(letters[start:end])), 0)
        if end and end - start < len(letters):
            share = 1.0 if end - start > _SPELLED_BY_CHANCE else 0.5
            yield Met(letters[start:end], start, end, (SignalKind.EXACT,), STRENGTH[SignalKind.SPACED] * share)
        start = max(end, start + 1)


def is_near(gap: str) -> bool:
    """Whether what lies between two words leaves them one name."""
    return len(gap) <= 3 and not any(char in ",;/|()[]{}" for char in gap)


def kind_of_split(words: Sequence[str], gaps: Sequence[str]) -> tuple[SignalKind, float]:
    """Which disguise it is that a name's letters stand in several words, and how telling."""
    if any(MASKS & set(gap) - set("&+") for gap in gaps):
        return SignalKind.MASKED, STRENGTH[SignalKind.MASKED]
    short = sum(len(word) for word in words) < 4
    if all(len(word) == 1 for word in words):
        return SignalKind.SPACED, STRENGTH[SignalKind.SPACED] * (0.4 if short else 1)
    strength = STRENGTH[SignalKind.SPLIT] * (0.5 if short else 1)
    common = [commonness(word) >= _PLAIN_WORD and is_dictionary_word(word) for word in words]
    if all(common) and all(gap.isspace() for gap in gaps):
        return SignalKind.SPLIT, strength * (0.35 if _is_phrase(words) else 0.6)
    if not all(is_near(gap) for gap in gaps):
        return SignalKind.SPLIT, strength * 0.5
    return SignalKind.SPLIT, strength * (0.6 if all(common) else 1)


def _is_phrase(words: Sequence[str]) -> bool:
    """Whether two words are common enough to meet by chance: `hot wheels` is written by many, `wort en` by nobody."""
    return sum(commonness(word) - 9 for word in words) >= _MEET_BY_CHANCE


def _spelled_out(atoms: Sequence[Atom]) -> Iterator[list[Atom]]:
    """Runs of at least three single letters."""
    run: list[Atom] = []
    for atom in atoms:
        if len(atom.word) == 1 and (not run or len(atom.gap) <= 3):
            run.append(atom)
            continue
        if len(run) >= 3:
            yield run
        run = [atom] if len(atom.word) == 1 else []
    if len(run) >= 3:
        yield run


def _strange_pairs(atoms: Sequence[Atom]) -> Iterator[tuple[Atom, Atom]]:
    """Neighbours that are both no words: together they may be a misspelt one."""
    for first, second in pairwise(atoms):
        if (
            second.gap in (" ", "-", ".")
            and first.word.isalpha()
            and second.word.isalpha()
            and len(first.word) + len(second.word) >= 6
            and min(len(first.word), len(second.word)) >= 2
            and not is_word(first.word)
            and not is_word(second.word)
        ):
            yield first, second
