"""Keys that were met become hits of the names they stand for: whose they are, what the letters wear, how telling it is."""

import functools
from collections.abc import Iterator, Sequence

from markwarden.matching.layered import Layered
from markwarden.matching.signals import STRENGTH
from markwarden.matching.text.atoms import MASKS, Atom, Title, is_mixed_script, read_title
from markwarden.matching.text.fold import fold_char, fold_text, key, script_of
from markwarden.matching.text.hit import Hit, Met, Name
from markwarden.matching.text.joins import is_near, kind_of_split
from markwarden.matching.text.likeness import LIKENESS
from markwarden.matching.text.words import is_plain_word
from markwarden_schema.assessment import SignalKind
from markwarden_schema.registry import Vigilance

_VIGILANCE = {Vigilance.STRICT: 0.6, Vigilance.NORMAL: 1.0, Vigilance.LOOSE: 1.3}
"""What a disguise that rests on likeness counts, as the reviewer set it for the right."""
_DRESSED_PART = 2.0
"""A part in letters that nobody writes by accident (`𝑩𝑼𝑹𝑩`) is meant as more than a part: .26 × 2 is flagged, just."""
_BARE_LETTERS = 4
"""Letters from which a masked alias is also met where its sign is left out (`prda`)."""
_GLUED_AND_ALIKE = 0.6
"""One word that is like a mark of several (`Baseus`, Base UI) is seldom meant as it."""


class Namer:
    """Knows which names each key stands for."""

    def __init__(self, names: Layered[str, tuple[Name, ...]]) -> None:
        self._names = names

    def is_mark(self, key: str) -> bool:
        """Whether a key is a mark itself, and not only an alias."""
        return any(not name.is_alias for name in self._names.get(key) or ())

    def in_word(self, title: Title, met: Met, start: int, end: int, *, raw: str) -> Iterator[Hit]:
        """A key met in code points `start` to `end` of a title; `raw`: the word as it is written, "" in other scripts."""
        for name in self._names.get(met.key) or ():
            tactics = met.tactics
            if (SignalKind.PART in tactics and not name.is_own_name) or _lacks_its_sign(name, title.raw[start:end]):
                continue
            several = bool(raw) and len(_words_of(name.text)) > 1
            if several and is_plain_word(met.key):
                continue  # `acetate` is no Ace & Tate
            if several and any(kind in LIKENESS for kind in tactics):
                met = met._replace(strength=met.strength * _GLUED_AND_ALIKE)
            if tactics == (SignalKind.EXACT,):
                if several:
                    tactics = (SignalKind.GLUED,)
                yield _hit(
                    name, title, start, end, _with(_dressed(raw, name), tactics), met.strength * _case(name.text, raw)
                )
            else:
                yield _hit(name, title, start, end, _with(_dressed(raw, name), tactics), met.strength)

    def across(
        self, title: Title, met: Met, atoms: Sequence[Atom], tactics: tuple[SignalKind, ...], share: float = 1.0
    ) -> Iterator[Hit]:
        """A key met in several atoms."""
        start, end = atoms[0].start, atoms[-1].end
        for name in self._names.get(met.key) or ():
            if _lacks_its_sign(name, title.raw[start:end]):
                continue
            dressed = _dressed(title.raw[start:end], name, gaps=True)
            yield _hit(name, title, start, end, _with((*dressed, *tactics), met.tactics), met.strength * share)

    def joined(self, title: Title, atoms: Sequence[Atom], key: str) -> Iterator[Hit]:
        """A key that atoms join to: the name as it is written, or cut up."""
        words = tuple(atom.word for atom in atoms)
        gaps = [atom.gap for atom in atoms[1:]]
        start, end = atoms[0].start, atoms[-1].end
        raw = title.raw[start:end]
        for name in self._names.get(key) or ():
            if _lacks_its_sign(name, raw):
                continue
            if words == _words_of(name.text):
                strength = STRENGTH[SignalKind.EXACT] * (1 if all(is_near(gap) for gap in gaps) else 0.5)
                yield _hit(name, title, start, end, _dressed(raw, name), strength)
            else:
                kind, strength = kind_of_split(words, gaps)
                yield _hit(name, title, start, end, (*_dressed(raw, name, gaps=True), kind), strength)


def _lacks_its_sign(name: Name, raw: str) -> bool:
    """Whether an alias of a few letters about a sign (`b*t`) is met without the sign: `BT` is no hidden name."""
    text = name.text
    return name.is_alias and not MASKS.isdisjoint(text) and len(key(text)) < _BARE_LETTERS and MASKS.isdisjoint(raw)


def _with(dressed: tuple[SignalKind, ...], tactics: tuple[SignalKind, ...]) -> tuple[SignalKind, ...]:
    return (*dressed, *(kind for kind in tactics if kind is not SignalKind.EXACT))


def _hit(name: Name, title: Title, start: int, end: int, tactics: tuple[SignalKind, ...], strength: float) -> Hit:
    """One hit; `tactics` in the order they were met, empty for the name as it is written."""
    tactics = tuple(dict.fromkeys(tactics))
    if SignalKind.PART in tactics and tactics[0] in (SignalKind.STYLED, SignalKind.LOOKALIKE):
        strength *= _DRESSED_PART
    if any(kind in LIKENESS for kind in tactics):
        strength = min(0.95, strength * _VIGILANCE[name.vigilance])
    elif tactics and tactics[0] in (SignalKind.LOOKALIKE, SignalKind.STYLED) and len(tactics) == 1:
        strength = STRENGTH[tactics[0]] * strength / STRENGTH[SignalKind.EXACT]
    kind = tactics[0] if len(tactics) == 1 else SignalKind.COMBINED if tactics else SignalKind.EXACT
    return Hit(name, start, end, title.raw[start:end], kind, strength, tactics if len(tactics) > 1 else ())


@functools.lru_cache(maxsize=20_000)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(atom.word for atom in read_title(text).atoms)


def _dressed(raw: str, name: Name, *, gaps: bool = False) -> tuple[SignalKind, ...]:
    """What the letters of a hit wear: another script's shapes, or styled and invisible characters."""
    if raw.isascii() or raw.casefold() == name.text.casefold():
        return ()
    own = set(name.text.casefold())
    strange = [
        char
        for char in raw
        if not char.isascii() and char.casefold() not in own and not (gaps and fold_char(char).isspace())
    ]
    if not strange:
        return ()
    if any(script_of(char) not in ("", "LATIN") and fold_char(char).isascii() for char in strange) or is_mixed_script(
        raw
    ):
        return (SignalKind.LOOKALIKE,)
    if any(fold_char(char) == "" or (fold_char(char).isascii() and fold_char(char).isalnum()) for char in strange):
        return (SignalKind.STYLED,)
    return ()


def _case(mark: str, raw: str) -> float:
    """A mark of one to three letters is met by chance unless it is written in its own capitals."""
    letters = fold_text(mark)
    if letters.isdigit():
        return 0.4
    if len(letters) > 3 or not raw or not raw.isascii():
        return 1.0
    as_registered = raw == mark or raw.isupper()
    return {1: 0.15, 2: 0.75, 3: 1.0}[max(1, len(letters))] * (1 if as_registered else 0.5)
