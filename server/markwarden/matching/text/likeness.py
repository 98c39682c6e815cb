"""How a word differs from a key, which error that is, and how telling it is."""

from rapidfuzz.distance import OSA

from markwarden.matching.goods import is_goods_word
from markwarden.matching.signals import STRENGTH
from markwarden.matching.text.atoms import MASKS
from markwarden.matching.text.deletions import reach
from markwarden.matching.text.leet import leet_class
from markwarden.matching.text.letters import are_near
from markwarden.matching.text.lexicon import collapsed
from markwarden.matching.text.phonetic import sound
from markwarden.matching.text.words import (
    commonness,
    is_compound,
    is_inflected_word,
    is_plain_word,
    is_slip_of_a_word,
)
from markwarden_schema.assessment import SignalKind

LIKENESS = frozenset(
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
"""The disguises that rest on likeness, which vigilance weighs."""
LENGTH_FACTOR = {4: 0.6, 5: 0.78, 6: 0.9}
"""One error in a short mark is met by chance more often; 1 from seven letters on."""
SHORT_KINDS = frozenset({SignalKind.DOUBLED, SignalKind.SWAPPED})
"""The errors that leave all letters of a four-letter mark in place: the only ones believed of it."""
_PLAIN_MARK = 0.5
"""A slip of a mark that is an ordinary word is most often a slip of that word (`crsytal`): never flagged alone."""
_RARE_MARK = 0.62
"""Judged: a replaced letter of a rare word (.76 × .62 = .47) flags, just."""
_RARE = 3.2
"""Zipf value below which a word (`bootlegger`, `pterodactyl`) is too rare to be mistyped more often than the mark."""
_ORDINARY = 4.0
"""Zipf value of a word that is no misspelling of a neighbour's companion (`for`, `kids`)."""
_VERY_COMMON = 5.0
"""Zipf value of the few hundred words that every title has."""
_SEEN = 1.0
"""Zipf value from which frequency lists have met a word: the lists begin about here."""
_SEEN_MARGIN = 0.5
"""Zipf units by which a mark must be the commoner: three times as common."""
_SEEN_ELSEWHERE = 0.55
"""A word that people write (`tencel`, `optoma`, `mobius`) and that is more common than the mark is most often itself:
what is left of the strongest error then stays under medium."""
_FAR_LETTER = 0.75
"""A letter that neither lies beside the right one on the keyboard nor sounds or looks like it: chance puts one of 25
there, a hand that errs or hides one of some 8."""
WORD_MARGIN = 1.0
"""A word that frequency lists know is taken for a misspelt mark only if the mark is ten times as common (Zipf + 1)."""


def may_be_misspelt(word: str) -> bool:
    """Whether a word is worth comparing: ordinary words and numbers are not."""
    digits = sum(map(str.isdigit, word))
    if len(word) < 3 or digits * 3 > len(word) or is_plain_word(word):
        return False
    return not is_inflected_word(word) or commonness(word) < 3.6


def error_between(word: str, key: str) -> SignalKind | None:
    """The typing error that makes `word` of `key`; None where it is further away than `reach`."""
    most = reach(len(key))
    distance = OSA.distance(word, key, score_cutoff=most)
    if distance == 0 or distance > most:
        return None
    return _error(word, key)


def _error(word: str, key: str) -> SignalKind:
    if collapsed(word) == collapsed(key):
        return SignalKind.DOUBLED if len(word) > len(key) else SignalKind.DROPPED
    if OSA.distance(word, key) > 1:
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
    if kind is SignalKind.MISSPELT and (is_slip_of_a_word(word) or is_compound(word)):
        return None
    if len(key) == 4 and kind not in SHORT_KINDS:
        return kind, 0.3
    strength = STRENGTH[kind] * LENGTH_FACTOR.get(len(key), 1.0)
    if kind is SignalKind.MISSPELT and len(key) < 10:
        strength *= 0.8
    if word[0] != key[0] and kind is not SignalKind.SWAPPED:
        strength *= 0.8 if len(key) > 6 else 0.7
    if is_plain_word(key):
        strength *= _PLAIN_MARK if commonness(key) >= _RARE else _RARE_MARK
    strength *= known_elsewhere(word, key)
    if kind is SignalKind.REPLACED and not any(are_near(a, b) for a, b in zip(word, key, strict=True) if a != b):
        strength *= _FAR_LETTER
    return kind, strength


def glued_to(word: str, wanted: str, *, before: bool, after: bool) -> tuple[SignalKind, float] | None:
    """The first (`before`) or last (`after`) word of a name with a word of goods glued to its outer side."""
    rest = word.removesuffix(wanted) if before and word.endswith(wanted) else ""
    rest = rest or (word.removeprefix(wanted) if after and word.startswith(wanted) else "")
    return (SignalKind.GLUED, STRENGTH[SignalKind.GLUED]) if rest != word and is_goods_word(rest) else None


def known_elsewhere(word: str, key: str) -> float:
    """What is left of a likeness to `key` by what else the word is known for, 0–1."""
    used = commonness(word)
    return _SEEN_ELSEWHERE if used >= _SEEN and commonness(key) < used + _SEEN_MARGIN else 1.0


def disguise_of_word(word: str, wanted: str, *, whole: str, rare: bool) -> tuple[SignalKind, float] | None:
    """How `word` can stand for one word of a longer mark (`whole`, folded) whose other words stand as they are.

    `rare`: one of those others is no common word, so that even a real word beside it is more likely a slip.
    """
    if not word.isalpha():
        masked = MASKS & set(word)
        if masked and (
            "".join(filter(str.isalnum, word)) == wanted
            or (len(word) == len(wanted) and all(a == b or a in MASKS for a, b in zip(word, wanted, strict=True)))
        ):
            return SignalKind.MASKED, STRENGTH[SignalKind.MASKED]
        if len(word) == len(wanted) and leet_class(word) == leet_class(wanted):
            return SignalKind.LEET, STRENGTH[SignalKind.LEET]
        return None
    if len(wanted) < 3 or commonness(word) >= (_VERY_COMMON if rare else _ORDINARY):
        return None
    if is_plain_word(word) and not rare:
        return None
    if OSA.distance(word, wanted) <= (1 if len(wanted) < 6 or len(whole) < 10 else 2):
        kind = _error(word, wanted)
        return kind, STRENGTH[kind] * LENGTH_FACTOR.get(len(whole), 1.0)
    if len(wanted) >= 4 and sound(word) == sound(wanted):
        return SignalKind.PHONETIC, STRENGTH[SignalKind.PHONETIC]
    return None


def plausible(word: str, key: str) -> bool:
    """Whether `word` is rarer than a word must be to stand for itself."""
    return not is_inflected_word(word) or commonness(key) >= commonness(word) + WORD_MARGIN
