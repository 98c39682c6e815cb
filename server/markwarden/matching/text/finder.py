"""Where names are met in titles: each way of reading a title asked in turn, and what they find made hits."""

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from markwarden.matching.layered import Layered
from markwarden.matching.signals import STRENGTH
from markwarden.matching.text.atoms import MASKS, Atom, Title, read_title
from markwarden.matching.text.fold import is_fancy
from markwarden.matching.text.foreign import ForeignReader, across_scripts, foreign_words, in_run
from markwarden.matching.text.hit import Hit, Met, Name
from markwarden.matching.text.joins import Joins, joined, joins_of, letters_of, spelled_in
from markwarden.matching.text.lexicon import Lexicon
from markwarden.matching.text.likeness import LIKENESS
from markwarden.matching.text.masks import masked_chinese, read_masked
from markwarden.matching.text.naming import Namer
from markwarden.matching.text.overlap import resolved
from markwarden.matching.text.parts import (
    MOST_OF_AN_INITIAL,
    in_chinese,
    initials,
    names_of_initial,
    of_few,
    parts_in_fancy_letters,
    spaced_chinese,
)
from markwarden.matching.text.several import read_several
from markwarden.matching.text.sightings import WordReader
from markwarden.matching.text.words import is_plain_word, is_word
from markwarden_schema.assessment import SignalKind

LONGEST_TITLE = 20_000
"""Code points of a title that are looked at."""
_ACCENTED = 0.45
"""An ordinary word that is a mark but for its accents (`grátis`, Gratis) is met as that word."""
_HALVES = 0.8
"""Judged: a misspelt mark that is cut in two besides is two disguises; .8 of a replaced letter (.76) still flags."""
_HALVES_FROM = 6
"""What a misspelt mark counts in two halves, and the letters that it must have."""
MOST_FANCY = 4
"""Words in fancy letters that a title may have for one to be a hidden name's part: a whole title in them is a fashion."""
_SLIP_OF_A_NEIGHBOUR = 0.5
"""Judged: halves the strongest likeness (.88), which then stays under what flags."""
_SLIP_FROM = 6
"""Letters from which two errors leave a word recognisable."""


class Finder:
    """Finds names in titles; safe to share between threads."""

    def __init__(self, lexicon: Lexicon, names: Layered[str, tuple[Name, ...]]) -> None:
        self._lexicon = lexicon
        self._namer = Namer(names)
        self._words = WordReader(lexicon)
        self._other_scripts = ForeignReader(lexicon)

    def find(self, titles: Sequence[str]) -> list[list[Hit]]:
        """For each title its hits, overlapping ones of one brand resolved; strongest first."""
        read = [read_title(title[:LONGEST_TITLE]) for title in titles]
        joins = [joins_of(title) for title in read]
        asked = {atom.word for title in read for atom in title.atoms}
        asked.update(word for join in joins for word in join.words)
        met = self._words.read(asked)
        anchors = self._words.anchors(piece.word for title in read for piece in title.pieces)
        return [
            resolved(
                of_few(
                    [
                        *self._in_words(title, met),
                        *self._in_several(title, join, met, anchors),
                        *self._foreign(title),
                        *self._by_initial(title),
                    ]
                )
            )
            for title, join in zip(read, joins, strict=True)
        ]

    def _in_words(self, title: Title, met: Mapping[str, tuple[Met, ...]]) -> Iterator[Hit]:
        """Names met in one word, or in one run of letters and signs."""
        words = [atom.word for atom in title.atoms]
        for atom in title.atoms:
            for one in met[atom.word]:
                believed = _believed(one, atom, words)
                if believed is not None:
                    yield from self._namer.in_word(title, believed, *_span(atom, one), raw=atom.raw)
        fancy = [] if title.raw.isascii() else [atom for atom in title.atoms if is_fancy(atom.raw)]
        for atom in fancy if len(fancy) <= MOST_FANCY else ():
            for one in parts_in_fancy_letters(atom.word, self._lexicon):
                yield from self._namer.in_word(title, one, atom.start, atom.end, raw=atom.raw)
        for chunk in title.masked:
            for one in read_masked(chunk.word, self._lexicon):
                yield from self._namer.in_word(title, one, *_span(chunk, one), raw=chunk.raw)

    def _in_several(
        self,
        title: Title,
        joins: Joins,
        met: Mapping[str, tuple[Met, ...]],
        anchors: Mapping[str, tuple[str, ...]],
    ) -> Iterator[Hit]:
        """Names met in several words."""
        for atoms, key in joined(title, self._lexicon):
            yield from self._namer.joined(title, atoms, key)
        for one, window in read_several(title, anchors, self._lexicon):
            yield from self._namer.across(title, one, window, ())
        for run in joins.spelled:
            letters = letters_of(run)
            whole = (one for one in met[letters] if one.tactics != (SignalKind.INSIDE_WORD,))
            for one in (*whole, *spelled_in(letters, self._lexicon)):
                yield from self._namer.across(title, one, run[one.start : one.end], (SignalKind.SPACED,))
        for pair in joins.pairs:
            for one in met[pair[0].word + pair[1].word]:
                if one.tactics[0] in LIKENESS and len(one.key) >= _HALVES_FROM:
                    yield from self._namer.across(title, one, pair, (SignalKind.SPLIT,), share=_HALVES)

    def _by_initial(self, title: Title) -> Iterator[Hit]:
        """Names of which only the first letter stands, with a sign behind it."""
        for initial, start, end in initials(title):
            keys = names_of_initial(initial, self._lexicon)
            marks = [key for key in keys if not initial.isascii() or self._namer.is_mark(key)]
            if len(marks) <= MOST_OF_AN_INITIAL:
                for key in marks:
                    met = Met(key, 0, 0, (SignalKind.PART,), STRENGTH[SignalKind.PART])
                    yield from self._namer.in_word(title, met, start, end, raw="")

    def _foreign(self, title: Title) -> Iterator[Hit]:
        """Names in another script."""
        if title.raw.isascii():
            return
        for word in foreign_words(title):
            for one in self._other_scripts.read(word):
                yield from self._namer.in_word(title, one, word.start, word.end, raw="")
        for run in title.ideographic:
            for one in (*in_run(run.word, self._lexicon), *in_chinese(run.word, self._lexicon)):
                yield from self._namer.in_word(title, one, *_span(run, one), raw="")
        for key, start, end in across_scripts(title, self._lexicon):
            met = Met(key, 0, 0, (SignalKind.EXACT,), STRENGTH[SignalKind.EXACT])
            yield from self._namer.in_word(title, met, start, end, raw="")
        for one in masked_chinese(title.folded.text, self._lexicon):
            source = title.folded.source
            yield from self._namer.in_word(title, one, source[one.start], source[one.end - 1] + 1, raw="")
        for key, start, end in spaced_chinese(title, self._lexicon):
            kind = SignalKind.SPACED if MASKS.isdisjoint(title.raw[start:end]) else SignalKind.MASKED
            yield from self._namer.in_word(title, Met(key, 0, 0, (kind,), STRENGTH[kind]), start, end, raw="")


def _believed(one: Met, atom: Atom, words: Sequence[str]) -> Met | None:
    """What is left of a key met in a word, by that word and the others of the title."""
    if _is_accented_word(atom):
        return one._replace(strength=one.strength * _ACCENTED) if one.tactics == (SignalKind.EXACT,) else None
    if one.tactics[-1] in LIKENESS and _is_slip_of_a_neighbour(atom.word, words):
        return one._replace(strength=one.strength * _SLIP_OF_A_NEIGHBOUR)
    return one


def _is_slip_of_a_neighbour(word: str, words: Sequence[str]) -> bool:
    """Whether the title writes the word that this one is a slip of, too (`Snowboard Goggles … Ski Googles`)."""
    return len(word) >= _SLIP_FROM and any(
        other != word and is_plain_word(other) and OSA.distance(word, other, score_cutoff=2) <= 2
        for other in words
        if len(other) >= _SLIP_FROM and abs(len(other) - len(word)) <= 2
    )


def _is_accented_word(atom: Atom) -> bool:
    """Whether a word is an ordinary one of a language that writes it with accents (`portátil`)."""
    return not atom.raw.isascii() and is_word(atom.raw.casefold())


def _span(atom: Atom, met: Met) -> tuple[int, int]:
    """Where a part of a word lies in the title; the whole word where folding changed its length."""
    if met.end - met.start == len(atom.word) or len(atom.raw) != len(atom.word):
        return atom.start, atom.end
    return atom.start + met.start, atom.start + met.end
