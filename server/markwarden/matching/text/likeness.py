"""How a word differs from a key, which error that is, and how telling it is."""

from rapidfuzz.distance import OSA

from markwarden.matching.signals import STRENGTH
from markwarden.matching.text.deletions import reach
from markwarden.matching.text.lexicon import collapsed
from markwarden.matching.text.words import commonness, is_inflected_word, is_slip_of_a_word
from markwarden_schema.assessment import SignalKind

LENGTH_FACTOR = {4: 0.6, 5: 0.78, 6: 0.9}
"""One error in a short mark is met by chance more often; 1 from seven letters on."""
SHORT_KINDS = frozenset({SignalKind.DOUBLED, SignalKind.SWAPPED})
"""The errors that leave all letters of a four-letter mark in place: the only ones believed of it."""
WORD_MARGIN = 1.0
"""A word that frequency lists know is taken for a misspelt mark only if the mark is ten times as common (Zipf + 1)."""


def may_be_misspelt(word: str) -> bool:
    """Whether a word is worth comparing: ordinary words and numbers are not."""
    digits = sum(map(str.isdigit, word))
    return len(word) >= 3 and digits * 3 <= len(word) and (not is_inflected_word(word) or commonness(word) < 3.6)


def error_between(word: str, key: str) -> SignalKind | None:
    """The typing error that makes `word` of `key`; None where it is further away than `reach`."""
    most = reach(len(key))
    distance = OSA.distance(word, key, score_cutoff=most)
    if distance == 0 or distance > most:
        return None
    if collapsed(word) == collapsed(key):
        return SignalKind.DOUBLED if len(word) > len(key) else SignalKind.DROPPED
    if distance > 1:
        return SignalKind.MISSPELT
    if len(word) < len(key):
        return SignalKind.DROPPED
    if len(word) > len(key):
        return SignalKind.ADDED
    return SignalKind.SWAPPED if sorted(word) == sorted(key) else SignalKind.REPLACED


def misspelling(word: str, key: str) -> tuple[SignalKind, float] | None:
    """The error and its strength, where `word` can be a misspelling of `key`."""
    kind = error_between(word, key)
    if kind is None or not plausible(word, key):
        return None
    if any(char.isdigit() for char in word) != any(char.isdigit() for char in key):
        return None
    if kind is SignalKind.MISSPELT and is_slip_of_a_word(word):
        return None
    if len(key) == 4 and kind not in SHORT_KINDS:
        return kind, 0.3
    strength = STRENGTH[kind] * LENGTH_FACTOR.get(len(key), 1.0)
    if kind is SignalKind.MISSPELT and len(key) < 10:
        strength *= 0.8
    if word[0] != key[0] and kind is not SignalKind.SWAPPED:
        strength *= 0.8
    return kind, strength


def plausible(word: str, key: str) -> bool:
    """Whether `word` is rarer than a word must be to stand for itself."""
    return not is_inflected_word(word) or commonness(key) >= commonness(word) + WORD_MARGIN
