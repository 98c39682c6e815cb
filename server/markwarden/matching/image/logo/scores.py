"""What a figure scored in the pictures of its trial, and what any threshold would have made of it. Knows no picture."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from markwarden.matching.image.logo.judge import BASE, LEAST

_MARGIN = 0.5
"""Log odds that the threshold is put above the likest innocent: the next hundred hold a likelier one."""
_FOUND_AT_LEAST = 0.4
"""Share of the pictures showing the figure that the threshold must still find: below it, it is worth nothing."""
_MOST_ALARMS = 0.02
"""Share of innocent pictures flagged above which a figure may not flag alone."""
_MOST_STEPS = 9


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a threshold comes to: counts of pictures."""

    threshold: float
    alarms: int
    innocents: int
    found: int
    shown: int
    own_found: int
    own: int

    @property
    def false_alarm_rate(self) -> float:
        """Share of innocent pictures in which the figure is found."""
        return self.alarms / max(1, self.innocents)

    @property
    def false_alarm_bound(self) -> float:
        """The rate that the truth is under in 95 of 100 such trials (Wilson's upper bound)."""
        count, rate, z = max(1, self.innocents), self.false_alarm_rate, 1.645
        middle = rate + z * z / (2 * count)
        spread = z * float(np.sqrt(rate * (1 - rate) / count + z * z / (4 * count * count)))
        return min(1.0, (middle + spread) / (1 + z * z / count))

    @property
    def recall(self) -> float:
        """Share of the pictures that show the figure, drawn ones and own photos, in which it is found."""
        return self.found / max(1, self.shown)

    @property
    def noisy(self) -> bool:
        """Whether it flags more innocent pictures than a figure may that flags alone."""
        return self.false_alarm_rate > _MOST_ALARMS

    @property
    def too_simple(self) -> bool:
        """Whether the figure is not to be told from innocent things: noisy, or hardly ever found."""
        return self.noisy or self.recall < _FOUND_AT_LEAST


@dataclass(frozen=True, slots=True)
class Scores:
    """The best score, in log odds, of each picture: innocent ones, ones the figure was drawn on, own photos that show it."""

    innocent: tuple[float, ...]
    drawn: tuple[float, ...]
    own: tuple[float, ...] = ()

    def at(self, threshold: float) -> Outcome:
        """What this threshold would have made of the trial."""
        own = _reached(self.own, threshold)
        return Outcome(
            threshold,
            _reached(self.innocent, threshold),
            len(self.innocent),
            _reached(self.drawn, threshold) + own,
            len(self.drawn) + len(self.own),
            own,
            len(self.own),
        )

    def proposed(self) -> float:
        """The threshold that keeps innocent pictures quiet; the usual one where that would find next to nothing."""
        quiet = max(LEAST, max(self.innocent, default=LEAST) + _MARGIN)
        return quiet if self.at(quiet).recall >= _FOUND_AT_LEAST else BASE

    def steps(self, *thresholds: float) -> list[Outcome]:
        """Thresholds worth choosing between, from the lowest that counts up, each with another outcome; and those named."""
        highest = max((LEAST, *self.drawn, *self.own, *thresholds))
        every = [LEAST + 0.5 * step for step in range(int((highest - LEAST) / 0.5) + 2)]
        told: list[Outcome] = []
        for outcome in map(self.at, every):
            if not told or (outcome.alarms, outcome.found) != (told[-1].alarms, told[-1].found):
                told.append(outcome)
        told = [one for one in told if one.found] or told[:1]
        wide = max(1, -(-len(told) // _MOST_STEPS))
        kept = {one.threshold: one for one in [*told[::wide], *map(self.at, thresholds)]}
        return [kept[threshold] for threshold in sorted(kept)]


def _reached(scores: Sequence[float], threshold: float) -> int:
    return sum(score >= threshold for score in scores)
