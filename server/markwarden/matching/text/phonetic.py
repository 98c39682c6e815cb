"""A word as it sounds, roughly and across languages: what is said alike is written alike.

Our own reduction in the manner of Metaphone (Philips, 1990), kept coarse in vowels, with the respellings of
replica sellers in mind (Latin and pinyin: `Naik`, `Abidisi`, `guchi`).
"""

import functools
import re

_RULES: tuple[tuple[str, str], ...] = (
    ("ee", "i"), (r"(.)\1+", r"\1"), (r"^kn", "n"), (r"^wr", "r"), (r"^ps", "s"), (r"^x", "s"), ("sch", "s"), ("tch", "s"), ("cz", "s"), ("sh", "s"), ("ch", "s"),
    ("ph", "f"), ("gh", "g"), ("th", "t"), ("dg", "j"), ("ck", "k"), ("qu", "k"), ("ks", "x"), (r"c(?=[eiy])", "s"), ("c", "k"), ("q", "k"),
    ("z", "s"), ("w", "v"), ("x", "s"),
    (r"(?<=[aeiou])[ly](?=[aeiou])", "y"), (r"i[gk]e$", "aik"), (r"(?<=[bcdfgklmnprstvx])e$", ""), (r"eau|oo|ou|au|aw|ow", "o"),
    (r"ai|ei|ay|ey|ie|ee|ea", "i"), ("y", "i"), ("[uo]", "o"), ("[ae]", "a"), ("h", ""), (r"(.)\1+", r"\1"),
)  # fmt: skip
_COMPILED = [(re.compile(pattern), replacement) for pattern, replacement in _RULES]


@functools.lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """The code of a lower-case Latin word; words that sound alike have the same."""
    for pattern, replacement in _COMPILED:
        word = pattern.sub(replacement, word)
    return word
