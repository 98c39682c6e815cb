"""Names of which only a part is written: first or last letters, one word of several, an initial with a sign or 家 behind it.

A part is a hint at best: it is told, and flags only with a second reason.
"""

import re
from collections.abc import Iterable, Iterator

from markwarden.matching.signals import STRENGTH
from markwarden.matching.text.atoms import Title
from markwarden.matching.text.hit import Hit, Met
from markwarden.matching.text.lexicon import Lexicon
from markwarden.matching.text.words import commonness, is_dictionary_word, is_inflected_word, is_word_of_chinese
from markwarden_schema.assessment import SignalKind

_KIND = (SignalKind.PART,)
_LETTERS = 4
"""Letters of a part that point to few names; one that lacks only its first letter may have three."""
_FANCY_LETTERS = 3
"""The same of a part in fancy letters (`𝙂𝙐𝘾`): they say by themselves that a name is hidden."""
_MISSING_BEFORE = 3
"""Letters that may lack at the beginning: a longer rest is an ending of many words."""
_SHARE_OF_NAME = 0.4
"""Letters of a name, of all, that its beginning must have to be told for it (`Ferr`agamo: .44)."""
FEW = 3
"""Brands that one part may point to; more are none."""
_MOST_KEYS = 24
"""Names looked at to find whose they are: a brand has several that begin alike, its aliases."""
_ONE_WORD_LETTERS = 5
"""Letters of a word that points to few names."""
_ONE_WORD = 1.3
"""One whole word of a name (`Gabbana`) points to it better than some letters do: .26 × 1.3 is still under what flags."""
_RARE = 3.5
"""Zipf value under which a word of a name is no everyday word: a third of a hundred thousand words."""
_USED = 2.0
"""Zipf value from which a word is written by people for itself (`deca`): one in ten million words."""
_SIGNS = r"[*~•●○✻﹡]{1,4}"
_INITIAL = re.compile(rf"(?<![^\W_])([^\W\d_])(?:{_SIGNS}(?![a-z0-9])|家)", re.IGNORECASE)
MOST_OF_AN_INITIAL = 8
"""Names that an initial may point to; more are none."""
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
_LONGEST_PART = 5
"""Characters of a Chinese name that are looked up at once: names of companies end at six or seven."""
_TWO_SIGNS = 0.7
"""What a name of two characters counts that is met by its sound: Chinese has some 400 syllables for its characters."""


def parts_of_word(word: str, lexicon: Lexicon) -> Iterator[Met]:
    """Names of which a folded Latin word that is none itself may be a part."""
    length = len(word)
    if not (word.isascii() and word.isalpha()) or length < _LETTERS - 1 or is_dictionary_word(word):
        return
    strength = STRENGTH[SignalKind.PART]
    if length >= _ONE_WORD_LETTERS and commonness(word) < _RARE:
        keys = [key for key, _ in lexicon.anchored(word)]
        if keys:
            yield from (Met(key, 0, length, _KIND, strength * _ONE_WORD) for key in keys[:_MOST_KEYS])
            return
    if is_inflected_word(word) or commonness(word) >= _USED:
        return
    found = [
        *(key for key in lexicon.beginning(word, _MOST_KEYS) if length >= max(_LETTERS, _SHARE_OF_NAME * len(key))),
        *(
            key
            for key in lexicon.ending(word, _MOST_KEYS)
            if length < len(key) <= length + (_MISSING_BEFORE if length >= _LETTERS else 1)
        ),
    ]
    keys = list(dict.fromkeys(found))
    if lexicon.crowd(length) < 1:
        yield from (Met(key, 0, length, _KIND, strength) for key in keys)


def parts_in_fancy_letters(word: str, lexicon: Lexicon) -> Iterator[Met]:
    """Names of which a folded word may be any beginning, end or whole word, where nobody would write it so by accident."""
    length = len(word)
    if length < _FANCY_LETTERS or lexicon.has(word) or lexicon.crowd(length) >= 1:
        return
    keys = dict.fromkeys(key for key, _ in lexicon.anchored(word))
    keys |= dict.fromkeys([*lexicon.beginning(word, _MOST_KEYS), *lexicon.ending(word, _MOST_KEYS)])
    yield from (Met(key, 0, length, _KIND, STRENGTH[SignalKind.PART]) for key in keys if length < len(key))


def initials(title: Title) -> Iterator[tuple[str, int, int]]:
    """One letter or character with a sign or 家 behind it, and where the two stand in the title."""
    source = title.folded.source
    for match in _INITIAL.finditer(title.folded.text):
        if is_word_of_chinese(match[0]):
            continue  # `大家` is everybody.
        yield match[1], source[match.start()], source[match.end() - 1] + 1


def names_of_initial(initial: str, lexicon: Lexicon) -> list[str]:
    """The names that begin so; none where they are many."""
    most = MOST_OF_AN_INITIAL * (1 if not initial.isascii() else 40)  # Latin names are told from aliases by the caller.
    return lexicon.beginning(initial, most)


def in_chinese(run: str, lexicon: Lexicon) -> Iterator[Met]:
    """Names that a run of Chinese characters writes by other characters of the same sound, or of which it has a part."""
    for stretch in _HAN.finditer(run):
        text, offset = stretch[0], stretch.start()
        taken = 0
        for start in range(len(text)):
            if start < taken:
                continue
            for size in range(min(_LONGEST_PART, len(text) - start), 1, -1):
                found = list(_chinese(text[start : start + size], lexicon))
                if found:
                    begin = offset + start
                    yield from (one._replace(start=begin, end=begin + size) for one in found)
                    taken = start + size
                    break


def _chinese(part: str, lexicon: Lexicon) -> Iterator[Met]:
    if lexicon.has(part) or is_word_of_chinese(part):
        return
    sounding = lexicon.same_syllables(part)
    # Two characters by sound alone are chance: one of them has to stand.
    sounding = [key for key in sounding if len(part) > 2 or any(a == b for a, b in zip(part, key, strict=False))]
    if sounding:
        share = _TWO_SIGNS if len(part) == 2 else 1.0
        yield from (Met(key, 0, 0, (SignalKind.PHONETIC,), STRENGTH[SignalKind.PHONETIC] * share) for key in sounding)
        return
    keys = list(dict.fromkeys([*lexicon.beginning(part, _MOST_KEYS), *lexicon.ending(part, _MOST_KEYS)]))
    if keys:
        yield from (Met(key, 0, 0, _KIND, STRENGTH[SignalKind.PART]) for key in keys if len(key) > len(part))


def spaced_chinese(title: Title, lexicon: Lexicon) -> Iterator[tuple[str, int, int]]:
    """Keys of which the characters stand apart (`百 达`), and where: each stretch between spaces is wholly of the name."""
    runs = title.ideographic
    for first, run in enumerate(runs):
        word, end = run.word, run.end
        for other in runs[first + 1 : first + 6]:
            if not 0 < other.start - end <= 2 or len(word) + len(other.word) > lexicon.longest_run:
                break
            word, end = word + other.word, other.end
            if lexicon.has(word):
                yield word, run.start, end


def of_few(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Hits without the parts that point to more brands than a few."""
    hits = list(hits)
    brands: dict[tuple[int, int], set[str]] = {}
    for hit in hits:
        if SignalKind.PART in (hit.kind, *hit.tactics):
            brands.setdefault((hit.start, hit.end), set()).add(hit.name.brand_id)
    for hit in hits:
        most = MOST_OF_AN_INITIAL if len(hit.text) == 2 else FEW
        if SignalKind.PART not in (hit.kind, *hit.tactics) or len(brands[hit.start, hit.end]) <= most:
            yield hit
