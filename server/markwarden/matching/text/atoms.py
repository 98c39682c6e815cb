"""A title cut into atoms: words as they stand, with what lies between them."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from markwarden.matching.text.fold import Folded, fold, script_of

MASKS = frozenset("*#@$!?%&+•●○◦·∙_~^|×✻＊﹡★☆✦♥❤♡～")
"""Signs that stand for a letter, or between letters, inside a word."""
MOST_ATOMS = 400
"""Atoms looked at in one title: AliExpress cuts titles at 218 characters; a longer text is an attack on time."""
IDEOGRAPHIC = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts written without spaces between words (Hangul has spaces, but glues its particles)."""

_WORD = re.compile(rf"[^\W_{IDEOGRAPHIC}]+")
_RUN = re.compile(rf"[{IDEOGRAPHIC}]+")
_PIECE = re.compile(r"[^\s,;()\[\]{}\"/，。、（）【】.:'’\-]+")
_CHUNK = re.compile(r"[^\s,;()\[\]{}\"/，。、（）【】]{3,40}")


class Atom(NamedTuple):
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
    atoms: list[Atom]
    masked: list[Atom]
    """Runs with a sign that may stand for a letter (`l*v`, `ch@`): whole, signs included."""
    ideographic: list[Atom]
    """Runs of scripts without spaces."""

    @property
    def pieces(self) -> list[Atom]:
        """Words as spaces part them: atoms, but runs with signs in them whole."""
        if not self.masked:
            return self.atoms
        pieces, last = [], 0
        for match in _PIECE.finditer(self.folded.text):
            if not any(map(str.isalnum, match[0])):
                continue
            gap = self.folded.text[last : match.start()]
            pieces.append(_whole(self.raw, self.folded, match)._replace(gap=gap))
            last = match.end()
        return pieces[:MOST_ATOMS]


def read_title(title: str) -> Title:
    """Cut a title into atoms."""
    folded = fold(title)
    text, source = folded.text, folded.source
    atoms: list[Atom] = []
    last = 0
    for match in _WORD.finditer(text):
        begin, end = match.span()
        first, stop = source[begin], source[end - 1] + 1
        atoms.append(Atom(match[0], title[first:stop], first, stop, text[last:begin]))
        last = end
        if len(atoms) >= MOST_ATOMS:
            break
    masked: list[Atom] = []
    if not MASKS.isdisjoint(text):
        for match in _CHUNK.finditer(text):
            chunk = match[0]
            if not MASKS.isdisjoint(chunk) and sum(map(str.isalpha, chunk)) >= 2:
                masked.append(_whole(title, folded, match))
                if len(masked) >= MOST_ATOMS:
                    break
    runs = [] if title.isascii() else [_whole(title, folded, match) for match in _RUN.finditer(text)][:MOST_ATOMS]
    return Title(title, folded, atoms, masked, runs)


def _whole(title: str, folded: Folded, match: re.Match[str]) -> Atom:
    first, stop = folded.source[match.start()], folded.source[match.end() - 1] + 1
    return Atom(match[0], title[first:stop], first, stop, "")


def is_mixed_script(raw: str) -> bool:
    """Whether letters of several scripts stand in one word: nobody writes so by accident."""
    scripts = {script_of(char) for char in raw} - {""}
    return len(scripts) > 1


def one_script(raw: str) -> str:
    """The script that all letters of a word have, else ""."""
    scripts = {script_of(char) for char in raw} - {""}
    return scripts.pop() if len(scripts) == 1 else ""
