"""Every way in which a title writes a name, one class a file."""

from markwarden.matching.signals.added import Added
from markwarden.matching.signals.base import Example, SignalClass
from markwarden.matching.signals.doubled import Doubled
from markwarden.matching.signals.dropped import Dropped
from markwarden.matching.signals.exact import Exact
from markwarden.matching.signals.glued import Glued
from markwarden.matching.signals.inside_word import InsideWord
from markwarden.matching.signals.leet import Leet
from markwarden.matching.signals.lookalike import Lookalike
from markwarden.matching.signals.masked import Masked
from markwarden.matching.signals.misspelt import Misspelt
from markwarden.matching.signals.part import Part
from markwarden.matching.signals.phonetic import Phonetic
from markwarden.matching.signals.replaced import Replaced
from markwarden.matching.signals.spaced import Spaced
from markwarden.matching.signals.split import Split
from markwarden.matching.signals.styled import Styled
from markwarden.matching.signals.swapped import Swapped
from markwarden.matching.signals.transliterated import Transliterated

SIGNALS: tuple[type[SignalClass], ...] = (
    Exact,
    Styled,
    Lookalike,
    Leet,
    Spaced,
    Glued,
    Split,
    Masked,
    Doubled,
    Dropped,
    Swapped,
    Replaced,
    Added,
    Misspelt,
    Phonetic,
    Transliterated,
    InsideWord,
    Part,
)
STRENGTH = {signal.kind: signal.strength for signal in SIGNALS}

__all__ = ["SIGNALS", "STRENGTH", "Example", "SignalClass"]
