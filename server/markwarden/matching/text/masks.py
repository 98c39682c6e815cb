"""Words in which signs stand for letters or lie between them: `l*v`, `pr*da`, `d*olce&g*abbana`, `gucc!`."""

import itertools
import re
from collections.abc import Iterator

from markwarden.matching.signals import STRENGTH
from markwarden.matching.text.atoms import MASKS
from markwarden.matching.text.fold import is_han
from markwarden.matching.text.hit import Met
from markwarden.matching.text.leet import SIGNS, as_letters, leet_class
from markwarden.matching.text.lexicon import Lexicon
from markwarden.matching.text.likeness import misspelling
from markwarden.matching.text.words import is_word
from markwarden_schema.assessment import SignalKind

_KNOWN_SHARE = 0.6
"""Letters of a masked name that must be shown, of all: with fewer several names fit."""
_KNOWN_LETTERS = 3
"""The same as a number: `l*v` is met by its letters alone, joined."""
_SLIP_FROM = 6
"""Letters from which a sign and an error together leave a name recognisable."""
_TWO_DISGUISES = 0.85
"""Judged: what a second disguise takes from the first."""
_ONE_OF_THREE = 0.85
"""Judged: of three characters one is guessed; as much as a second disguise takes."""
_LEAST_CHINESE = 3
"""Characters of a name of which one may be hidden."""
_MOST_SIGNS = 20
"""Signs of one title that are looked at."""
_MOST_BEGUN = 12
"""Names that may begin like the characters before a sign; where there are more, they tell of none."""
_HAN_BEFORE = re.compile(r"[\u3400-\u9fff]{1,4}$")
_HAN_AFTER = re.compile(r"[\u3400-\u9fff]{1,4}")
_ENDING = ".,:;!?'-"
"""Signs that end a word in ordinary writing; as a letter they are read only where the rest fits exactly."""


def read_masked(chunk: str, lexicon: Lexicon) -> Iterator[Met]:
    """Keys that a chunk of letters and signs may hide; `chunk` is folded, without spaces."""
    yield from _as_leet(chunk, lexicon)
    bare = chunk.strip(_ENDING + "'\"")
    start = chunk.find(bare)
    inner = bare.strip("".join(MASKS))
    letters = "".join(filter(str.isalnum, inner))
    if inner != letters and MASKS & set(inner) and len(letters) >= 2 and lexicon.has(letters):
        share = 1.0 if len(letters) >= 4 or not letters.isascii() else 0.8
        begin = chunk.find(inner)
        yield Met(letters, begin, begin + len(inner), (SignalKind.MASKED,), STRENGTH[SignalKind.MASKED] * share)
        return
    if MASKS & set(bare):
        met = [*_by_pattern(bare, start, lexicon)] or [*_as_leet_slip(chunk, lexicon)]
        yield from met


def _as_leet_slip(chunk: str, lexicon: Lexicon) -> Iterator[Met]:
    """A sign for a letter, and an error besides (`fud@ai`)."""
    begin, end = _span(chunk)
    part = chunk[begin:end]
    letters = as_letters(part)
    if len(part) < _SLIP_FROM or not letters.isalpha() or sum(map(str.isalpha, part)) < len(part) - 2:
        return
    for key in lexicon.near([letters])[0]:
        found = misspelling(letters, key)
        if found is not None and found[0] is not SignalKind.MISSPELT:
            strength = found[1] * _TWO_DISGUISES * lexicon.room(found[0], letters, key)
            yield Met(key, begin, end, (SignalKind.LEET, found[0]), strength)


def _as_leet(chunk: str, lexicon: Lexicon) -> Iterator[Met]:
    for start, end in {(0, len(chunk)), _span(chunk)}:
        part = chunk[start:end]
        if len(part) >= 3 and SIGNS & set(part) and all(char.isalnum() or char in SIGNS for char in part):
            letters = sum(map(str.isalpha, part))
            for key in lexicon.same_leet(part):
                if len(key) == len(part) and letters * 2 >= len(part) and leet_class(key) == leet_class(part):
                    yield Met(
                        key, start, end, (SignalKind.LEET,), STRENGTH[SignalKind.LEET] * (0.6 if len(part) < 4 else 1)
                    )


def _span(chunk: str) -> tuple[int, int]:
    bare = chunk.strip(_ENDING)
    return chunk.find(bare), chunk.find(bare) + len(bare)


def _by_pattern(chunk: str, start: int, lexicon: Lexicon) -> Iterator[Met]:
    """Each sign is one letter that is not shown; apostrophes, dots and hyphens are no part of a key."""
    length = len(chunk)
    chunk = "".join(char for char in chunk if char not in _ENDING or char in MASKS)
    if not all(char.isalnum() or char in MASKS for char in chunk) or not (chunk[0].isalnum() or chunk[0] == "*"):
        return
    # A star stands for a letter; other signs also join words.
    if MASKS & set(chunk) != {"*"} and any(is_word(part) for part in _parts(chunk) if len(part) >= 4):
        return
    shown = [(place, char) for place, char in enumerate(chunk) if char.isalnum()]
    if sum(char.isalpha() for _, char in shown) < _KNOWN_LETTERS or len(shown) < _KNOWN_SHARE * len(chunk):
        return
    keys = [key for key in lexicon.of_length(len(chunk)) if all(key[place] == char for place, char in shown)]
    for key in keys[:4]:
        yield Met(
            key,
            start,
            start + length,
            (SignalKind.MASKED,),
            STRENGTH[SignalKind.MASKED] * (1.0 if len(keys) == 1 else 0.7),
        )


def masked_chinese(text: str, lexicon: Lexicon) -> Iterator[Met]:
    """Keys of Chinese characters of which one is hidden behind a sign (`普*达`, `普拉~`); `text` is a folded title."""
    if MASKS.isdisjoint(text):
        return
    strength = STRENGTH[SignalKind.MASKED] * _ONE_OF_THREE
    for place in itertools.islice((place for place, char in enumerate(text) if char in MASKS), _MOST_SIGNS):
        before, after = _HAN_BEFORE.search(text[:place]), _HAN_AFTER.match(text[place + 1 :])
        left, right = before[0] if before else "", after[0] if after else ""
        for cut in range(len(left)):  # The longest beginning first; without one no name is looked for.
            start = left[cut:]
            for key in lexicon.beginning(start, _MOST_BEGUN):
                rest = key[len(start) + 1 :]
                if len(key) >= _LEAST_CHINESE and len(key) > len(start) and right.startswith(rest) and is_han(key):
                    begin = place - len(start)
                    yield Met(key, begin, begin + len(key), (SignalKind.MASKED,), strength)


def _parts(chunk: str) -> list[str]:
    return "".join(char if char.isalpha() else " " for char in chunk).split()
