"""Names in scripts that write consonants and few vowels: how likely a word is a Latin name's rendering, and how likely not.

A Latin name may be written in many ways, and a word may be read in many. So both are weighed: `rendered` is the likelihood
of a word given the name (the likeliest way of writing one group of letters after the other, by the table `abjads.toml`),
`by_chance` that of the word if it is any word of its language (from letter to letter, as the words of wordfreq's list
follow each other). Vowels that are written, and how many consonants there are, count by themselves: each letter that is
in its place makes chance less likely.
"""

import functools
import itertools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from markwarden.matching.tables import table
from markwarden.matching.text.atoms import one_script
from markwarden.matching.text.native import PREFIXES, STEM
from markwarden.matching.text.words import words_of

ABJADS = {"ARABIC": "ar", "HEBREW": "he"}
"""Scripts, and the language whose words are told from names: Persian titles are told by the Arabic list and its own."""
GERESH = frozenset("'׳’‘´`")
"""Signs that Hebrew writes behind a letter for a foreign sound; all are taken for one."""
WITH_GERESH = frozenset("גזץצתט")
"""Letters behind which a geresh at the end of a word belongs to it."""
_WEIGHTS = (1.0, 1 / 4, 1 / 25)
"""Usual, also met, seldom: judged; what matters is their order."""
_ADDED = math.log(0.01)
"""Judged: a vowel that is written and not in the name, such as the one that Arabic puts before two consonants."""
_JOINED_ON = math.log(0.03)
"""Judged: one name in thirty bears an article, conjunction or preposition; names have no article of their own."""
IMPOSSIBLE = -1000.0
"""Less than any way of writing a name comes to."""
_SAMPLE = 8
"""Every eighth word of a list of 600,000 tells how letters follow each other as well as all."""
_UNSEEN = 0.5
"""Added to the count of each pair of letters, so that an unseen one is not impossible (Krichevsky and Trofimov, 1981)."""
_MOST_READINGS = 32
"""Skeletons of one word that are looked up: five letters with two sounds each."""
_FORMS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"), **dict.fromkeys("ىیئ", "ي"), **dict.fromkeys("ةۀہە", "ه"), "ؤ": "و", "ک": "ك", "چ": "تش", "ژ": "ج", "ء": "", "ـ": "",
        **dict(zip("ךםןףץ", "כמנפצ", strict=True)), **dict.fromkeys(GERESH, "'"), "״": "", '"': "",
    }
)  # fmt: skip
"""Forms of one letter; what Persian has letters of its own for is written as Arabic does without them."""
_DOUBLED = re.compile(r"([bdfgkmnprt])\1+")
_REPEATED = re.compile(r"(.)\1+")
_VOWELS = {"ARABIC": frozenset("اويه"), "HEBREW": frozenset("אויהע")}
"""Letters that may stand for a vowel which the name has not."""
_CLASSES: dict[str, dict[str, str]] = {
    "ARABIC": {
        **dict.fromkeys("بپفڤ", "P"), "و": "-P", **dict.fromkeys("غقكگخ", "K"), "ج": "SK", **dict.fromkeys("تطدض", "T"), **dict.fromkeys("ثذظ", "TS"),
        **dict.fromkeys("زسصش", "S"), **dict.fromkeys("رل", "R"), "م": "M", "ن": "N",
    },
    "HEBREW": {
        **dict.fromkeys("בפ", "P"), "ו": "-P", **dict.fromkeys("קכ", "K"), "ג": "KS", "ח": "-K", **dict.fromkeys("טתד", "T"), **dict.fromkeys("זסצש", "S"),
        **dict.fromkeys("רל", "R"), "מ": "M", "נ": "N",
    },
}  # fmt: skip
"""Consonants as the skeletons of names have them (`skeleton.skeletons`); "-": none, where a letter may be a vowel."""
_GROUPS = (("تش", "ش"), ("ג'", "ש"), ("ת'", "ת"), ("وو", "و"), ("וו", "ו"), ("'", ""))
"""Letters that are one sound together."""


@functools.lru_cache(maxsize=50_000)
def normal(word: str) -> str:
    """A word with one form for each letter, without points and lengthening strokes."""
    composed = unicodedata.normalize("NFKC", word).translate(_FORMS)
    return "".join(char for char in composed if unicodedata.category(char) != "Mn")


def prefixed(word: str, script: str) -> tuple[str, ...]:
    """What may be joined on to the beginning of a normal word; the empty string first."""
    return ("", *(one for one in PREFIXES[script] if word.startswith(one) and len(word) - len(one) >= STEM))


@functools.lru_cache(maxsize=20_000)
def heard_in(word: str, script: str) -> tuple[str, ...]:
    """The skeletons of a normal word, with and without what may be joined on to it."""
    out: dict[str, None] = {}
    for prefix in prefixed(word, script):
        sounds = _sounds(word[len(prefix) :], script)
        for read in itertools.islice(itertools.product(*sounds), _MOST_READINGS):
            out[_REPEATED.sub(r"\1", "".join(read).replace("-", ""))] = None
    return tuple(out)


def _sounds(word: str, script: str) -> list[str]:
    for group, sound in _GROUPS:
        word = word.replace(group, sound)
    return [found for char in word if (found := _CLASSES[script].get(char))]


def consonants_of(word: str, script: str) -> int:
    """How many letters of a normal word can be no vowels."""
    return sum("-" not in sound for sound in _sounds(word, script))


def rendered(word: str, name: "Spoken", script: str, least: float) -> float:
    """ln of the likelihood that a Latin name is written so; `IMPOSSIBLE` where that is less than `least`."""
    vowels = _VOWELS[script]
    length = len(word)
    reached: list[dict[int, float]] = [{} for _ in range(len(name.ways) + 1)]
    reached[0] = {len(prefix): _JOINED_ON if prefix else 0.0 for prefix in prefixed(word, script)}
    for place, ways in enumerate(name.ways):
        alive = reached[place]
        for end in sorted(alive):
            if end < length and word[end] in vowels and alive[end] + _ADDED >= least:
                alive[end + 1] = max(alive.get(end + 1, IMPOSSIBLE), alive[end] + _ADDED)
        for end, likelihood in alive.items():
            letter = word[end] if end < length else ""
            for size, nothing, written in ways:
                onward = reached[place + size]
                if likelihood + nothing >= least and likelihood + nothing > onward.get(end, IMPOSSIBLE):
                    onward[end] = likelihood + nothing
                for text, weight in written.get(letter, ()):
                    further = end + len(text)
                    if (
                        likelihood + weight >= least
                        and likelihood + weight > onward.get(further, IMPOSSIBLE)
                        and word.startswith(text, end)
                    ):
                        onward[further] = likelihood + weight
    return reached[-1].get(length, IMPOSSIBLE)


_Way = tuple[int, float, dict[str, list[tuple[str, float]]]]
"""How a group of Latin letters is written: how many it has, ln of how likely nothing is written for it, and what else is,
each with its ln, by first letter."""


class Spoken(NamedTuple):
    """A Latin name made ready for being heard in a script."""

    ways: tuple[tuple[_Way, ...], ...]
    """For each letter, and each border of a word, the groups that begin there."""
    usual: float
    """ln of the likelihood of the likeliest way of writing it."""

    @classmethod
    def of(cls, tokens: Iterable[str], script: str) -> "Spoken":
        """A name of folded words."""
        name = _DOUBLED.sub(r"\1", "".join(f"^{token}$" for token in tokens))
        table_of = _ways(script)
        ways = []
        best = [0.0, *[IMPOSSIBLE] * len(name)]
        for place, letter in enumerate(name):
            begun = [(way, most) for letters, way, most in table_of.get(letter, ()) if name.startswith(letters, place)]
            for way, most in begun:
                best[place + way[0]] = max(best[place + way[0]], best[place] + most)
            ways.append(tuple(way for way, _ in begun))
        return cls(tuple(ways), best[-1])


@functools.cache
def _ways(script: str) -> dict[str, list[tuple[str, _Way, float]]]:
    """By first letter the groups of Latin letters, how each is written, and ln of how likely the usual way is."""
    out: dict[str, list[tuple[str, _Way, float]]] = {}
    for letters, line in table("abjads")[script].items():
        weighed = [(text, weight) for weight, part in zip(_WEIGHTS, line.split("|"), strict=False) for text in part.split()]  # fmt: skip
        whole = sum(weight for _, weight in weighed)
        nothing = IMPOSSIBLE
        written: dict[str, list[tuple[str, float]]] = {}
        for text, weight in weighed:
            if text == "-":
                nothing = math.log(weight / whole)
            else:
                written.setdefault(text[0], []).append((text, math.log(weight / whole)))
        most = max(math.log(weight / whole) for _, weight in weighed)
        out.setdefault(letters[0], []).append((letters, (len(letters), nothing, written), most))
    return out


@functools.lru_cache(maxsize=20_000)
def by_chance(word: str, script: str) -> float:
    """ln of the likelihood of a normal word, if all that is known of it is its language."""
    pairs, letters, kinds = _followers(script)
    return sum(
        math.log((pairs[one + other] + _UNSEEN) / (letters[one] + _UNSEEN * kinds))
        for one, other in itertools.pairwise(f"^{word}$")
    )


@functools.cache
def _followers(script: str) -> tuple[Counter[str], Counter[str], int]:
    """How often one letter follows another in the words of a language, how often each is followed, and how many there are."""
    pairs: Counter[str] = Counter()
    for word in itertools.islice(words_of(ABJADS[script]), 0, None, _SAMPLE):
        if len(word) > 1 and one_script(word) == script:
            pairs.update(map("".join, itertools.pairwise(f"^{normal(word)}$")))
    letters: Counter[str] = Counter()
    for pair, count in pairs.items():
        letters[pair[0]] += count
    return pairs, letters, len(letters) + 1
