"""The ways in which a mark is written otherwise, by tactic. Knows no engine."""

import re
from collections.abc import Callable, Iterator

_LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "l": "1", "b": "8", "g": "9", "t": "7", "z": "2"}
_LOOKALIKE = dict(zip("aceopxyiknmtbhsdgl", "асеорхуікпмтьһѕԁɡӏ", strict=True))
_KEYBOARD = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl", "p": "ol",
    "a": "qsz", "s": "adwx", "d": "sfec", "f": "dgrv", "g": "fhtb", "h": "gjyn", "j": "hkum", "k": "jlim", "l": "ko",
    "z": "xa", "x": "zcs", "c": "xvd", "v": "cbf", "b": "vng", "n": "bmh", "m": "nj",
}  # fmt: skip
_VOWELS = "aeiou"
_PHONETIC = (
    ("ph", "f"), ("f", "ph"), ("c(?=[aou])", "k"), ("k", "c"), ("c(?=[eiy])", "s"), ("s", "z"), ("z", "s"), ("qu", "kw"),
    ("x", "ks"), ("ch", "sh"), ("sh", "ch"), ("oo", "u"), ("ee", "i"), ("ai", "ei"), ("i(?=.e$)", "ai"), ("y", "i"),
    ("w", "v"), ("v", "w"), ("th", "t"), ("ou", "u"), ("gg?i", "ji"), ("cci", "chi"), ("e$", ""), ("ck", "k"),
)  # fmt: skip
_CYRILLIC = (
    ("sch", "щ"), ("shch", "щ"), ("ch", "ч"), ("sh", "ш"), ("zh", "ж"), ("kh", "х"), ("ya", "я"), ("yu", "ю"), ("ts", "ц"),
    ("ph", "ф"), ("th", "т"), ("ck", "к"), ("x", "кс"), ("qu", "кв"), ("oo", "у"), ("ee", "и"), ("cc", "ч"),
    ("a", "а"), ("b", "б"), ("c", "к"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"), ("i", "и"), ("j", "дж"),
    ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("q", "к"), ("r", "р"), ("s", "с"), ("t", "т"),
    ("u", "у"), ("v", "в"), ("w", "в"), ("y", "и"), ("z", "з"),
)  # fmt: skip
_GREEK = (
    ("th", "θ"), ("ph", "φ"), ("ch", "τσ"), ("ps", "ψ"), ("x", "ξ"), ("ou", "ου"), ("oo", "ου"), ("b", "μπ"), ("d", "ντ"),
    ("g", "γκ"), ("a", "α"), ("c", "κ"), ("e", "ε"), ("f", "φ"), ("h", "χ"), ("i", "ι"), ("j", "τζ"), ("k", "κ"), ("l", "λ"),
    ("m", "μ"), ("n", "ν"), ("o", "ο"), ("p", "π"), ("q", "κ"), ("r", "ρ"), ("s", "σ"), ("t", "τ"), ("u", "ου"), ("v", "β"),
    ("w", "ου"), ("y", "ι"), ("z", "ζ"),
)  # fmt: skip
_ARABIC = (
    ("sh", "ش"), ("ch", "تش"), ("kh", "خ"), ("th", "ث"), ("ph", "ف"), ("oo", "و"), ("ee", "ي"), ("ck", "ك"), ("a", "ا"),
    ("b", "ب"), ("c", "ك"), ("d", "د"), ("e", "ي"), ("f", "ف"), ("g", "ج"), ("h", "ه"), ("i", "ي"), ("j", "ج"), ("k", "ك"),
    ("l", "ل"), ("m", "م"), ("n", "ن"), ("o", "و"), ("p", "ب"), ("q", "ق"), ("r", "ر"), ("s", "س"), ("t", "ت"), ("u", "و"),
    ("v", "ف"), ("w", "و"), ("x", "كس"), ("y", "ي"), ("z", "ز"),
)  # fmt: skip
_HEBREW = (
    ("sh", "ש"), ("ch", "צ'"), ("th", "ת"), ("ph", "פ"), ("oo", "ו"), ("ee", "י"), ("ck", "ק"), ("a", "א"), ("b", "ב"),
    ("c", "ק"), ("d", "ד"), ("e", ""), ("f", "פ"), ("g", "ג"), ("h", "ה"), ("i", "י"), ("j", "ג'"), ("k", "ק"), ("l", "ל"),
    ("m", "מ"), ("n", "נ"), ("o", "ו"), ("p", "פ"), ("q", "ק"), ("r", "ר"), ("s", "ס"), ("t", "ט"), ("u", "ו"), ("v", "ו"),
    ("w", "ו"), ("x", "קס"), ("y", "י"), ("z", "ז"),
)  # fmt: skip
_SCRIPTS = {"Cyrillic": _CYRILLIC, "Greek": _GREEK, "Arabic": _ARABIC, "Hebrew": _HEBREW}
"""Usual practice of writing foreign names, letter groups first; Japanese, Korean and Chinese names follow no such
table (they are chosen), so that those come from the packs."""


def spellings(mark: str) -> Iterator[tuple[str, str]]:
    """Pairs of tactic and spelling, each spelling once; the mark itself is none."""
    seen = {mark.casefold()}
    for tactic, way in _WAYS.items():
        for spelling in way(mark.casefold()):
            if spelling.casefold() not in seen and any(char.isalnum() for char in spelling):
                seen.add(spelling.casefold())
                yield tactic, spelling


def _letters(mark: str) -> Iterator[int]:
    return (place for place, char in enumerate(mark) if char.isalpha())


def _dropped(mark: str) -> Iterator[str]:
    return (mark[:i] + mark[i + 1 :] for i in _letters(mark)) if len(mark) > 3 else iter(())


def _doubled(mark: str) -> Iterator[str]:
    return (mark[:i] + mark[i] + mark[i:] for i in _letters(mark))


def _swapped(mark: str) -> Iterator[str]:
    return (mark[:i] + mark[i + 1] + mark[i] + mark[i + 2 :] for i in range(len(mark) - 1))


def _keyboard(mark: str) -> Iterator[str]:
    return (mark[:i] + near + mark[i + 1 :] for i in _letters(mark) for near in _KEYBOARD.get(mark[i], ""))


def _added(mark: str) -> Iterator[str]:
    """A neighbouring key struck with the right one."""
    return (mark[: i + 1] + near + mark[i + 1 :] for i in _letters(mark) for near in _KEYBOARD.get(mark[i], ""))


def _vowel(mark: str) -> Iterator[str]:
    return (
        mark[:i] + other + mark[i + 1 :]
        for i in _letters(mark)
        if mark[i] in _VOWELS
        for other in _VOWELS
        if other != mark[i]
    )


def _phonetic(mark: str) -> Iterator[str]:
    return (re.sub(sound, other, mark) for sound, other in _PHONETIC if re.search(sound, mark))


def _leet(mark: str) -> Iterator[str]:
    yield from (mark[:i] + sign + mark[i + 1 :] for i in _letters(mark) for sign in _LEET.get(mark[i], ""))
    yield "".join(_LEET.get(char, char)[0] for char in mark)


def _lookalike(mark: str) -> Iterator[str]:
    yield from (mark[:i] + _LOOKALIKE[mark[i]] + mark[i + 1 :] for i in _letters(mark) if mark[i] in _LOOKALIKE)
    yield "".join(_LOOKALIKE.get(char, char) for char in mark)


def _masked(mark: str) -> Iterator[str]:
    yield from (mark[:i] + "*" + mark[i + 1 :] for i in _letters(mark) if i)
    yield mark[0] + "*" + mark[-1]


def _spaced(mark: str) -> Iterator[str]:
    yield from (sign.join(mark.replace(" ", "")) for sign in " -.")


def _split(mark: str) -> Iterator[str]:
    bare = mark.replace(" ", "")
    yield from (f"{bare[:i]} {bare[i:]}" for i in range(2, len(bare) - 1))
    yield bare


def _initials(mark: str) -> Iterator[str]:
    words = mark.split()
    if len(words) > 1:
        yield "".join(word[0] for word in words).upper()


def _transliterated(mark: str) -> Iterator[str]:
    if not mark.isascii():
        return
    for table in _SCRIPTS.values():
        text, place = "", 0
        while place < len(mark):
            for latin, other in table:
                if mark.startswith(latin, place):
                    text, place = text + other, place + len(latin)
                    break
            else:
                text, place = text + mark[place], place + 1
        yield text


_WAYS: dict[str, Callable[[str], Iterator[str]]] = {
    "dropped letter": _dropped,
    "doubled letter": _doubled,
    "swapped letters": _swapped,
    "keyboard slip": _keyboard,
    "added letter": _added,
    "another vowel": _vowel,
    "phonetic": _phonetic,
    "digits for letters": _leet,
    "look-alike": _lookalike,
    "masked": _masked,
    "spaced": _spaced,
    "split": _split,
    "initials": _initials,
    "transliteration": _transliterated,
}
