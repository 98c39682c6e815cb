"""The keys that titles are searched for, under everything that a disguised one can be looked up by.

A key is a name's letters and digits, folded. The lexicon knows keys only, not whose they are: brands come and go
without its being built again. It has layers, so that a new key is live at once and costs what it costs itself: a
large one that stays, and smaller ones with what was added since.
"""

import bisect
import functools
import itertools
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple, TypeVar

from markwarden.matching.layered import SHARE
from markwarden.matching.text.deletions import DeletionIndex
from markwarden.matching.text.fold import is_han, syllables
from markwarden.matching.text.leet import leet_class
from markwarden.matching.text.phonetic import sound
from markwarden.matching.text.skeleton import skeletons
from markwarden.matching.text.words import commonness_in_english
from markwarden_schema.assessment import SignalKind

SKELETON_FROM = 2
"""Consonants of a name that can be heard in another script."""
PREFIX = 6
"""Letters by which joined words are tested for being the start of any key."""
_SOUND_FROM = 4
"""Letters of a word whose sound is told apart from others."""
_LETTERS_FROM = 6
"""Shorter words have too many anagrams."""
_ANCHOR_FROM = 3
"""Letters that are left when doubled ones are written once."""
_ANCHOR_LETTERS = 2
"""Letters of a word by which a name of several is found."""
_LETTERS_AT_A_PLACE = 9.8
"""Letters that may follow in a pronounceable word, on average; fitted on clean real titles at 100,000 marks."""
_NEAR_LETTERS = 8
"""Letters likely to be met in the place of another (`letters.are_near`), on average."""
_SOUNDING = 4
"""Spellings of one sound, for each letter."""
_MOST_ANCHORED = 48
"""A token that more keys share than this finds none of them: their other tokens do."""

_RUN = re.compile(r"(.)\1+")


def collapsed(word: str) -> str:
    """A word with each run of one letter written once."""
    return _RUN.sub(r"\1", word)


def _letters(word: str) -> str:
    """A word's first letter and the others in alphabetical order."""
    return word[:1] + "".join(sorted(word[1:]))


def _spellings(kind: SignalKind, length: int, errors: int) -> float:
    """From how many spellings errors of that kind make a word of `length` letters."""
    if kind in (SignalKind.DROPPED, SignalKind.REPLACED):
        return float(_NEAR_LETTERS * length) ** errors
    if kind is SignalKind.MISSPELT:
        return float(_NEAR_LETTERS * length) ** 2
    if kind is SignalKind.PHONETIC:
        return float(_SOUNDING * length)
    return float(length) ** errors  # one letter too many, or two exchanged: one spelling for each place


class Layer:
    """Look-up tables over a set of keys; `tokens` gives the words that each key is written in."""

    def __init__(self, tokens: dict[str, tuple[str, ...]]) -> None:
        self.tokens = tokens
        self.prefixes = {key[:PREFIX] for key in tokens}
        self.leet = _grouped((leet_class(key), key) for key in tokens)
        self.by_length = _grouped((len(key), key) for key in tokens)
        self.longest_run = max((len(key) for key in tokens if not key.isascii()), default=0)
        latin = {key: words for key, words in tokens.items() if key.isascii()}
        spoken = {key: words for key, words in latin.items() if _is_spoken(key)}
        self.collapsed = _grouped((thin, key) for key in latin if len(thin := collapsed(key)) >= _ANCHOR_FROM)
        self.sounds = _grouped((sound(key), key) for key in spoken)
        self.letters = _grouped((_letters(key), key) for key in latin if len(key) >= _LETTERS_FROM)
        self.skeletons = _grouped((bones, key) for key, words in spoken.items() for bones in _bones(words))
        self.anchors = _grouped(
            (word, key)
            for key, words in latin.items()
            if len(words) > 1
            for word in dict.fromkeys(words)
            if len(word) >= _ANCHOR_LETTERS
        )
        # Where a name may begin: Latin ones with each of their words, Chinese ones as a whole.
        begun = {(word, key) for key, words in tokens.items() for word in (words if key.isascii() else (key,))}
        self.beginnings = sorted(begun)
        self.endings = sorted((word[::-1], key) for word, key in begun)
        self.syllables = _grouped((syllables(key), key) for key in tokens if not key.isascii() and is_han(key))
        self.near = DeletionIndex(list(latin))
        self.near_anchor = DeletionIndex([word for word in self.anchors if word.isascii()])

    @functools.cached_property
    def known_skeletons(self) -> dict[str, list[str]]:
        """Skeletons of names that people write, however few consonants they have; made when a title first needs them."""
        return _grouped(
            (bones, key)
            for key, words in self.tokens.items()
            if _is_spoken(key) and all(map(commonness_in_english, words))
            for bones in skeletons(words)
        )


class _Held(NamedTuple):
    """A layer, and its keys that a newer layer has too or that are gone: the layer is not built again for them."""

    layer: Layer
    stale: frozenset[str]

    @property
    def live(self) -> dict[str, tuple[str, ...]]:
        return {key: words for key, words in self.layer.tokens.items() if key not in self.stale}


K = TypeVar("K", bound=Hashable)


def _grouped(pairs: Iterable[tuple[K, str]]) -> dict[K, list[str]]:
    """Keys by what they are looked up by."""
    groups: dict[K, list[str]] = {}
    for looked_up, key in pairs:
        groups.setdefault(looked_up, []).append(key)
    return groups


def _is_spoken(key: str) -> bool:
    return key.isascii() and len(key) >= _SOUND_FROM and key.isalpha()


def _bones(words: tuple[str, ...]) -> Iterable[str]:
    return (bones for bones in skeletons(words) if len(bones) >= SKELETON_FROM)


class Lexicon:
    """Keys in layers, the oldest and largest first; immutable."""

    def __init__(self, held: tuple[_Held, ...], lengths: Counter[int], skeleton_lengths: Counter[int]) -> None:
        self._held = held
        self._keys = [(one.layer.tokens, one.stale) for one in held]
        self._lengths = lengths
        self._skeleton_lengths = skeleton_lengths
        self.longest_run = max((one.layer.longest_run for one in held), default=0)

    @classmethod
    def build(cls, tokens: dict[str, tuple[str, ...]]) -> "Lexicon":
        """Index all keys; each with the words that it is written in."""
        layer = Layer(tokens)
        skeleton_lengths = Counter(len(bones) for bones, keys in layer.skeletons.items() for _ in keys)
        return cls((_Held(layer, frozenset()),), Counter(map(len, tokens)), skeleton_lengths)

    def changed(self, changes: Mapping[str, tuple[str, ...] | None]) -> "Lexicon":
        """The lexicon with these keys put in, each with its words, or taken out where they are None.

        The new ones make a layer of their own. Layers are made one when the older is no longer much the larger.
        """
        old = {key: words for key in changes if (words := self._words(key)) is not None}
        held = [_Held(layer, stale | {key for key in old if key in layer.tokens}) for layer, stale in self._held]
        newest = {key: words for key, words in changes.items() if words is not None}
        while held and (
            len(held[-1].layer.tokens) <= SHARE * len(newest)
            or SHARE * len(held[-1].stale) > len(held[-1].layer.tokens)
        ):
            newest = {**held.pop().live, **newest}
        if newest or not held:
            held.append(_Held(Layer(newest), frozenset()))
        lengths, skeleton_lengths = self._lengths.copy(), self._skeleton_lengths.copy()
        for key, words in old.items():
            lengths[len(key)] -= 1
            skeleton_lengths.subtract(map(len, _bones(words) if _is_spoken(key) else ()))
        for key, now in changes.items():
            if now is not None:
                lengths[len(key)] += 1
                skeleton_lengths.update(map(len, _bones(now) if _is_spoken(key) else ()))
        return Lexicon(tuple(held), lengths, skeleton_lengths)

    def _words(self, key: str) -> tuple[str, ...] | None:
        return next(
            (one.layer.tokens[key] for one in self._held if key in one.layer.tokens and key not in one.stale), None
        )

    def has(self, key: str) -> bool:
        # The question asked most: hundreds of times a title.
        for tokens, stale in self._keys:  # noqa: SIM110 - a generator costs as much as the look-up
            if key in tokens and key not in stale:
                return True
        return False

    def starts(self, word: str) -> bool:
        """Whether any key can begin with `word` (false is certain, true is not)."""
        return any(word[:PREFIX] in one.layer.prefixes for one in self._held)

    def same_collapsed(self, word: str) -> Iterable[str]:
        looked_up = collapsed(word)
        return self._live((one, one.layer.collapsed.get(looked_up, ())) for one in self._held)

    def same_leet(self, word: str) -> Iterable[str]:
        looked_up = leet_class(word)
        return self._live((one, one.layer.leet.get(looked_up, ())) for one in self._held)

    def same_sound(self, word: str) -> Iterable[str]:
        looked_up = sound(word)
        return self._live((one, one.layer.sounds.get(looked_up, ())) for one in self._held)

    def same_skeleton(self, bones: str) -> Iterable[str]:
        """Keys whose consonants may be heard so."""
        return self._live((one, one.layer.skeletons.get(bones, ())) for one in self._held)

    def known_of_skeleton(self, bones: str) -> Iterable[str]:
        """Those of them that people write, with one consonant or none too."""
        return self._live((one, one.layer.known_skeletons.get(bones, ())) for one in self._held)

    @property
    def size(self) -> int:
        """How many keys there are."""
        return self._lengths.total()

    def skeletons_of(self, length: int) -> int:
        """How many skeletons of that many consonants the keys have."""
        return self._skeleton_lengths[length]

    def same_letters(self, word: str) -> Iterable[str]:
        """Keys of the same letters in another order, the first one in its place."""
        looked_up = _letters(word)
        return self._live((one, one.layer.letters.get(looked_up, ())) for one in self._held)

    @staticmethod
    def _live(found: Iterable[tuple[_Held, Iterable[str]]]) -> Iterable[str]:
        """Without what a layer no longer stands for."""
        return (key for one, keys in found for key in keys if key not in one.stale)

    def anchored(self, word: str) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Keys of several words of which `word` is one, with all their words; none where too many share it."""
        keys = [
            (key, one.layer.tokens[key])
            for one in self._held
            for key in one.layer.anchors.get(word, ())
            if key not in one.stale
        ]
        return keys if len(keys) <= _MOST_ANCHORED else ()

    def near_anchors(self, words: list[str]) -> list[list[str]]:
        """For each word the words of keys of several that may lie a typing error or two away; verify each."""
        found = [one.layer.near_anchor.near(words) for one in self._held]
        return [list(dict.fromkeys(itertools.chain(*parts))) for parts in zip(*found, strict=True)]

    def beginning(self, part: str, most: int) -> list[str]:
        """Keys of which a word begins so, each once; none where there are more than `most`."""
        return self._bordering([one.layer.beginnings for one in self._held], part, most)

    def ending(self, part: str, most: int) -> list[str]:
        """Keys of which a word ends so, each once; none where there are more than `most`."""
        return self._bordering([one.layer.endings for one in self._held], part[::-1], most)

    def _bordering(self, sorted_words: list[list[tuple[str, str]]], part: str, most: int) -> list[str]:
        found: set[str] = set()
        for words, one in zip(sorted_words, self._held, strict=True):
            for word, key in itertools.islice(words, bisect.bisect_left(words, (part, "")), None):
                if not word.startswith(part):
                    break
                if key not in one.stale:
                    found.add(key)
                if len(found) > most:
                    return []
        return sorted(found)

    def same_syllables(self, part: str) -> list[str]:
        """Chinese keys that are said alike."""
        said = syllables(part)
        return list(self._live((one, one.layer.syllables.get(said, ())) for one in self._held))

    def crowd(self, length: int) -> float:
        """Names that chance gives a word of that length as their beginning."""
        return self._lengths.total() * _LETTERS_AT_A_PLACE**-length

    def of_length(self, length: int) -> Iterable[str]:
        return self._live((one, one.layer.by_length.get(length, ())) for one in self._held)

    def room(self, kind: SignalKind, word: str, key: str, errors: int = 1) -> float:
        """How little crowded the registry is around a word, 0–1: 1 where no key comes so near to it by chance.

        Of the spellings from which errors of this kind make `word`, each is a key with odds of about keys of that
        length ÷ pronounceable words of that length; the latter is taken as `_LETTERS_AT_A_PLACE` to the length.
        """
        keys = self._lengths[len(key)]
        return 1.0 / (1.0 + keys * _spellings(kind, len(word), errors) * _LETTERS_AT_A_PLACE ** -len(key))

    def near(self, words: list[str]) -> list[list[str]]:
        """For each word the keys that may lie a typing error or two away; verify each."""
        found = [one.layer.near.near(words) for one in self._held]
        return [list(self._live(zip(self._held, parts, strict=True))) for parts in zip(*found, strict=True)]

    def tokens(self, key: str) -> tuple[str, ...]:
        """The words that a key is written in. Raises `KeyError`."""
        words = self._words(key)
        if words is None:
            raise KeyError(key)
        return words
