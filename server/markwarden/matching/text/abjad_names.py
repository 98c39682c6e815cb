"""Names met in words of scripts that write few vowels: which of them, and how surely."""

import itertools
import math
from collections.abc import Iterator
from typing import NamedTuple

from markwarden.matching.goods import is_goods_word
from markwarden.matching.signals import STRENGTH
from markwarden.matching.text.abjad import IMPOSSIBLE, Spoken, by_chance, consonants_of, heard_in, normal, rendered
from markwarden.matching.text.lexicon import Lexicon
from markwarden.matching.text.native import OF_A_WORD, PREFIXES, used
from markwarden.matching.text.words import commonness_in_english, is_plain_word
from markwarden_schema.assessment import SignalKind

_ANY_NAME = 50.0
"""How many times likelier a word that no list knows is anything but a name of the registry; fitted on real Arabic titles, of
which one in a hundred is then flagged at 10,000 marks."""
_OF_FAMOUS = math.log(0.2)
"""ln of how much rarer than a famous name in another script a word like it by chance is, beside an unknown name."""
FAMOUS = 3.0
"""Zipf value of a name from which it is more often written in other scripts than chance makes words like it."""
_KNOWN = math.log(30)
"""ln of how many times rarer all words that no list knows are than all that one knows; measured on real Arabic titles."""
_KNOWN_MARGIN = 1.0
"""Zipf units by which a word of another language may be commoner than the name that it is: lists differ."""
_IN_USE = 2.0
"""Zipf value from which a word is written by people: below it are names and slips, the renderings themselves among them."""
_TOGETHER = 2.0
"""Judged, as a logarithm: two words that stand side by side do so a hundred times as often as chance has it."""
_OF_ALL = 8.0
"""Zipf's law: the word of rank r is written once in 10 r words, so that 10 ** (8 - z) words have a Zipf value of z or more."""
_FEW = 2
"""Consonants that are also those of many words."""
_FEW_SHARE = 0.5
"""Judged: .85 × .5 stays under what flags; a name of two consonants must be known to many."""
_LEAST = 0.2
"""Strength from which a rendering is worth telling."""
_AND = frozenset({"اند", "ند", "אנד"})
_CUT = math.log(0.1)
"""Judged: one name of one word in ten is written in two."""
_LN10 = math.log(10)
_MOST_DOUBT = math.log(STRENGTH[SignalKind.TRANSLITERATED] / _LEAST - 1)
"""ln of the odds against a name above which it is not worth telling."""
_CERTAIN = 50.0
"""ln of odds from which nothing is left."""
REMEMBERED = 50_000
"""Words whose answer is kept."""


class AbjadReader:
    """Answers for words, and remembers them; safe to share between threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._any_name = math.log(_ANY_NAME * lexicon.size) if lexicon.size else 0.0
        self._known: dict[tuple[str, ...], tuple[tuple[str, float], ...]] = {}
        self._names: dict[tuple[str, str], _Name] = {}

    def read(self, words: tuple[str, ...], script: str) -> tuple[tuple[str, float], ...]:
        """Keys that neighbouring words may spell together, each with the strength of that."""
        found = self._known.get(words)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known = {}
            found = self._known[words] = tuple(self._read(words, script))
        return found

    def _read(self, words: tuple[str, ...], script: str) -> Iterator[tuple[str, float]]:
        if any(_names_goods(word, script) for word in words):
            return
        word = _Word.of(words, script)
        # A word that its language knows, or like too many names, can only be a name that people know.
        all_names = word.common < _IN_USE and self._any_name + word.as_rare < 0
        tried: set[str] = set()
        for bones in heard_in(word.without_and, script):
            keys = self._lexicon.same_skeleton(bones) if all_names else ()
            for key in itertools.chain(self._lexicon.known_of_skeleton(bones), keys):
                if key in tried:
                    continue
                tried.add(key)
                strength = STRENGTH[SignalKind.TRANSLITERATED] * self._share_of(word, key)
                if strength >= _LEAST:
                    yield key, strength

    def _name(self, key: str, script: str) -> "_Name":
        name = self._names.get((key, script))
        if name is None:
            if len(self._names) >= REMEMBERED:
                self._names = {}
            name = self._names[key, script] = _Name.of(key, self._lexicon.tokens(key), script)
        return name

    def _share_of(self, word: "_Word", key: str) -> float:
        """How surely a key is meant by a word that has its consonants, 0–1."""
        name = self._name(key, word.script)
        cut = 0.0
        if word.parts > 1 and name.words == 1:
            if word.consonants <= _FEW:
                return 0.0
            cut = _CUT
        # Each is ln of the odds that it is not the name, were it certain that the name is written so.
        others = self._any_name + (_OF_FAMOUS if name.fame >= FAMOUS else 0.0) - cut
        chance = others + word.chance
        # It is the name where it is about as common; if few write the name so, it had to be that much commoner. Or where no
        # words of the language, of all that are as common, would be so like a name of the registry by chance.
        itself = _LN10 * (word.common - name.fame - _KNOWN_MARGIN) + name.spoken.usual - cut
        alike = others + word.chance + word.as_many
        rare = others + word.as_rare if word.common < _IN_USE else math.inf
        known = min(itself, alike, rare) if word.is_known else -math.inf
        least = max(chance, known) - _MOST_DOUBT
        if least > name.spoken.usual + cut:
            return 0.0
        likelihood = rendered(word.normal, name.spoken, word.script, least)
        if likelihood <= IMPOSSIBLE:
            return 0.0
        share = 1.0 / (1.0 + _odds(chance - likelihood) + _odds(known - likelihood))
        return share * _FEW_SHARE if word.consonants <= _FEW and name.fame < FAMOUS else share


class _Name(NamedTuple):
    """A key as it may be met."""

    words: int
    fame: float
    """Zipf frequency, of several words of the rarest."""
    spoken: Spoken

    @classmethod
    def of(cls, key: str, tokens: tuple[str, ...], script: str) -> "_Name":
        fame = min(map(commonness_in_english, tokens))
        return cls(len(tokens), min(fame, OF_A_WORD) if is_plain_word(key) else fame, Spoken.of(tokens, script))


class _Word(NamedTuple):
    """Neighbouring words of a title, read as one."""

    normal: str
    without_and: str
    """The same but for an English `and` in it, which names are written without."""
    script: str
    parts: int
    consonants: int
    is_known: bool
    """Whether lists know all of them."""
    common: float
    """Zipf frequency, of several of their standing together; 0 where one is unknown."""
    chance: float
    """ln of their likelihood as any words of the language, among the unknown ones, by their letters."""
    as_rare: float
    """The same by how common they are."""
    as_many: float
    """ln of how many others there are of which each is as common."""

    @classmethod
    def of(cls, words: tuple[str, ...], script: str) -> "_Word":
        parts = [normal(word) for word in words]
        zipfs = [used(word.casefold(), script) for word in words]
        by_letters = [by_chance(part, script) for part in parts]
        as_rare = sum(
            max(chance, _KNOWN + _LN10 * (zipf - 9) if zipf else -math.inf)
            for chance, zipf in zip(by_letters, zipfs, strict=True)
        )
        is_known = min(zipfs) > 0
        whole = "".join(parts)
        return cls(
            whole,
            "".join(part for part in parts if part not in _AND) if len(parts) > 2 else whole,
            script,
            len(parts),
            consonants_of(whole, script),
            is_known,
            sum(zipfs) - (9 - _TOGETHER) * (len(zipfs) - 1) if is_known else 0.0,
            # Beside an unknown word a known one is itself; where all are known, that is weighed against the name.
            sum(by_letters) if is_known else as_rare,
            as_rare,
            sum(_LN10 * max(_OF_ALL - zipf, 0.0) for zipf in zipfs),
        )


def _names_goods(word: str, script: str) -> bool:
    """Whether a word is one of goods, also behind what is joined on to it."""
    return any(
        is_goods_word(word.removeprefix(prefix)) for prefix in ("", *PREFIXES[script]) if word.startswith(prefix)
    )


def _odds(logarithm: float) -> float:
    return math.exp(min(logarithm, _CERTAIN))
