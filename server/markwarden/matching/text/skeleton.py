"""The consonants of a name as they are heard, the same for a Latin word and for its rendering in another script.

Scripts render a name by ear: vowels come and go (Arabic and Hebrew write few, Japanese and Korean put them between
consonants), voices change (Arabic has no p, Japanese no v, Korean no f), l and r fall together, an r before a consonant
is not heard in English. What is left is coarse on purpose; who compares skeletons must know how crowded they are.
"""

import functools
import re
from collections.abc import Mapping

from rapidfuzz.distance import Indel, LCSseq

_LATIN: tuple[tuple[str, str], ...] = (
    ("eau", "o"), ("tsch", "S"), ("tch", "S"), ("sch", "S"), ("cch", "k"), ("sh", "S"), ("ch", "S"), ("zh", "S"), ("cz", "S"), ("dj", "S"), ("dg", "S"),
    ("ph", "f"), ("th", "t"), ("gh", "g"), ("kh", "k"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("xi", "S"), ("x", "ks"), ("cce", "Se"), ("cci", "Si"),
    ("ts", "S"), ("tz", "S"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("j", "S"),
)  # fmt: skip
_IN_GROUPS = frozenset("chzqjxg")
_COARSE = str.maketrans(
    {"p": "P", "b": "P", "f": "P", "v": "P", "t": "T", "d": "T", "k": "K", "g": "K", "s": "S", "z": "S", "l": "R", "r": "R", "m": "M", "n": "N", "w": None, "y": None, "h": None, "a": None, "e": None, "i": None, "o": None, "u": None}
)  # fmt: skip
_REPEATED = re.compile(r"(.)\1+")
_UNHEARD_R = re.compile(r"r(?![aeiouy])")
_UNHEARD_END = re.compile(r"(?<=[aeiou])(?:[rtszdx]|er|ez|et)$")
_SOFT_G = re.compile(r"g(?=[eiy])")
_ITALIAN_C = re.compile(r"c(?=[ei])")
_NASAL = re.compile(r"n[gjk](?![aeiou])")


def _sounds(word: str) -> str:
    """A Latin word with its letter groups as single sounds."""
    if _IN_GROUPS.isdisjoint(word):  # Most words: a registry of many marks is read twice as fast.
        return word.replace("eau", "o").replace("ts", "S")
    for letters, sound in _LATIN:
        word = word.replace(letters, sound)
    return word


def _skeleton(word: str) -> str:
    return _REPEATED.sub(r"\1", _sounds(word).translate(_COARSE))


def skeletons(words: tuple[str, ...]) -> tuple[str, ...]:
    """The skeletons that a name of lower-case Latin words may have, the plainest first: of P, T, K, S, R, M, N."""
    word = "".join(words)
    starts = dict.fromkeys((word, "".join(_UNHEARD_END.sub("", one) for one in words), word.replace("ch", "k")))
    spoken: dict[str, None] = {}
    for one in starts:
        spoken |= dict.fromkeys((one, _UNHEARD_R.sub("", one)))
    spoken |= dict.fromkeys(
        (_SOFT_G.sub("j", word), _NASAL.sub("n", word), word.replace("w", "v"), word.replace("tion", "shn"))
    )
    return tuple(dict.fromkeys(map(_skeleton, spoken)))


def as_spoken(romanised: str, script: str) -> str:
    """A romanised word (anyascii) without what only its script's spelling adds."""
    if script == "KATAKANA":
        return romanised.replace("vu", "v").replace("tk", "k").replace("tch", "ch").replace("ts", "z")
    if script == "HANGUL":
        return romanised.replace("gs", "ks").replace("eu", "u")
    return romanised


@functools.lru_cache(maxsize=20_000)
def heard(spoken: str, script: str) -> tuple[str, ...]:
    """The skeletons of a word of another script, as spoken."""
    ways = dict.fromkeys((spoken, _NASAL.sub("n", spoken)))
    if script == "CYRILLIC":
        ways |= dict.fromkeys((re.sub("^g", "h", spoken),))
    return tuple(dict.fromkeys(map(_skeleton, ways)))


_VOWELS = str.maketrans({"y": "i", "e": "i", "u": "o", "w": "o", "a": "o"})
"""Two kinds of vowels are told apart, front and back: each language hears another one of its own."""


def vowels_fit(romanised: str, key: str) -> bool:
    """Whether the vowels of a Latin name are heard in a word of another script, in their order; one may differ.

    For scripts that write every vowel, and some more between consonants.
    """
    wanted = _vowels(re.sub("e$", "", key))
    found = LCSseq.similarity(wanted, _vowels(romanised))
    return bool(found >= len(wanted) - 1 and (found or not wanted))


def _vowels(word: str) -> str:
    word = word.replace("ou", "u").replace("ui", "i").replace("au", "o").translate(_VOWELS)
    return _REPEATED.sub(r"\1", "".join(char for char in word if char in "io"))


_VOICED = str.maketrans({"y": None, "w": None, "h": None, "a": None, "e": None, "i": None, "o": None, "u": None})


def _table(letters: Mapping[str, str | None]) -> Mapping[int, str | None]:
    return {ord(letter): other for letter, other in letters.items()}


_Merged = Mapping[int, str | None]
_MERGED: dict[str, _Merged] = {
    "KATAKANA": _table({"l": "r", "v": "b"}),
    "HANGUL": _table({"l": "r", "v": "b", "f": "p", "z": "s", "S": "s", "k": "g", "t": "d"}),
}
"""Letters that a script writes alike, for want of the one or the other."""


def likeness(romanised: str, script: str, key: str) -> float:
    """How alike the consonants are with their voices as the script tells them, 0–1 (rapidfuzz's normalised similarity)."""
    merged = _MERGED.get(script, {})
    return max(
        Indel.normalized_similarity(_voiced(romanised, merged), _voiced(spoken, merged))
        for spoken in (
            key,
            _UNHEARD_R.sub("", key),
            _UNHEARD_END.sub("", key),
            _ITALIAN_C.sub("ch", key),
            _SOFT_G.sub("j", key),
        )
    )


def _voiced(word: str, merged: _Merged) -> str:
    return _REPEATED.sub(r"\1", _sounds(word).translate(_VOICED).translate(merged))
