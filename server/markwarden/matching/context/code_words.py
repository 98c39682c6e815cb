"""Words by which sellers of copies tell buyers what they sell: `1:1`, AAA, dupe, 复刻. They strengthen, and never stand alone."""

import functools
import re

from markwarden.matching.tables import pattern, table
from markwarden.matching.text.hit import Finding
from markwarden_schema.assessment import SignalKind


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = table("code_words")
    return pattern(words["sure"]), pattern(words["vague"])


def code_word(title: str) -> Finding | None:
    """The most telling code word of a title."""
    sure, vague = _patterns()
    for strength, found in ((0.5, sure.search(title)), (0.2, vague.search(title))):
        if found:
            return Finding(SignalKind.CODE_WORD, strength, found.start(), found.end(), found[0], {"word": found[0]})
    return None
