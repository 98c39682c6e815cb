"""Where names are met in titles: words by themselves, words joined, words cut up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from markwarden.matching.signals import STRENGTH
from markwarden.matching.text.atoms import MASKS, Atom, Title, is_mixed_script, one_script, read_title
from markwarden.matching.text.fold import fold_char, fold_text, script_of
from markwarden.matching.text.foreign import read_foreign
from markwarden.matching.text.hit import Hit, Name
from markwarden.matching.text.lexicon import PREFIX, Lexicon
from markwarden.matching.text.likeness import disguise_of_word
from markwarden.matching.text.masks import read_masked
from markwarden.matching.text.sightings import Met, WordReader
from markwarden.matching.text.words import commonness, is_dictionary_word, is_plain_word, is_word
from markwarden_schema.assessment import SignalKind
from markwarden_schema.registry import Vigilance

LONGEST_TITLE = 20_000
"""Code points of a title that are looked at."""
_WIDEST = 6
"""Words joined at most. Marks of more words are long enough to be met by their first ones."""
_VIGILANCE = {Vigilance.STRICT: 0.6, Vigilance.NORMAL: 1.0, Vigilance.LOOSE: 1.3}
"""What a disguise that rests on likeness counts, as the reviewer set it for the right."""
_LIKENESS = frozenset(
    {
        SignalKind.DROPPED,
        SignalKind.DOUBLED,
        SignalKind.SWAPPED,
        SignalKind.REPLACED,
        SignalKind.ADDED,
        SignalKind.MISSPELT,
        SignalKind.PHONETIC,
    }
)
_ACCENTED = 0.45
"""An ordinary word that is a mark but for its accents (`grátis`, Gratis) is met as that word."""
_RARE = 4.2
"""Zipf value below which a word points to few things (`gerry`, `coca`)."""
_GLUED_AND_ALIKE = 0.6
"""One word that is like a mark of several (`Baseus`, Base UI) is seldom meant as it."""
_PLAIN_WORD = 3.0
"""Zipf value from which both parts of a split mark are taken for words of their own (`blue lab`)."""


class Finder:
    """Finds names in titles; safe to share between threads."""

    def __init__(self, lexicon: Lexicon, names: Mapping[str, Sequence[Name]]) -> None:
        self._lexicon = lexicon
        self._names = names
        self._words = WordReader(lexicon)

    def find(self, titles: Sequence[str]) -> list[list[Hit]]:
        """For each title its hits, overlapping ones of one brand resolved; strongest first."""
        read = [read_title(title[:LONGEST_TITLE]) for title in titles]
        met = self._words.read({word for title in read for word in self._asked(title)})
        return [self._hits(title, met) for title in read]

    @staticmethod
    def _asked(title: Title) -> Iterator[str]:
        for atom in title.atoms:
            yield atom.word
        for run in _spelled_out(title.atoms):
            yield "".join(atom.word for atom in run)
        for first, second in _strange_pairs(title.atoms):
            yield first.word + second.word

    def _hits(self, title: Title, met: Mapping[str, tuple[Met, ...]]) -> list[Hit]:
        hits: list[Hit] = []
        for atom in title.atoms:
            foreign = _is_accented_word(atom)
            for one in met[atom.word]:
                if foreign:
                    if one.tactics != (SignalKind.EXACT,):
                        continue
                    one = one._replace(strength=one.strength * _ACCENTED)
                hits += self._named(title, one, *_span(atom, one), raw=atom.raw)
        hits += self._joined(title)
        hits += self._anchored(title)
        hits += self._spelled(title, met)
        for pair in _strange_pairs(title.atoms):
            for one in met[pair[0].word + pair[1].word]:
                if one.tactics[0] in _LIKENESS and len(one.key) >= 6:
                    hits += self._across(title, one, pair, (SignalKind.SPLIT,), share=0.8)
        for chunk in title.masked:
            for one in read_masked(chunk.word, self._lexicon):
                hits += self._named(title, one, *_span(chunk, one), raw=chunk.raw)
        hits += self._foreign(title)
        return _resolved(hits)

    def _spelled(self, title: Title, met: Mapping[str, tuple[Met, ...]]) -> Iterator[Hit]:
        """Names in letters that stand one by one."""
        for run in _spelled_out(title.atoms):
            for one in met["".join(atom.word for atom in run)]:
                if one.tactics != (SignalKind.INSIDE_WORD,):
                    yield from self._across(title, one, run[one.start : one.end], (SignalKind.SPACED,))

    def _joined(self, title: Title) -> Iterator[Hit]:
        """Names met in several words as they stand, or in words that join to one."""
        atoms = title.atoms
        has, starts = self._lexicon.has, self._lexicon.starts
        for first, atom in enumerate(atoms):
            word = atom.word
            if len(word) >= PREFIX and not starts(word):
                continue
            for last in range(first + 1, min(first + _WIDEST, len(atoms))):
                word += atoms[last].word
                if has(word):
                    yield from self._window(title, atoms[first : last + 1], word)
                if len(word) >= PREFIX and not starts(word):
                    break

    def _window(self, title: Title, atoms: Sequence[Atom], key: str) -> Iterator[Hit]:
        words = tuple(atom.word for atom in atoms)
        gaps = [atom.gap for atom in atoms[1:]]
        start, end = atoms[0].start, atoms[-1].end
        raw = title.raw[start:end]
        for name in self._names.get(key, ()):
            if words == _words_of(name.text):
                strength = STRENGTH[SignalKind.EXACT] * (1 if all(_near(gap) for gap in gaps) else 0.5)
                yield _hit(name, title, start, end, _dressed(raw, name), strength)
            else:
                kind, strength = _kind_of_split(words, gaps)
                yield _hit(name, title, start, end, (*_dressed(raw, name, gaps=True), kind), strength)

    def _anchored(self, title: Title) -> Iterator[Hit]:
        """Names of several words of which one is disguised: found by one that is not."""
        pieces = title.pieces
        for place, piece in enumerate(pieces):
            for key, words in self._lexicon.anchored(piece.word):
                for at, word in enumerate(words):
                    first = place - at
                    window = pieces[max(first, 0) : max(first, 0) + len(words)]
                    if word != piece.word or first < 0 or len(window) < len(words):
                        continue
                    if all(_near(one.gap) for one in window[1:]):
                        yield from self._disguised_in(title, key, words, window)

    def _disguised_in(self, title: Title, key: str, words: tuple[str, ...], window: Sequence[Atom]) -> Iterator[Hit]:
        wrong = [(one.word, word) for one, word in zip(window, words, strict=True) if one.word != word]
        if len(wrong) != 1:
            return
        rare = any(one.word == word and commonness(word) < _RARE for one, word in zip(window, words, strict=True))
        found = disguise_of_word(*wrong[0], whole=key, rare=rare)
        if found is not None:
            kind, strength = found
            yield from self._across(title, Met(key, 0, 0, (kind,), strength), window, ())

    def _foreign(self, title: Title) -> Iterator[Hit]:
        for atom in title.atoms:
            if not atom.raw.isascii() and one_script(atom.raw) not in ("", "LATIN"):
                for one in read_foreign(atom.raw, self._lexicon):
                    yield from self._named(title, one, atom.start, atom.end, raw="")
        for run in title.ideographic:
            yield from self._in_run(title, run)

    def _in_run(self, title: Title, run: Atom) -> Iterator[Hit]:
        """Names in a script without spaces: every stretch of the run is looked up."""
        for start in range(len(run.word)):
            for size in range(min(self._lexicon.longest_run, len(run.word) - start), 0, -1):
                part = run.word[start : start + size]
                if self._lexicon.has(part):
                    one = Met(
                        part,
                        start,
                        start + size,
                        (SignalKind.EXACT,),
                        STRENGTH[SignalKind.EXACT] * (0.5 if size == 1 else 1),
                    )
                    yield from self._named(title, one, *_span(run, one), raw="")
                    break
        if len(run.raw) <= 12 and script_of(run.raw[0]) in ("KATAKANA", "HIRAGANA", "HANGUL"):
            for one in read_foreign(run.raw, self._lexicon):
                yield from self._named(title, one, run.start, run.end, raw="")

    def _named(self, title: Title, met: Met, start: int, end: int, *, raw: str) -> Iterator[Hit]:
        for name in self._names.get(met.key, ()):
            tactics = met.tactics
            several = bool(raw) and len(_words_of(name.text)) > 1
            if several and is_plain_word(met.key):
                continue  # `acetate` is no Ace & Tate
            if several and any(kind in _LIKENESS for kind in tactics):
                met = met._replace(strength=met.strength * _GLUED_AND_ALIKE)
            if tactics == (SignalKind.EXACT,):
                if several:
                    tactics = (SignalKind.GLUED,)
                yield _hit(
                    name, title, start, end, _with(_dressed(raw, name), tactics), met.strength * _case(name.text, raw)
                )
            else:
                yield _hit(name, title, start, end, _with(_dressed(raw, name), tactics), met.strength)

    def _across(
        self, title: Title, met: Met, atoms: Sequence[Atom], tactics: tuple[SignalKind, ...], share: float = 1.0
    ) -> Iterator[Hit]:
        start, end = atoms[0].start, atoms[-1].end
        for name in self._names.get(met.key, ()):
            dressed = _dressed(title.raw[start:end], name, gaps=True)
            yield _hit(name, title, start, end, _with((*dressed, *tactics), met.tactics), met.strength * share)


def _is_accented_word(atom: Atom) -> bool:
    """Whether a word is an ordinary one of a language that writes it with accents (`portátil`)."""
    return not atom.raw.isascii() and is_word(atom.raw.casefold())


def _with(dressed: tuple[SignalKind, ...], tactics: tuple[SignalKind, ...]) -> tuple[SignalKind, ...]:
    return (*dressed, *(kind for kind in tactics if kind is not SignalKind.EXACT))


def _hit(name: Name, title: Title, start: int, end: int, tactics: tuple[SignalKind, ...], strength: float) -> Hit:
    """One hit; `tactics` in the order they were met, empty for the name as it is written."""
    tactics = tuple(dict.fromkeys(tactics))
    if any(kind in _LIKENESS for kind in tactics):
        strength = min(0.95, strength * _VIGILANCE[name.vigilance])
    elif tactics and tactics[0] in (SignalKind.LOOKALIKE, SignalKind.STYLED) and len(tactics) == 1:
        strength = STRENGTH[tactics[0]] * strength / STRENGTH[SignalKind.EXACT]
    kind = tactics[0] if len(tactics) == 1 else SignalKind.COMBINED if tactics else SignalKind.EXACT
    return Hit(name, start, end, title.raw[start:end], kind, strength, tactics if len(tactics) > 1 else ())


def _span(atom: Atom, met: Met) -> tuple[int, int]:
    """Where a part of a word lies in the title; the whole word where folding changed its length."""
    if met.end - met.start == len(atom.word) or len(atom.raw) != len(atom.word):
        return atom.start, atom.end
    return atom.start + met.start, atom.start + met.end


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


def _near(gap: str) -> bool:
    """Whether what lies between two words leaves them one name."""
    return len(gap) <= 3 and not any(char in ",;/|()[]{}" for char in gap)


def _kind_of_split(words: Sequence[str], gaps: Sequence[str]) -> tuple[SignalKind, float]:
    """Which disguise it is that a name's letters stand in several words, and how telling."""
    if any(MASKS & set(gap) - set("&+") for gap in gaps):
        return SignalKind.MASKED, STRENGTH[SignalKind.MASKED]
    short = sum(len(word) for word in words) < 4
    if all(len(word) == 1 for word in words):
        return SignalKind.SPACED, STRENGTH[SignalKind.SPACED] * (0.4 if short else 1)
    strength = STRENGTH[SignalKind.SPLIT] * (0.5 if short else 1)
    common = [commonness(word) >= _PLAIN_WORD and is_dictionary_word(word) for word in words]
    if all(common) and all(gap.isspace() for gap in gaps):
        return SignalKind.SPLIT, strength * 0.35
    if all(common) or not all(_near(gap) for gap in gaps):
        return SignalKind.SPLIT, strength * 0.5
    return SignalKind.SPLIT, strength


def _spelled_out(atoms: Sequence[Atom]) -> Iterator[list[Atom]]:
    """Runs of at least three single letters."""
    run: list[Atom] = []
    for atom in atoms:
        if len(atom.word) == 1 and (not run or len(atom.gap) <= 3):
            run.append(atom)
            continue
        if len(run) >= 3:
            yield run
        run = [atom] if len(atom.word) == 1 else []
    if len(run) >= 3:
        yield run


def _strange_pairs(atoms: Sequence[Atom]) -> Iterator[tuple[Atom, Atom]]:
    """Neighbours that are both no words: together they may be a misspelt one."""
    for first, second in pairwise(atoms):
        if (
            second.gap in (" ", "-", ".")
            and first.word.isalpha()
            and second.word.isalpha()
            and len(first.word) + len(second.word) >= 6
            and min(len(first.word), len(second.word)) >= 2
            and not is_word(first.word)
            and not is_word(second.word)
        ):
            yield first, second


def _resolved(hits: Iterable[Hit]) -> list[Hit]:
    """Of overlapping hits the stronger; what is a registered name is no misspelling of another one."""
    ranked = sorted(
        hits, key=lambda hit: (-round(hit.strength, 2), hit.start - hit.end, hit.start, hit.name.brand, hit.name.text)
    )
    kept: list[Hit] = []
    for hit in ranked:
        over = [other for other in kept if other.start < hit.end and hit.start < other.end]
        if any(other.name.brand_id == hit.name.brand_id for other in over):
            continue
        longer = any(other.end - other.start > hit.end - hit.start for other in over)
        if (
            over
            and (hit.kind is not SignalKind.EXACT or longer)
            and any(other.strength >= hit.strength for other in over)
            and any(other.kind is SignalKind.EXACT or other.strength > hit.strength * 1.25 for other in over)
        ):
            continue
        kept.append(hit)
    return kept
