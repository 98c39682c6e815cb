"""What a title looks like to the eye, letter by letter, and where each letter stood.

Each code point becomes zero or more lower-case characters: NFKC, accents removed, invisible characters dropped,
letters of other scripts that look Latin taken for Latin (Unicode TR39 confusables, closed over case).
"""

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from anyascii import anyascii
from confusable_homoglyphs.confusables import confusables_data

_DROPPED = frozenset(
    [
        *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0),
        *range(0x180B, 0x180F),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        *range(0xE0000, 0xE1000),
    ]
)
"""Default-ignorable code points (Unicode DerivedCoreProperties): they are there and cannot be seen."""

# Look-alikes by shape that TR39 lacks or gives another letter for, each pair "look-alike, Latin letter".
_EXTRA: dict[str, str] = {
    pair[0]: pair[1]
    for pairs in (
        "øo łl đd ħh ŧt ıi ȷj ɑa ɡg ɩi ʋv ƒf ɛe ɔo ʟl",
        "ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX",
        "αa βb γy εe ηn ιi κk μu νv οo πn ρp σo ςs τt υu χx ωw",
        "АA ВB ЕE ЅS ІI ЈJ КK МM НH ОO РP СC ТT УY ХX ҮY ԚQ ԜW ЬB ГR ДD ИN ПN ЯR ШW ЁE",
        "аa вb еe ёe гr дd иn йn кk мm нh оo пn рp сc тt уy хx ьb яr шw щw цu іi їi јj ѕs ԁd ԛq ԝw һh ӏl єe ґr",
        "ϲc ϹC",
        "ᗩA ᗷB ᑕC ᗪD ᗴE ᖴF ᘜG ᕼH Ꭵi ᒍJ ᒪL ᗰM ᑎN ᑭP ᖇR ᔕS ᖶT ᑌU ᐯV ᗯW ᙭X",
    )
    for pair in pairs.split()
}
_NAMED = re.compile(r"LATIN (?:(?:CAPITAL|SMALL) )?(?:LETTER )?(?:SMALL CAPITAL )?([A-Z])(?: WITH .*)?$")
"""Names such as NEGATIVE CIRCLED LATIN CAPITAL LETTER G say which letter a sign is drawn as."""


def _table() -> dict[str, str]:
    table = {}
    for char, entries in confusables_data.items():
        if len(char) != 1 or char.isascii():
            continue
        letters = [entry["c"] for entry in entries if entry["c"].isascii() and entry["c"].isalpha()]
        if letters:
            table[char] = min((letter.lower() for letter in letters), key=len)
    for char in list(table):
        for other in (char.lower(), char.upper()):
            if len(other) == 1 and not other.isascii():
                table.setdefault(other, table[char])
    return table


@functools.cache
def _confusables() -> dict[str, str]:
    return _table()


@functools.lru_cache(maxsize=20_000)
def fold_char(char: str) -> str:
    """What one code point looks like: lower-case, without accents, Latin where it looks Latin."""
    if char.isascii():
        return char.lower()
    if ord(char) in _DROPPED:
        return ""
    if char in _EXTRA:  # before NFKC, for which the lunate sigma (ϲ) is a sigma
        return _EXTRA[char].lower()
    folded = ""
    for part in unicodedata.normalize("NFD", unicodedata.normalize("NFKC", char)):
        if unicodedata.category(part) in ("Mn", "Me", "Cf"):
            continue
        folded += _look(part)
    return folded


def _look(char: str) -> str:
    """One base character. Capitals are judged as capitals: Greek Ν looks like N, its small ν like v."""
    if char.isascii():
        return char.lower()
    if char in _EXTRA:
        return _EXTRA[char].lower()
    named = _NAMED.search(unicodedata.name(char, ""))
    if named:
        return named[1].lower()
    table = _confusables()
    if char in table:
        return str(table[char])
    small = char.casefold()
    return "".join(_EXTRA.get(c, table.get(c, c)) for c in small)


@functools.lru_cache(maxsize=20_000)
def is_fancy(text: str) -> bool:
    """Whether all of a text is letters of another design (`𝗕𝗮𝗹𝗲`, `ⓃⒾⓀⒺ`): no keyboard has them. Full width is none."""
    return bool(text) and all(_is_fancy(char) for char in text)


def _is_fancy(char: str) -> bool:
    if char.isascii() or "\uff00" <= char <= "\uffef":
        return False
    plain = unicodedata.normalize("NFKC", char)
    return (plain.isascii() and plain.isalpha()) or "SMALL CAPITAL" in unicodedata.name(char, "")


def script_of(char: str) -> str:
    """A code point's script, roughly: the first word of its Unicode name (LATIN, CYRILLIC, CJK …)."""
    return _script(char)


@functools.lru_cache(maxsize=20_000)
def _script(char: str) -> str:
    if char.isascii():
        return "LATIN" if char.isalpha() else ""
    if not char.isalpha():
        return ""
    name = unicodedata.name(char, "")
    first = name.split(" ")[0].split("-")[0]
    return (
        "LATIN"
        if first
        in (
            "LATIN",
            "MATHEMATICAL",
            "FULLWIDTH",
            "CIRCLED",
            "PARENTHESIZED",
            "SQUARED",
            "NEGATIVE",
            "MODIFIER",
            "DOUBLE",
        )
        else first
    )


def is_han(text: str) -> bool:
    """Whether a text is of Chinese characters alone."""
    return all("\u3400" <= char <= "\u9fff" for char in text)


@functools.lru_cache(maxsize=100_000)
def syllables(text: str) -> str:
    """How Chinese characters are said in Mandarin, without tones (anyascii): traditional ones as their simplified ones."""
    said: Any = anyascii(text)
    return str(said)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `source[i]` is the code point of the title that character `i` came from."""

    text: str
    source: tuple[int, ...]


def fold(title: str) -> Folded:
    """Fold a whole title."""
    if title.isascii():
        return Folded(title.lower(), tuple(range(len(title))))
    out: list[str] = []
    source: list[int] = []
    for position, char in enumerate(title):
        folded = fold_char(char)
        if folded:
            out.append(folded)
            source += [position] * len(folded)
    return Folded("".join(out), tuple(source))


def fold_text(text: str) -> str:
    """A text as it looks, without positions."""
    return text.lower() if text.isascii() else "".join(map(fold_char, text))


def key(text: str) -> str:
    """A name as it is looked up: folded, letters and digits alone."""
    folded = fold_text(text)
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


_GREEK_PAIRS = (("ντ", "d"), ("μπ", "b"), ("γκ", "g"), ("τσ", "ts"), ("τζ", "j"))
"""Two letters that Greek writes one foreign sound with."""


@functools.lru_cache(maxsize=50_000)
def romanised(text: str) -> str:
    """A word of another script in Latin letters (anyascii), lower-case, letters and digits alone."""
    spelled = text.casefold()
    for pair, letter in _GREEK_PAIRS:
        spelled = spelled.replace(pair, letter)
    plain: Any = anyascii(spelled)
    return "".join(char for char in plain.lower() if char.isalnum())
