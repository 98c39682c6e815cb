"""What a single word of a title may be: keys it is, hides, contains or misspells. Knows nothing of its neighbours."""

import itertools
import re
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from markwarden.matching.goods import is_goods_word
from markwarden.matching.signals import STRENGTH
from markwarden.matching.text.hit import Met
from markwarden.matching.text.leet import as_letters, stands_for
from markwarden.matching.text.lexicon import Lexicon
from markwarden.matching.text.likeness import (
    LENGTH_FACTOR,
    error_between,
    known_elsewhere,
    may_be_misspelt,
    misspelling,
    plausible,
)
from markwarden.matching.text.parts import parts_of_word
from markwarden.matching.text.phonetic import is_respelt
from markwarden.matching.text.words import (
    commonness,
    is_compound,
    is_dictionary_word,
    is_inflected_word,
    is_plain_word,
    is_slip_of_a_word,
)
from markwarden_schema.assessment import SignalKind

REMEMBERED = 200_000
"""Words whose answer is kept: some 100 bytes each."""
_GOODS_WORD = 3.5
"""Zipf value from which what is glued to a mark counts as a word (`shoes` 5.0, `case` 5.3, `earrings` 3.7)."""
_INSIDE_FROM = 4
"""Letters of a mark that is looked for in longer words: shorter ones lie in many."""
_RESPELT = 1.2
"""Judged: .65 × 1.2 = .78, as surely as a letter replaced (.76) where every letter is said the same and only written otherwise."""
_RESPELT_FROM = 5
"""Letters of a mark that is told by its sound alone."""
_MOST_SLIPS = 8
"""Words of names that one word of a title is taken for a slip of."""
_QUANTITY = re.compile(r"\d+[a-z]{1,3}|\d+in\d+|\d+[x×]\d+")
"""A number and its unit, a ratio, a size: `10ft`, `2in1`, `4x4`."""


class WordReader:
    """Answers for words, many at once, and remembers them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[str, tuple[Met, ...]] = {}
        self._anchors: dict[str, tuple[str, ...]] = {}

    def read(self, words: Iterable[str]) -> dict[str, tuple[Met, ...]]:
        """For each folded word what it may be."""
        known = self._known
        new = {word for word in words if word not in known}
        if new:
            if len(known) + len(new) > REMEMBERED:
                known = self._known = {}
            known.update(self._read_new(new))
        return known

    def anchors(self, words: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """For each folded word the words of names of several that it is, or is a slip of."""
        known = self._anchors
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            if len(known) + len(new) > REMEMBERED:
                known = self._anchors = {}
            asked = [word for word in new if word.isalpha() and word.isascii() and may_be_misspelt(word)]
            near = dict(zip(asked, self._lexicon.near_anchors(asked), strict=True))
            for word in new:
                slips = (anchor for anchor in near.get(word, ()) if error_between(word, anchor))
                known[word] = (word, *itertools.islice(slips, _MOST_SLIPS))
        return known

    def _read_new(self, words: set[str]) -> dict[str, tuple[Met, ...]]:
        out: dict[str, list[Met]] = {word: list(self._at_once(word)) for word in words}
        asked: list[tuple[str, str, int]] = []
        for word, met in out.items():
            if any(one.tactics == (SignalKind.EXACT,) for one in met) or not may_be_misspelt(word):
                continue
            asked.append((word, word, 0))
            if len(word) >= 10 and not is_inflected_word(word) and not is_slip_of_a_word(word):
                asked += [(word, stem, start) for stem, start in _stems(word)]
            if not word.isalpha() and (letters := as_letters(word)) != word and len(word) >= 6:
                asked.append((word, letters, 0))
        for (word, part, start), keys in zip(asked, self._lexicon.near([part for _, part, _ in asked]), strict=True):
            out[word] += self._misspelt(word, part, start, keys)
        for word, met in out.items():
            if not met:
                met += parts_of_word(word, self._lexicon)
        return {word: _best(met) for word, met in out.items()}

    def _at_once(self, word: str) -> Iterator[Met]:
        has = self._lexicon.has
        length = len(word)
        if has(word):
            yield Met(word, 0, length, (SignalKind.EXACT,), STRENGTH[SignalKind.EXACT])
            return
        if not word.isalpha() and not word.isdigit():
            for key in self._lexicon.same_leet(word):
                if _is_leet(word, key):
                    yield Met(
                        key, 0, length, (SignalKind.LEET,), STRENGTH[SignalKind.LEET] * (0.6 if length < 4 else 1)
                    )
        if length >= 4 and word.isalpha() and not is_inflected_word(word) and not is_plain_word(word):
            yield from self._alike(word)
        yield from self._contained(word)

    def _alike(self, word: str) -> Iterator[Met]:
        """Marks that sound alike, and marks of the same letters doubled, dropped or in another order."""
        length = len(word)
        for key in self._lexicon.same_sound(word):
            if len(key) >= 4 and plausible(word, key) and not _is_far(word, key):
                first = 1 if word[0] == key[0] else 0.85
                share = (
                    _RESPELT if len(key) >= _RESPELT_FROM and is_respelt(word, key) else LENGTH_FACTOR.get(len(key), 1)
                )
                yield self._likeness(word, key, SignalKind.PHONETIC, share * first)
        for key in self._lexicon.same_letters(word):
            if OSA.distance(word, key, score_cutoff=2) == 2:
                yield self._likeness(word, key, SignalKind.SWAPPED, 0.9, errors=2)
        for key in self._lexicon.same_collapsed(word):
            kind = SignalKind.DOUBLED if length > len(key) else SignalKind.DROPPED
            yield self._likeness(word, key, kind, 0.8 if len(key) <= 4 else 1)

    def _likeness(self, word: str, key: str, kind: SignalKind, share: float, errors: int = 1) -> Met:
        """A whole word that is like a key."""
        strength = STRENGTH[kind] * share * known_elsewhere(word, key) * self._lexicon.room(kind, word, key, errors)
        return Met(key, 0, len(word), (kind,), strength)

    def _contained(self, word: str) -> Iterator[Met]:
        """Marks glued to other words (`nikeshoes`), and marks that only happen to lie in a word (`pineapple`)."""
        length = len(word)
        if length < _INSIDE_FROM + 2:
            return
        ordinary = is_inflected_word(word) or is_dictionary_word(word) or is_compound(word)
        inside: Met | None = None
        for size in range(length - 2, _INSIDE_FROM - 1, -1):
            for start in (0, length - size) if ordinary or length > 24 else range(length - size + 1):
                part = word[start : start + size]
                if not self._lexicon.has(part):
                    continue
                before, after = word[:start], word[start + size :]
                if not ordinary and _are_words(before, after):
                    strength = STRENGTH[SignalKind.GLUED] * _share_of_glued(part, before, after)
                    yield Met(part, start, start + size, (SignalKind.GLUED,), strength)
                    return
                if inside is None and size * 2 >= length and (start == 0 or start + size == length):
                    inside = Met(part, start, start + size, (SignalKind.INSIDE_WORD,), STRENGTH[SignalKind.INSIDE_WORD])
        if inside is not None:
            yield inside

    def _misspelt(self, word: str, part: str, start: int, keys: Iterable[str]) -> Iterator[Met]:
        extra: tuple[SignalKind, ...] = ()
        if len(part) != len(word):
            extra = (SignalKind.GLUED,)
        elif part != word:
            extra = (SignalKind.LEET,)
        for key in keys:
            found = misspelling(part, key)
            if found is None or (extra and (len(key) < 6 or found[0] is SignalKind.MISSPELT)):
                continue
            kind, strength = found
            strength *= self._lexicon.room(kind, part, key)
            yield Met(key, start, start + len(part), (*extra, kind), strength * (0.85 if extra else 1))


def _is_leet(word: str, key: str) -> bool:
    """Whether every difference is a digit for a letter, and letters are left to be read; a quantity is none (`70ml`)."""
    if _QUANTITY.fullmatch(word):
        return False
    if len(word) != len(key) or sum(map(str.isalpha, word)) * 2 < len(word):
        return False
    return all(mine == theirs or stands_for(mine, theirs) for mine, theirs in zip(word, key, strict=True))


def _is_far(word: str, key: str) -> bool:
    """Whether a key that sounds alike is written too differently, or an ordinary word lies nearer."""
    distance = OSA.distance(word, key)
    if distance > (2 if len(key) < 8 else 3):
        return True
    return len(word) >= 6 and distance > 1 and (is_slip_of_a_word(word) or is_compound(word))


def _share_of_glued(part: str, before: str, after: str) -> float:
    """How surely a mark is meant that stands in one word with others.

    What sellers glue to a mark is what they sell (`nikeshoes`); beside any other word (`megalead`, `thundeal`) a mark
    that is short, or a word itself, is a part of some other name.
    """
    goods = all(not rest or rest.isdigit() or is_goods_word(rest) for rest in (before, after))
    common = commonness(part)
    if common >= _GOODS_WORD:
        return 0.9 if goods and not is_dictionary_word(part) else 0.5 if not is_dictionary_word(part) or goods else 0.3
    share = 1.0 if goods else 0.75 if len(part) > _INSIDE_FROM else 0.5
    return share * (0.75 if is_dictionary_word(part) else 1)


def _are_words(before: str, after: str) -> bool:
    """Whether what is left and right of a mark are words of their own (or nothing)."""
    return all(not rest or rest.isdigit() or _is_companion(rest) for rest in (before, after))


def _is_companion(rest: str) -> bool:
    if len(rest) < 3 or not rest.isalpha():
        return False
    if is_goods_word(rest):
        return True
    if len(rest) == 3:  # `ran`, `sha`, `kin`: syllables of names, more often than words
        return False
    return commonness(rest) >= (_GOODS_WORD if is_dictionary_word(rest) else _GOODS_WORD + 1)


def _stems(word: str) -> Iterator[tuple[str, int]]:
    """What is left of a long word when a common word before or after it is taken off, and where that starts."""
    for size in range(4, min(8, len(word) - 6) + 1):
        if _is_goods(word[-size:]):
            yield word[:-size], 0
        if _is_goods(word[:size]):
            yield word[size:], size


def _is_goods(word: str) -> bool:
    return commonness(word) >= _GOODS_WORD + 0.3 and is_dictionary_word(word)


def _best(met: list[Met]) -> tuple[Met, ...]:
    """Each key once, by its strongest reading; a word that is nearer to one key is no misspelling of a farther one."""
    best: dict[str, Met] = {}
    for one in met:
        if one.key not in best or one.strength > best[one.key].strength:
            best[one.key] = one
    ranked = sorted(best.values(), key=lambda one: (-one.strength, one.key))
    if not ranked:
        return ()
    floor = ranked[0].strength * 0.7
    return tuple(one for one in ranked if one.strength >= floor)[:8]
