"""The trial of each figure and design of the registry: what its threshold is, and whether it is too simple."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.logo.enrol import Enrolment
from markwarden.matching.image.logo.scores import Outcome, Scores

Photos = Sequence[NDArray[np.uint8]]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a figure scored, and the threshold that counts: the one proposed, or a person's own."""

    scores: Scores
    variants: tuple[str, ...]
    chosen: float | None = None
    """A person's own threshold."""

    @classmethod
    def of(cls, made: Enrolment) -> "Trial":
        """What an enrolment showed."""
        return cls(made.scores, made.variants)

    @classmethod
    def read(cls, facts: dict[str, Any]) -> "Trial":
        """What `facts` gave, read from JSON."""
        scores = (tuple(facts[name]) for name in ("innocent", "drawn", "own"))
        return cls(Scores(*scores), tuple(facts["variants"]))

    def facts(self) -> dict[str, Any]:
        """What was measured, as JSON."""
        return {
            "innocent": self.scores.innocent,
            "drawn": self.scores.drawn,
            "own": self.scores.own,
            "variants": self.variants,
        }

    def with_threshold(self, chosen: float | None) -> "Trial":
        """The same with a person's own threshold; None: the one proposed."""
        return replace(self, chosen=chosen)

    @property
    def proposed(self) -> float:
        """The threshold that the trial proposes."""
        return self.scores.proposed()

    @property
    def threshold(self) -> float:
        """The threshold that counts."""
        return self.proposed if self.chosen is None else self.chosen

    @property
    def outcome(self) -> Outcome:
        """What it comes to."""
        return self.scores.at(self.threshold)

    @property
    def too_simple(self) -> bool:
        """Whether what is found may not flag alone. Who sets a threshold may choose to find little, not to flag all."""
        return self.outcome.too_simple if self.chosen is None else self.outcome.noisy

    def steps(self) -> list[Outcome]:
        """Thresholds to choose between, with what each comes to."""
        return self.scores.steps(self.proposed, self.threshold)
