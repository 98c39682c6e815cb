"""How often each tactic was right so far, counted from decisions. Assesses and stores nothing."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from markwarden_schema.assessment import Effect, SignalKind
from markwarden_schema.decision import Decision, DecisionWord

_SAID = (DecisionWord.INFRINGES, DecisionWord.DISMISSED)
_Z = 1.96
"""Of a 95 % interval."""


@dataclass(slots=True)
class Tally:
    """Decided listings that showed a tactic: how many infringed, how many were dismissed."""

    infringes: int = 0
    dismissed: int = 0

    @property
    def count(self) -> int:
        return self.infringes + self.dismissed

    @property
    def precision(self) -> float:
        """Share that infringed, 0–1."""
        return self.infringes / self.count

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies with 95 % confidence (Wilson, 1927): wide while few listings were decided."""
        n, p = self.count, self.precision
        middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z / (1 + _Z**2 / n) * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
        return max(0.0, middle - half), min(1.0, middle + half)

    def add(self, word: DecisionWord) -> None:
        """Count one more decision."""
        if word is DecisionWord.INFRINGES:
            self.infringes += 1
        else:
            self.dismissed += 1


@dataclass(slots=True)
class Shown:
    """A tactic with its tally and the decisions behind it, newest first."""

    kind: SignalKind
    tally: Tally = field(default_factory=Tally)
    decisions: list[Decision] = field(default_factory=list)


def last_words(decisions: Iterable[Decision]) -> list[Decision]:
    """Of several decisions on one listing and right the last; undecided ones and watched ones say nothing of matching."""
    last: dict[tuple[str, str | None, str | None], Decision] = {}
    for decision in decisions:
        last[decision.item_id, decision.right, decision.brand] = decision
    return [decision for decision in last.values() if decision.word in _SAID]


def shown_by(decisions: Iterable[Decision]) -> dict[str, list[Shown]]:
    """For each right (by id; brands without one by name) the tactics that were shown, those with most decisions first.

    `decisions` oldest first.
    """
    found: dict[str, dict[SignalKind, Shown]] = {}
    for decision in reversed(last_words(decisions)):
        about = found.setdefault(decision.right or decision.brand or "", {})
        for kind in dict.fromkeys(signal.kind for signal in decision.signals if signal.effect is Effect.RAISES):
            shown = about.setdefault(kind, Shown(kind))
            shown.tally.add(decision.word)
            shown.decisions.append(decision)
    return {about: sorted(kinds.values(), key=lambda one: -one.tally.count) for about, kinds in found.items()}


def precision_by_tactic(decisions: Iterable[Decision]) -> dict[str, dict[SignalKind, Tally]]:
    """The tallies of `shown_by` alone."""
    return {about: {one.kind: one.tally for one in kinds} for about, kinds in shown_by(decisions).items()}
