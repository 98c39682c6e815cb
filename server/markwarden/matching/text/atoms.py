"""A title cut into atoms: words as they stand, with what lies between them."""

from dataclasses import dataclass

from markwarden.matching.text.fold import Folded, fold, script_of

MASKS = frozenset("*#@$!?%&+•●○◦·∙_~^|×✻＊﹡★☆✦♥❤♡")
"""Signs that stand for a letter, or between letters, inside a word."""
MOST_ATOMS = 400
"""Atoms looked at in one title: AliExpress cuts titles at 218 characters; a longer text is an attack on time."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A run of letters and digits. `start`, `end` count code points of the title, end exclusive.

    `word`: folded; `raw`: as written; `gap`: what lies between this atom and the one before.
    """

    word: str
    raw: str
    start: int
    end: int
    gap: str


@dataclass(frozen=True, slots=True)
class Title:
    """A title made ready for matching."""

    raw: str
    folded: Folded
    atoms: tuple[Atom, ...]
    masked: tuple[Atom, ...]
    """Runs with a mask sign inside or behind letters (`l*v`, `ch@`): whole, signs included."""


def is_ideographic(char: str) -> bool:
    """Scripts written without spaces between words."""
    code = ord(char)
    return (
        0x3040 <= code <= 0x30FF
        or 0x3400 <= code <= 0x9FFF
        or 0xAC00 <= code <= 0xD7AF
        or 0xF900 <= code <= 0xFAFF
        or 0x0E00 <= code <= 0x0E7F
        or 0x20000 <= code <= 0x3FFFF
    )


def read_title(title: str) -> Title:
    """Cut a title into atoms."""
    folded = fold(title)
    text, source = folded.text, folded.source
    atoms: list[Atom] = []
    masked: list[Atom] = []
    start = -1
    last_end = 0
    length = len(text)
    for position in range(length + 1):
        inside = position < length and text[position].isalnum() and not is_ideographic(text[position])
        if inside and start < 0:
            start = position
        elif not inside and start >= 0:
            begin, end = source[start], source[position - 1] + 1
            atoms.append(Atom(text[start:position], title[begin:end], begin, end, text[last_end:start]))
            last_end = position
            start = -1
            if len(atoms) >= MOST_ATOMS:
                break
    position = 0
    while position < length and len(masked) < MOST_ATOMS:
        stop = position
        while stop < length and not text[stop].isspace() and text[stop] not in ",;()[]{}\"/":
            stop += 1
        chunk = text[position:stop]
        if 3 <= len(chunk) <= 40 and not chunk.isalnum() and any(c in MASKS for c in chunk) and any(c.isalpha() for c in chunk):
            begin, end = source[position], source[stop - 1] + 1
            masked.append(Atom(chunk, title[begin:end], begin, end, ""))
        position = max(stop, position) + 1
    return Title(title, folded, tuple(atoms), tuple(masked))


def is_mixed_script(raw: str) -> bool:
    """Whether letters of several scripts stand in one word: nobody writes so by accident."""
    scripts = {script_of(char) for char in raw} - {""}
    return len(scripts) > 1
