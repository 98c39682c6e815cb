"""A word as it sounds, roughly and across languages: what is said alike is written alike.

Our own reduction in the manner of Metaphone (Philips, 1990), kept coarse in vowels, with the respellings of
replica sellers in mind (Latin and pinyin: `Naik`, `Abidisi`, `guchi`).
"""

import functools
import re

_STARTS = {"kn": "n", "wr": "r", "ps": "s"}
_RULES: tuple[tuple[str, str], ...] = (
    ("sch", "s"), ("tch", "s"), ("cz", "s"), ("sh", "s"), ("ch", "s"), ("ph", "f"), ("gh", "g"), ("th", "t"), ("dg", "j"),
    ("ck", "k"), ("qu", "k"), ("ks", "x"), (r"c(?=[eiy])", "s"), ("c", "k"), ("q", "k"), ("z", "s"), ("w", "v"), ("x", "s"),
    (r"(?<=[aeiou])[ly](?=[aeiou])", "y"), (r"i[gk]e$", "aik"), (r"(?<=[bcdfgklmnprstvx])e$", ""),
    (r"eau|oo|ou|au|aw|ow", "o"), (r"ai|ei|ay|ey|ie|ee|ea", "i"),
)  # fmt: skip
# Plain letters are replaced ten times as fast as a pattern is looked for: a large registry is read at every start.
_COMPILED = [(pattern if pattern.isalpha() else re.compile(pattern), replacement) for pattern, replacement in _RULES]
_WRITINGS = (("ph", "f"), ("ck", "k"), ("x", "ks"), ("qu", "kw"), ("q", "k"), ("y", "i"), ("w", "v"))
"""Writings of one sound in every language that uses them."""
_HARD_C = re.compile(r"c(?![ehiys])")
_COARSE = str.maketrans({"y": "i", "u": "o", "e": "a", "h": ""})
_RUN = re.compile(r"(.)\1+")


@functools.lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """The code of a lower-case Latin word; words that sound alike have the same."""
    word = _RUN.sub(r"\1", word.replace("ee", "i"))
    word = _STARTS.get(word[:2], word[:2]) + word[2:]
    if word.startswith("x"):
        word = "s" + word[1:]
    for pattern, replacement in _COMPILED:
        word = word.replace(pattern, replacement) if isinstance(pattern, str) else pattern.sub(replacement, word)
    return _RUN.sub(r"\1", word.translate(_COARSE))


def is_respelt(word: str, other: str) -> bool:
    """Whether two words are said the same, letter by letter, and only written otherwise (`inphoq`)."""
    return _as_written_once(word) == _as_written_once(other)


@functools.lru_cache(maxsize=20_000)
def _as_written_once(word: str) -> str:
    word = _HARD_C.sub("k", word)
    for writing, sound_of in _WRITINGS:
        word = word.replace(writing, sound_of)
    return _RUN.sub(r"\1", word)
