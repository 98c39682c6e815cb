"""Which of several hits on the same words of a title stand."""

import re
from collections.abc import Iterable

from markwarden.matching.text.hit import Hit
from markwarden_schema.assessment import SignalKind


def resolved(hits: Iterable[Hit]) -> list[Hit]:
    """Of overlapping hits the stronger; what is a registered name is no misspelling of another one."""
    ranked = sorted(
        hits,
        key=lambda hit: (
            -round(hit.strength, 2),
            hit.start - hit.end,
            hit.start,
            hit.name.is_alias,
            hit.name.brand,
            hit.name.text,
        ),
    )
    kept: list[Hit] = []
    for hit in ranked:
        over = [other for other in kept if other.start < hit.end and hit.start < other.end]
        if any(other.name.brand_id == hit.name.brand_id for other in over):
            continue
        if all(_covers(hit, other) for other in over):
            kept.append(hit)
            continue
        longer = any(other.end - other.start > hit.end - hit.start for other in over)
        if (
            over
            and (hit.kind is not SignalKind.EXACT or longer)
            and any(other.strength >= hit.strength for other in over)
            and any(other.kind is SignalKind.EXACT or other.strength > hit.strength * 1.25 for other in over)
        ):
            continue
        kept.append(hit)
    return kept


_WORDS = re.compile(r"\w+")


def _covers(hit: Hit, other: Hit) -> bool:
    """Whether a hit takes in another and a whole word more: `Bitcoin Cashh`, `Bit-coin`, `Bi*coin` is no mere `coin`."""
    return hit.start <= other.start and other.end <= hit.end and _words(hit.text) > _words(other.text)


def _words(text: str) -> int:
    return len(_WORDS.findall(text))
