"""Names written in another script: Cyrillic, Greek, Arabic, Hebrew, kana, Hangul read aloud in Latin letters."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import OSA

from markwarden.matching.goods import is_goods_word
from markwarden.matching.signals import STRENGTH
from markwarden.matching.text.atoms import IDEOGRAPHIC, Atom, Title, one_script
from markwarden.matching.text.fold import romanised
from markwarden.matching.text.hit import Met
from markwarden.matching.text.lexicon import SKELETON_FROM, Lexicon
from markwarden.matching.text.skeleton import as_spoken, heard, likeness, vowels_fit
from markwarden.matching.text.words import commonness, commonness_in, is_plain_word, is_word
from markwarden_schema.assessment import SignalKind

_ONE_SIGN = 0.5
"""One character of a run may be a part of any word."""
_KIND = (SignalKind.TRANSLITERATED,)
_WITHOUT_VOWELS = frozenset({"ARABIC", "HEBREW"})
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
_SHORT = 3
"""Consonants that are also those of many words."""
_SHORT_SHARE = 0.5
"""Judged: .85 × .5 stays under what flags."""
_UNKNOWN_WORDS = 20.0
"""How many times more often a word is unknown to the lists where articles and endings are written in one with it."""
_VOWELS_FIT = 4.0
"""How many times less often a word by chance has a name's vowels too, in their order."""


class ForeignWord(NamedTuple):
    """A word, or neighbouring ones, of one other script; `start` and `end` count code points of the title."""

    raw: str
    script: str
    start: int
    end: int
    several: bool


def foreign_words(title: Title) -> Iterator[ForeignWord]:
    """What of a title may be read aloud as a name."""
    atoms = [atom for atom in title.atoms if not atom.raw.isascii()]
    scripts = [one_script(atom.raw) for atom in atoms]
    stretches = [Atom(m[0], m[0], run.start + m.start(), run.start + m.end(), "") for run in title.ideographic for m in _SYLLABLES.finditer(run.raw)]  # fmt: skip
    atoms += stretches
    scripts += ["HANGUL" if "\uac00" <= one.raw[0] <= "\ud7af" else "KATAKANA" for one in stretches]
    for first, atom in enumerate(atoms):
        if scripts[first] in ("", "LATIN"):
            continue
        yield ForeignWord(atom.raw, scripts[first], atom.start, atom.end, several=False)
        raw = atom.raw
        for last in range(first + 1, min(first + _WIDEST, len(atoms))):
            if scripts[last] != scripts[first] or atoms[last].start - atoms[last - 1].end > 1:
                break
            other = atoms[last].raw.casefold()
            if is_goods_word(other) or (
                scripts[last] in _WITHOUT_VOWELS and _commonness(scripts[last], other) >= _ORDINARY
            ):
                break
            raw += atoms[last].raw
            yield ForeignWord(raw, scripts[first], atom.start, atoms[last].end, several=True)


def read_foreign(word: ForeignWord, lexicon: Lexicon) -> Iterator[Met]:
    """Keys that a word of another script may spell."""
    for raw in _without_goods(word.raw.casefold()):
        used = 0.0 if word.several else _commonness(word.script, raw)
        met = False
        for key, strength in _spelt(as_spoken(romanised(raw), word.script), word.script, used, lexicon).items():
            if strength >= _LEAST and (not word.several or len(lexicon.tokens(key)) > 1):
                met = True
                yield Met(key, 0, len(word.raw), _KIND, strength)
        if met:
            return


def _spelt(spoken: str, script: str, used: float, lexicon: Lexicon) -> dict[str, float]:
    """Keys that a romanised word may be, with how surely; `used`: how common a word of its own language it is."""
    full = STRENGTH[SignalKind.TRANSLITERATED]
    found: dict[str, float] = {}
    if len(spoken) >= _SPOKEN_FROM:
        if lexicon.has(spoken) and _may_be(spoken, used, lexicon):
            return {spoken: full}
        for key in lexicon.same_sound(spoken):
            share = (0.9 if len(key) >= 5 else 0.7) * lexicon.room(SignalKind.PHONETIC, spoken, key)
            found[key] = full * share if _may_be(key, used, lexicon) else 0.0
        for key in lexicon.near([spoken])[0]:
            if len(key) >= 5 and not used and OSA.distance(spoken, key, score_cutoff=1) <= 1:
                found[key] = max(found.get(key, 0.0), full * 0.8 * lexicon.room(SignalKind.REPLACED, spoken, key))
    for bones in heard(spoken, script):
        if len(bones) >= SKELETON_FROM:
            crowd = lexicon.skeletons_of(len(bones)) * _CONSONANTS ** -len(bones)
            for key in lexicon.same_skeleton(bones):
                if _may_be(key, used, lexicon):
                    strength = full * _share(
                        spoken, script, key, bones, crowd, ordinary=used > 0, famous=_fame(key, lexicon) >= _FAMOUS
                    )
                    found[key] = max(found.get(key, 0.0), strength)
    return found


def _may_be(key: str, used: float, lexicon: Lexicon) -> bool:
    """Whether a name is known enough to be meant by a word that its language knows."""
    return not used or (_fame(key, lexicon) >= used - _KNOWN_MARGIN and not is_plain_word(key))


def _fame(key: str, lexicon: Lexicon) -> float:
    """How common a name is: of several words the rarest."""
    return min(map(commonness, lexicon.tokens(key)))


def _share(spoken: str, script: str, key: str, bones: str, crowd: float, *, ordinary: bool, famous: bool) -> float:
    """How surely a name is meant whose skeleton is heard, 0–1; `crowd`: names that chance gives a word of its length."""
    if not vowels_fit(spoken, key, all_written=script not in _WITHOUT_VOWELS):
        return 0.0
    alike = likeness(spoken, script, key)
    short = len(bones) <= (_SHORT if script in _WITHOUT_VOWELS else SKELETON_FROM)
    strict = short or (ordinary and script in _WITHOUT_VOWELS)
    if alike < (_SAME if strict else _ORDINARILY_ALIKE if ordinary else _ALIKE) or (short and not famous):
        return 0.0
    crowd *= (_OF_FAMOUS if famous else 1.0) * (1.0 if alike < _SAME_VOICES else 1 / _VOICES)
    crowd *= _UNKNOWN_WORDS if script in _WITHOUT_VOWELS else 1.0 / _VOWELS_FIT
    share = (0.75 + 0.2 * alike) / (1.0 + crowd)
    # Two or three consonants without vowels are also those of many words: told, and never flagged alone.
    return share * _SHORT_SHARE if short and script in _WITHOUT_VOWELS else share


def _commonness(script: str, word: str) -> float:
    """How common a word of another script is in its language, its inflections included; 0 for none."""
    used = commonness_in(script, word)
    return used or (_ORDINARY if _is_ordinary(word) else 0.0)


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


def _is_ordinary(word: str) -> bool:
    """Whether a word is one of its own language, also behind the small words that Arabic and Hebrew write in one with it."""
    if is_word(word):
        return True
    prefixes = _JOINED.get(one_script(word), ())
    return any(
        word.startswith(prefix) and len(word) - len(prefix) >= _STEM and is_stem(word[len(prefix) :])
        for prefix in ("", *prefixes)
    )


def is_stem(word: str) -> bool:
    """Whether a word, or what is left of it without an ending, is ordinary."""
    return is_word(word) or any(
        word.endswith(ending) and len(word) - len(ending) >= _STEM and is_word(word[: -len(ending)])
        for ending in _ENDINGS.get(one_script(word), ())
    )


_STEM = 3
"""Letters that a stem must keep: shorter ones are words by chance."""
_SPOKEN_FROM = 4
"""Letters of a romanised word from which it is compared letter by letter."""
_LEAST = 0.2
"""Strength from which a rendering is worth telling."""
_ORDINARY = 2.6
"""What an inflected word counts, of which the lists know only the stem: as common as the rarest word."""
_JOINED = {
    "ARABIC": ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ف", "ب", "ل", "ك"),
    "HEBREW": ("וה", "שה", "ה", "ו", "ב", "כ", "ל", "מ", "ש"),
}
"""Article, conjunctions and prepositions that are written in one with the word behind them."""
_ENDINGS = {
    "ARABIC": ("ات", "ون", "ين", "ية", "ها", "هم", "ة", "ي", "ه", "ا"),
    "HEBREW": ("ים", "ות", "ית", "ה", "י"),
    "CYRILLIC": ("ами", "ями", "ого", "его", "ный", "ная", "ное", "ные", "ой", "ей", "ов", "ев", "ый", "ий", "ая", "ое", "ые", "ам", "ах", "ом", "ем", "а", "я", "ы", "и", "у", "е", "о"),
}  # fmt: skip
"""Frequent endings; the frequency lists hold each form of a word by itself, the rarer ones not at all."""
