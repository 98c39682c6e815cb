"""Words in which signs stand for letters or lie between them: `l*v`, `pr*da`, `d*olce&g*abbana`, `gucc!`."""

from collections.abc import Iterator

from markwarden.matching.signals import STRENGTH
from markwarden.matching.text.atoms import MASKS
from markwarden.matching.text.leet import SIGNS, leet_class
from markwarden.matching.text.lexicon import Lexicon
from markwarden.matching.text.sightings import Met
from markwarden.matching.text.words import is_word
from markwarden_schema.assessment import SignalKind

_KNOWN_SHARE = 0.6
_KNOWN_LETTERS = 3
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
        yield from _by_pattern(bare, start, lexicon)


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
    """Each sign is one letter that is not shown."""
    if not all(char.isalpha() or char in MASKS for char in chunk) or not (chunk[0].isalpha() or chunk[0] == "*"):
        return
    # A star stands for a letter; other signs also join words.
    if MASKS & set(chunk) != {"*"} and any(is_word(part) for part in _parts(chunk) if len(part) >= 4):
        return
    shown = [(place, char) for place, char in enumerate(chunk) if char.isalpha()]
    if len(shown) < _KNOWN_LETTERS or len(shown) < _KNOWN_SHARE * len(chunk):
        return
    keys = [key for key in lexicon.of_length(len(chunk)) if all(key[place] == char for place, char in shown)]
    for key in keys[:4]:
        yield Met(
            key,
            start,
            start + len(chunk),
            (SignalKind.MASKED,),
            STRENGTH[SignalKind.MASKED] * (1.0 if len(keys) == 1 else 0.7),
        )


def _parts(chunk: str) -> list[str]:
    return "".join(char if char.isalpha() else " " for char in chunk).split()
