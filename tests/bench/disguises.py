"""Disguised spellings of a mark, one function a tactic; independent of the tables that the program itself uses."""

import random
from collections.abc import Callable

_LOOKALIKES = {"a": "аɑα", "b": "Ьƅ", "c": "сϲ", "d": "ԁ", "e": "еҽ", "g": "ɡ", "h": "һ", "i": "іι", "j": "ј", "k": "κк", "l": "ⅼӏ", "m": "м", "n": "ոп", "o": "оο0", "p": "рρ", "q": "ԛ", "r": "г", "s": "ѕ", "t": "т", "u": "υս", "v": "ν", "w": "ԝω", "x": "хχ", "y": "уү", "z": "ᴢ"}  # fmt: skip
_LEET = {"a": "4@", "b": "8", "e": "3", "g": "9", "i": "1!", "l": "1", "o": "0", "s": "5$", "t": "7", "z": "2"}
_KEYS = {"a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "xa"}  # fmt: skip
_VOWELS = "aeiou"
_SOUNDS = (("ph", "f"), ("ck", "k"), ("c", "k"), ("x", "ks"), ("y", "i"), ("ee", "ea"), ("oo", "u"), ("s", "z"), ("v", "w"), ("qu", "kw"), ("ai", "ay"), ("ou", "oo"), ("i", "ee"), ("f", "ph"), ("k", "c"))  # fmt: skip
Tactic = Callable[[str, random.Random], str | None]


def _letters(mark: str) -> list[int]:
    return [place for place, char in enumerate(mark) if char.isalpha()]


def _at(mark: str, place: int, put: str, eaten: int = 1) -> str:
    return mark[:place] + put + mark[place + eaten :]


def exact(mark: str, rng: random.Random) -> str:
    return mark


def capitals(mark: str, rng: random.Random) -> str:
    return "".join(char.upper() if rng.random() < 0.5 else char.lower() for char in mark)


def diacritics(mark: str, rng: random.Random) -> str | None:
    places = [p for p in _letters(mark) if mark[p].lower() in "aeiouncs"]
    return _at(mark, p := rng.choice(places), mark[p] + rng.choice("\u0301\u0300\u0308\u0302")) if places else None


def full_width(mark: str, rng: random.Random) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in mark)


def maths(mark: str, rng: random.Random) -> str:
    base = rng.choice((0x1D400, 0x1D468, 0x1D5D4, 0x1D63C))
    return "".join(chr(base + ord(c) - 65) if "A" <= c <= "Z" else chr(base + 26 + ord(c) - 97) if "a" <= c <= "z" else c for c in mark)  # fmt: skip


def invisible(mark: str, rng: random.Random) -> str:
    return rng.choice("\u200b\u200c\u00ad\u2060").join(mark)


def lookalike(mark: str, rng: random.Random) -> str | None:
    places = [p for p in _letters(mark) if mark[p].lower() in _LOOKALIKES]
    if not places:
        return None
    for place in rng.sample(places, min(len(places), rng.randint(1, 3))):
        mark = _at(mark, place, rng.choice(_LOOKALIKES[mark[place].lower()]))
    return mark


def leet(mark: str, rng: random.Random) -> str | None:
    places = [p for p in _letters(mark) if mark[p].lower() in _LEET]
    return _at(mark, p := rng.choice(places), rng.choice(_LEET[mark[p].lower()])) if places else None


def spaced(mark: str, rng: random.Random) -> str:
    return " ".join(mark.replace(" ", ""))


def dotted(mark: str, rng: random.Random) -> str:
    return rng.choice((".", "-", "_", "·")).join(mark.replace(" ", ""))


def glued(mark: str, rng: random.Random) -> str:
    word = rng.choice(("shoes", "bag", "watch", "style", "case", "store"))
    bare = mark.replace(" ", "")
    return rng.choice((bare + word, word + bare))


def split(mark: str, rng: random.Random) -> str | None:
    bare = mark.replace(" ", "")
    place = rng.randint(2, len(bare) - 2) if len(bare) >= 5 else 0
    return bare[:place] + rng.choice((" ", "-")) + bare[place:] if place else None


def masked(mark: str, rng: random.Random) -> str | None:
    places = _letters(mark)[1:-1]
    return _at(mark, rng.choice(places), "*") if len(mark) >= 4 and places else None


def dropped(mark: str, rng: random.Random) -> str | None:
    places = _letters(mark)[1:]
    return _at(mark, rng.choice(places), "") if len(mark) >= 5 else None


def doubled(mark: str, rng: random.Random) -> str | None:
    place = rng.choice(_letters(mark)[1:])
    return _at(mark, place, mark[place] * 2)


def swapped(mark: str, rng: random.Random) -> str | None:
    places = [p for p in _letters(mark)[1:] if p + 1 < len(mark) and mark[p + 1].isalpha() and mark[p] != mark[p + 1]]
    return _at(mark, p := rng.choice(places), mark[p + 1] + mark[p], 2) if places else None


def replaced(mark: str, rng: random.Random) -> str | None:
    places = [p for p in _letters(mark)[1:] if mark[p].lower() in _KEYS]
    return _at(mark, p := rng.choice(places), rng.choice(_KEYS[mark[p].lower()])) if len(mark) >= 5 and places else None


def vowel(mark: str, rng: random.Random) -> str | None:
    places = [p for p in _letters(mark)[1:] if mark[p].lower() in _VOWELS]
    if len(mark) < 5 or not places:
        return None
    place = rng.choice(places)
    return _at(mark, place, rng.choice([v for v in _VOWELS if v != mark[place].lower()]))


def added(mark: str, rng: random.Random) -> str | None:
    place = rng.choice(_letters(mark)[1:])
    return _at(mark, place, mark[place] + rng.choice("aeinrst")) if len(mark) >= 5 else None


def phonetic(mark: str, rng: random.Random) -> str | None:
    low = mark.lower()
    rules = [rule for rule in _SOUNDS if rule[0] in low[1:]]
    if len(mark) < 5 or not rules:
        return None
    old, new = rng.choice(rules)
    place = low.index(old, 1)
    return low[:place] + new + low[place + len(old) :]


def combined(mark: str, rng: random.Random) -> str | None:
    once = rng.choice((leet, lookalike, doubled, dropped))(mark, rng)
    return rng.choice((lookalike, spaced, doubled, capitals, leet))(once, rng) if once and len(mark) >= 6 else None


TACTICS: tuple[Tactic, ...] = (exact, capitals, diacritics, full_width, maths, invisible, lookalike, leet, spaced, dotted, glued, split, masked, dropped, doubled, swapped, replaced, vowel, added, phonetic, combined)  # fmt: skip


def disguised(tactic: Tactic, mark: str, rng: random.Random) -> str | None:
    """A spelling by that tactic that is not the mark itself (but for `exact`); None where the mark gives none."""
    for _ in range(5):
        made = tactic(mark, rng)
        if made and (tactic in (exact, capitals) or made.lower() != mark.lower()):
            return made
    return None
