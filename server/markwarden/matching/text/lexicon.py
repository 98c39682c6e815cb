"""The keys that titles are searched for, under everything that a disguised one can be looked up by.

A key is a name's letters and digits, folded. The lexicon knows keys only, not whose they are: brands come and go
without its being built again. It has two layers, so that a new key is live at once: a large one, and a small one
with what was added since.
"""

from collections.abc import Iterable

from markwarden.matching.text.deletions import DeletionIndex
from markwarden.matching.text.leet import leet_class
from markwarden.matching.text.phonetic import sound

PREFIX = 6
"""Letters by which joined words are tested for being the start of any key."""
_SOUND_FROM = 4
_LETTERS_FROM = 6
"""Shorter words have too many anagrams."""
_ANCHOR_FROM = 3
_ONE_ERROR = 25
"""Spellings one error away, for each letter of a word: another letter in its place, none, one more, two exchanged."""
_LETTERS_AT_A_PLACE = 16
"""Letters that may follow in a pronounceable word, on average; fitted on clean real titles at 100,000 marks."""
_MOST_ANCHORED = 48
"""A token that more keys share than this finds none of them: their other tokens do."""
_REBUILD = 2_000
"""Keys in the small layer at which the two are made one again."""


def collapsed(word: str) -> str:
    """A word with each run of one letter written once."""
    return "".join(char for number, char in enumerate(word) if number == 0 or char != word[number - 1])


def _letters(word: str) -> str:
    """A word's first letter and the others in alphabetical order."""
    return word[:1] + "".join(sorted(word[1:]))


class Layer:
    """Look-up tables over a set of keys; `tokens` gives the words that each key is written in."""

    def __init__(self, tokens: dict[str, tuple[str, ...]]) -> None:
        self.tokens = tokens
        self.prefixes = {key[:PREFIX] for key in tokens}
        self.collapsed: dict[str, list[str]] = {}
        self.leet: dict[str, list[str]] = {}
        self.sounds: dict[str, list[str]] = {}
        self.letters: dict[str, list[str]] = {}
        self.by_length: dict[int, list[str]] = {}
        anchors: dict[str, list[str]] = {}
        self.longest_run = 0
        for key, words in tokens.items():
            self.leet.setdefault(leet_class(key), []).append(key)
            self.by_length.setdefault(len(key), []).append(key)
            if not key.isascii():
                self.longest_run = max(self.longest_run, len(key))
                continue
            thin = collapsed(key)
            if len(thin) >= _ANCHOR_FROM:
                self.collapsed.setdefault(thin, []).append(key)
            if len(key) >= _SOUND_FROM and key.isalpha():
                self.sounds.setdefault(sound(key), []).append(key)
            if len(key) >= _LETTERS_FROM:
                self.letters.setdefault(_letters(key), []).append(key)
            if len(words) > 1:
                for word in set(words):
                    if len(word) >= 2:
                        anchors.setdefault(word, []).append(key)
        self.anchors = {word: keys for word, keys in anchors.items() if len(keys) <= _MOST_ANCHORED}
        self.near = DeletionIndex([key for key in tokens if key.isascii()])


class Lexicon:
    """Keys in two layers; immutable."""

    def __init__(self, layers: tuple[Layer, ...], keys: frozenset[str]) -> None:
        self.layers = layers
        self.keys = keys
        self.longest_run = max((layer.longest_run for layer in layers), default=0)

    @classmethod
    def build(cls, tokens: dict[str, tuple[str, ...]]) -> "Lexicon":
        """Index all keys; each with the words that it is written in."""
        return cls((Layer(tokens),), frozenset(tokens))

    def updated(self, tokens: dict[str, tuple[str, ...]]) -> "Lexicon":
        """A lexicon that has these keys and maybe more: what is gone stays until the layers are made one."""
        main = self.layers[0].tokens
        added = {key: words for key, words in tokens.items() if main.get(key) != words}
        if len(added) > _REBUILD or len(main) > 2 * len(tokens) + _REBUILD:
            return Lexicon.build(tokens)
        return Lexicon((self.layers[0], Layer(added)) if added else self.layers[:1], frozenset(tokens))

    def has(self, key: str) -> bool:
        return key in self.keys

    def starts(self, word: str) -> bool:
        """Whether any key can begin with `word` (false is certain, true is not)."""
        return any(word[:PREFIX] in layer.prefixes for layer in self.layers)

    def same_collapsed(self, word: str) -> Iterable[str]:
        return self._present(layer.collapsed.get(collapsed(word), ()) for layer in self.layers)

    def same_leet(self, word: str) -> Iterable[str]:
        return self._present(layer.leet.get(leet_class(word), ()) for layer in self.layers)

    def same_sound(self, word: str) -> Iterable[str]:
        return self._present(layer.sounds.get(sound(word), ()) for layer in self.layers)

    def same_letters(self, word: str) -> Iterable[str]:
        """Keys of the same letters in another order, the first one in its place."""
        return self._present(layer.letters.get(_letters(word), ()) for layer in self.layers)

    def _present(self, found: Iterable[Iterable[str]]) -> Iterable[str]:
        """Without what the registry no longer has: the large layer is not built again for it."""
        return (key for keys in found for key in keys if key in self.keys)

    def anchored(self, word: str) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Keys of several words of which `word` is one, with all their words."""
        return (
            (key, layer.tokens[key]) for layer in self.layers for key in layer.anchors.get(word, ()) if key in self.keys
        )

    def of_length(self, length: int) -> Iterable[str]:
        return self._present(layer.by_length.get(length, ()) for layer in self.layers)

    def room(self, length: int, errors: int) -> float:
        """How little crowded the registry is around keys of a length, 0–1: 1 where no other name comes so near by chance.

        A word that is made up like a name lies within `errors` of some key with odds of about keys × spellings that
        far away ÷ pronounceable words of that length; the last is taken as `_LETTERS_AT_A_PLACE` to the length.
        """
        keys = sum(
            len(layer.by_length.get(near, ())) for layer in self.layers for near in (length - 1, length, length + 1)
        )
        spellings = float(_ONE_ERROR * errors * length) ** errors
        return 1.0 / (1.0 + keys * spellings / float(_LETTERS_AT_A_PLACE) ** length)

    def near(self, words: list[str]) -> list[list[str]]:
        """For each word the keys that may lie a typing error or two away; verify each."""
        found = [layer.near.near(words) for layer in self.layers]
        return [list(self._present(parts)) for parts in zip(*found, strict=True)]

    def tokens(self, key: str) -> tuple[str, ...]:
        """The words that a key is written in; the newest layer decides."""
        for layer in reversed(self.layers):
            if key in layer.tokens:
                return layer.tokens[key]
        raise KeyError(key)
