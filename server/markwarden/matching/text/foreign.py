"""Names written in another script: Cyrillic, Greek, kana, Hangul read aloud in Latin letters, Arabic and Hebrew weighed."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from markwarden.matching.goods import is_goods_word
from markwarden.matching.signals import STRENGTH
from markwarden.matching.text.abjad import ABJADS, GERESH, WITH_GERESH
from markwarden.matching.text.abjad_names import AbjadReader
from markwarden.matching.text.atoms import IDEOGRAPHIC, Title, one_script
from markwarden.matching.text.fold import romanised
from markwarden.matching.text.hit import Met
from markwarden.matching.text.lexicon import SKELETON_FROM, Lexicon
from markwarden.matching.text.native import OF_A_WORD, used
from markwarden.matching.text.skeleton import as_spoken, heard, likeness, vowels_fit
from markwarden.matching.text.words import commonness, is_plain_word
from markwarden_schema.assessment import SignalKind

_ONE_SIGN = 0.5
"""One character of a run may be a part of any word."""
_KIND = (SignalKind.TRANSLITERATED,)
_UNSPACED = re.compile(rf"(?:[a-z0-9]+[{IDEOGRAPHIC}]+)+[a-z0-9]*|[{IDEOGRAPHIC}]+(?:[a-z0-9]+[{IDEOGRAPHIC}]*)+")
_BORDER = re.compile(rf"[a-z0-9](?=[{IDEOGRAPHIC}])|[{IDEOGRAPHIC}](?=[a-z0-9])")
_SYLLABLES = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}|[\uac00-\ud7af]{2,}")
"""A stretch of katakana or of Hangul: foreign names are written in them alone."""
_WIDEST = 3
"""Words of another script that are read as one name."""
_KNOWN_MARGIN = 0.5
"""A word that frequency lists know is read as a name only if the name is about as common: the lists hold famous names
in every script (ナイキ), and so many other words."""
_FAMOUS = 3.0
"""Zipf value of a name from which it is more often written in other scripts than chance makes words like it."""
_CONSONANTS = 7.0
"""Sounds that a consonant of a skeleton may be."""
_OF_FAMOUS = 0.1
"""How much rarer than a famous name in another script a word like it by chance is, beside an unknown name."""
_SAME_VOICES = 0.8
"""Likeness from which a rendering has the voices too; fitted on renderings that were made, not on the bench’s."""
_VOICES = 3.0
"""How many times less often a word by chance has a name's voices (p, not b) too, when it is that much alike."""
_SAME, _ORDINARILY_ALIKE, _ALIKE = 0.99, 0.8, 0.7
"""Likeness of the consonants that a short name must have; a word that its language knows; any other."""
_VOWELS_FIT = 4.0
"""How many times less often a word by chance has a name's vowels too, in their order."""


class ForeignWord(NamedTuple):
    """A word, or neighbouring ones, of one other script; `start` and `end` count code points of the title."""

    parts: tuple[str, ...]
    script: str
    start: int
    end: int

    @property
    def raw(self) -> str:
        return "".join(self.parts)


def foreign_words(title: Title) -> Iterator[ForeignWord]:
    """What of a title may be read aloud as a name."""
    words = [*_spaced_words(title), *_stretches(title)]
    for first, word in enumerate(words):
        yield word
        for one, other in itertools.pairwise(words[first : first + _WIDEST]):
            if other.script != word.script or other.start - one.end > 1 or is_goods_word(other.raw.casefold()):
                break
            word = ForeignWord((*word.parts, other.raw), word.script, word.start, other.end)
            yield word


def _spaced_words(title: Title) -> list[ForeignWord]:
    """Words of one other script; those that Hebrew writes with a geresh (`גוצ'י`) whole."""
    out: list[ForeignWord] = []
    for atom in title.atoms:
        if atom.raw.isascii() or (script := one_script(atom.raw)) in ("", "LATIN"):
            continue
        word = ForeignWord((atom.raw,), script, atom.start, atom.end)
        if script == "HEBREW":
            if out and out[-1].end == word.start and out[-1].raw[-1] in GERESH:
                before = out.pop()
                word = ForeignWord((before.raw + word.raw,), script, before.start, word.end)
            if title.raw[word.end : word.end + 1] in GERESH and word.raw[-1] in WITH_GERESH:
                word = ForeignWord((word.raw + title.raw[word.end],), script, word.start, word.end + 1)
        out.append(word)
    return out


def _stretches(title: Title) -> Iterator[ForeignWord]:
    for run in title.ideographic:
        for found in _SYLLABLES.finditer(run.raw):
            script = "HANGUL" if "\uac00" <= found[0][0] <= "\ud7af" else "KATAKANA"
            yield ForeignWord((found[0],), script, run.start + found.start(), run.start + found.end())


class ForeignReader:
    """Says which names words of other scripts spell; safe to share between threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._abjads = AbjadReader(lexicon)

    def read(self, word: ForeignWord) -> Iterator[Met]:
        """Keys that a word of another script may spell."""
        read = self._abjads.read(word.parts, word.script) if word.script in ABJADS else None
        found = _read_aloud(word, self._lexicon) if read is None else read
        for key, strength in found:
            yield Met(key, 0, len(word.raw), _KIND, strength)


def _read_aloud(word: ForeignWord, lexicon: Lexicon) -> Sequence[tuple[str, float]]:
    several = len(word.parts) > 1
    if is_goods_word(word.raw):
        return ()
    for raw in _without_goods(word.raw.casefold()):
        common = 0.0 if several else used(raw, word.script)
        spelt = _spelt(as_spoken(romanised(raw), word.script), word.script, common, lexicon)
        met = [
            (key, strength)
            for key, strength in spelt.items()
            if strength >= _LEAST and (not several or len(lexicon.tokens(key)) > 1)
        ]
        if met:
            return met
    return ()


def _spelt(spoken: str, script: str, common: float, lexicon: Lexicon) -> dict[str, float]:
    """Keys that a romanised word may be, with how surely; `common`: how common a word of its own language it is."""
    full = STRENGTH[SignalKind.TRANSLITERATED]
    found: dict[str, float] = {}
    if len(spoken) >= _SPOKEN_FROM:
        if lexicon.has(spoken) and _may_be(spoken, common, lexicon):
            return {spoken: full}
        for key in lexicon.same_sound(spoken):
            share = (0.9 if len(key) >= 5 else 0.7) * lexicon.room(SignalKind.PHONETIC, spoken, key)
            found[key] = full * share if _may_be(key, common, lexicon) else 0.0
        for key in lexicon.near([spoken])[0]:
            if len(key) >= 5 and not common and OSA.distance(spoken, key, score_cutoff=1) <= 1:
                found[key] = max(found.get(key, 0.0), full * 0.8 * lexicon.room(SignalKind.REPLACED, spoken, key))
    for bones in heard(spoken, script):
        if len(bones) >= SKELETON_FROM:
            crowd = lexicon.skeletons_of(len(bones)) * _CONSONANTS ** -len(bones)
            for key in lexicon.same_skeleton(bones):
                if _may_be(key, common, lexicon):
                    strength = full * _share(
                        spoken, script, key, bones, crowd, ordinary=common > 0, famous=_fame(key, lexicon) >= _FAMOUS
                    )
                    found[key] = max(found.get(key, 0.0), strength)
    return found


def _may_be(key: str, common: float, lexicon: Lexicon) -> bool:
    """Whether a name is known enough to be meant by a word that its language knows."""
    if not common:
        return True
    fame = min(_fame(key, lexicon), OF_A_WORD) if is_plain_word(key) else _fame(key, lexicon)
    return fame >= common - _KNOWN_MARGIN


def _fame(key: str, lexicon: Lexicon) -> float:
    """How common a name is: of several words the rarest."""
    return min(map(commonness, lexicon.tokens(key)))


def _share(spoken: str, script: str, key: str, bones: str, crowd: float, *, ordinary: bool, famous: bool) -> float:
    """How surely a name is meant whose skeleton is heard, 0–1; `crowd`: names that chance gives a word of its length."""
    if not vowels_fit(spoken, key):
        return 0.0
    alike = likeness(spoken, script, key)
    short = len(bones) <= SKELETON_FROM
    if alike < (_SAME if short else _ORDINARILY_ALIKE if ordinary else _ALIKE) or (short and not famous):
        return 0.0
    crowd *= (_OF_FAMOUS if famous else 1.0) * (1.0 if alike < _SAME_VOICES else 1 / _VOICES) / _VOWELS_FIT
    return (0.75 + 0.2 * alike) / (1.0 + crowd)


def _without_goods(raw: str) -> Iterator[str]:
    """A stretch of syllables, and what is left of it without goods written in one with it (`シャネルバッグ`)."""
    yield raw
    for size in range(2, len(raw) - 1):
        if is_goods_word(raw[size:]):
            yield raw[:size]
        if is_goods_word(raw[:size]):
            yield raw[size:]


def in_run(run: str, lexicon: Lexicon) -> Iterator[Met]:
    """Keys in a run of a script without spaces: every stretch of it is looked up."""
    exact = STRENGTH[SignalKind.EXACT]
    for start in range(len(run)):
        for size in range(min(lexicon.longest_run, len(run) - start), 0, -1):
            part = run[start : start + size]
            if lexicon.has(part):
                yield Met(part, start, start + size, (SignalKind.EXACT,), exact * (_ONE_SIGN if size == 1 else 1))
                break


def across_scripts(title: Title, lexicon: Lexicon) -> Iterator[tuple[str, int, int]]:
    """Keys that stand in letters and in a script without spaces (`D家`, `戴森V15`), and where: the letters in whole words."""
    text, source = title.folded.text, title.folded.source
    for run in _UNSPACED.finditer(text):
        cuts = [run.start(), *(run.start() + cut.end() for cut in _BORDER.finditer(run[0])), run.end()]
        for before, border, after in zip(cuts, cuts[1:], cuts[2:], strict=False):
            # On the side of the letters a key takes all of them, on the other side as many signs as it has.
            left, right = (
                ((before,), range(after, border, -1)) if text[before].isascii() else (range(before, border), (after,))
            )
            found = ((start, end) for start in left for end in right if lexicon.has(text[start:end]))
            for start, end in found:
                yield text[start:end], source[start], source[end - 1] + 1
                break


_SPOKEN_FROM = 4
"""Letters of a romanised word from which it is compared letter by letter."""
_LEAST = 0.2
"""Strength from which a rendering is worth telling."""
