"""Names written in another script: Cyrillic, Greek, Arabic, Hebrew, kana, Hangul read aloud in Latin letters."""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from markwarden.matching.signals import STRENGTH
from markwarden.matching.text.fold import romanised
from markwarden.matching.text.lexicon import Lexicon
from markwarden.matching.text.sightings import Met
from markwarden.matching.text.words import is_word
from markwarden_schema.assessment import SignalKind

_KIND = (SignalKind.TRANSLITERATED,)


def read_foreign(raw: str, lexicon: Lexicon) -> Iterator[Met]:
    """Keys that a word of one other script may spell; `raw` as the title writes it."""
    if is_word(raw.casefold()):
        return
    word = romanised(raw)
    if len(word) < 4:
        return
    strength = STRENGTH[SignalKind.TRANSLITERATED]
    if lexicon.has(word):
        yield Met(word, 0, len(raw), _KIND, strength)
        return
    for key in lexicon.same_sound(word):
        yield Met(key, 0, len(raw), _KIND, strength * (0.9 if len(key) >= 5 else 0.7))
    for key in lexicon.near([word])[0]:
        if len(key) >= 5 and OSA.distance(word, key, score_cutoff=1) <= 1:
            yield Met(key, 0, len(raw), _KIND, strength * 0.8 * lexicon.room(len(key), 1))
