"""From signals to one number.

The risk of a listing is that of the brand it speaks of most. For one brand: each name met has a strength in 0–1,
which every reason to doubt it lowers, `s · Π(1 - d)`; what is left of different names adds up as independent
evidence does, `1 - Π(1 - s)` (noisy-or, Pearl 1988), and so do the reasons that only strengthen. So a reason that
raises never lowers the risk, and one that lowers never raises it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markwarden_schema.assessment import Level

LOW, MEDIUM, HIGH = 10, 45, 75
"""Risk from which a listing is low, medium, high. Medium is set so that a disguise met with one letter wrong in a
mark of six letters (.76 × .9) is flagged, high so that it takes the mark itself or two reasons."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One name met: `strength` of its words, the `doubts` about them, and whether it may add to others."""

    name: str
    strength: float
    doubts: tuple[float, ...] = ()
    alone: bool = True
    """False: never flags without another reason."""

    @property
    def rest(self) -> float:
        """What the doubts leave."""
        rest = self.strength
        for doubt in self.doubts:
            rest *= 1 - doubt
        return rest


NEVER_ALONE = 0.35
"""Ceiling of what never flags alone: below medium, so that a second reason of the same weight reaches it."""


def combined(strengths: Iterable[float]) -> float:
    """Independent evidence taken together."""
    rest = 1.0
    for strength in strengths:
        rest *= 1 - strength
    return 1 - rest


def risk_of(mentions: Sequence[Mention], strengthening: Sequence[float], lowering: Sequence[float] = ()) -> int:
    """Risk 0–100 of what speaks for one brand; 0 without a mention.

    Only undoubted mentions of different names add up: a word that is doubted stays as doubtful when it is repeated.
    """
    if not mentions:
        return 0
    best: dict[str, float] = {}
    doubted = 0.0
    for mention in mentions:
        rest = mention.rest if mention.alone else min(mention.rest, NEVER_ALONE)
        if mention.doubts:
            doubted = max(doubted, rest)
        else:
            best[mention.name] = max(best.get(mention.name, 0.0), rest)
    risk = max(combined(best.values()), doubted)
    risk = combined([risk, *(strength * min(1.0, risk / NEVER_ALONE) for strength in strengthening)])
    for doubt in lowering:
        risk *= 1 - doubt
    return round(100 * min(1.0, risk))


def level_of(risk: int, flagged_from: int = MEDIUM) -> Level:
    """A risk in words; `flagged_from`: a right's own threshold."""
    if risk >= max(HIGH, flagged_from):
        return Level.HIGH
    if risk >= flagged_from:
        return Level.MEDIUM
    return Level.LOW if risk >= LOW else Level.CLEAR
