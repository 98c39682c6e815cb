"""What stands around a name in a title and makes it more innocent."""

from markwarden.matching.context.common_words import common_word
from markwarden.matching.context.compatibility import compatibility
from markwarden.matching.context.person_or_place import person_or_place
from markwarden.matching.text.hit import Finding, Hit
from markwarden_schema.assessment import SignalKind

__all__ = ["findings"]


def findings(title: str, category: str | None, hit: Hit, names: frozenset[str], *, second: bool) -> list[Finding]:
    """The reasons to doubt a hit. `second`: another reason speaks for the same brand, so that a common word counts.
    `names`: the lower-case words of all names met in the title.
    """
    found = [compatibility(title, hit.start, hit.end, category, names)]
    if hit.kind in (SignalKind.EXACT, SignalKind.SPLIT, SignalKind.PHONETIC) and not second:
        found.append(common_word(title, hit.name, category))
        found.append(person_or_place(title, category, hit, names))
    return [finding for finding in found if finding is not None]
