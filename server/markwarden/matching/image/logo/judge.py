"""What a guess and its proof are worth together: one calibrated number. Knows no mark and no picture."""

import math
from typing import Final

import numpy as np

from markwarden.matching.image.logo.candidates import Guess
from markwarden.matching.image.logo.proof import Proof
from markwarden.matching.image.logo.template import Affine

VERSION: Final = 3
"""Of the weights and of what they weigh: thresholds proposed under another are proposed again."""
BASE: Final = 0.0
"""The score from which a figure counts as found that was not tried: 1 false alarm in 1,000 pairs of mark and picture."""
LEAST: Final = -0.5
"""What a trial may lower it to, for a figure that nothing innocent is like."""
MOST: Final = 20.0
"""Above it nothing would ever be found: a figure laid on itself scores some 12."""
_WEIGHTS: Final = {
    "constant": -9.16,
    "by outline": -1.43,
    "agreeing": 2.41,
    "edges": 2.35,
    "drawn": 2.62,
    "edges and drawn": 3.30,
    "clean": 3.10,
    "tones": 2.68,
    "scale": 0.68,
    "slant": -1.46,
}
"""A logistic model's, fitted on figures drawn on photos of clothes and of packages, marks and photos held out in turn.

The constant was moved by half a unit when details began to agree more often, so that innocent photos stay as quiet."""


def score(guess: Guess, proof: Proof) -> float:
    """Log odds that the figure stands there."""
    return sum(_WEIGHTS[name] * value for name, value in features(guess, proof).items())


def features(guess: Guess, proof: Proof) -> dict[str, float]:
    """What the model weighs, by name."""
    wide, narrow = stretches(proof.affine)
    return {
        "constant": 1.0,
        "by outline": float(guess.likeness > 0),
        "agreeing": math.log2(max(guess.agreeing, 3) / 3),
        "edges": proof.edges,
        "drawn": proof.drawn,
        "edges and drawn": proof.edges * proof.drawn,
        "clean": proof.clean,
        "tones": proof.tones,
        "scale": math.log2(max(wide, 0.06) / 0.3),
        "slant": min(wide / max(narrow, 1e-6), 4.0) - 1,
    }


def stretches(affine: Affine) -> tuple[float, float]:
    """How much a pose enlarges at most and at least: a figure seen aslant is shortened one way."""
    wide, narrow = np.linalg.svd(affine[:, :2], compute_uv=False)
    return float(wide), float(narrow)


def probability(log_odds: float) -> float:
    """0–1."""
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, log_odds))))
