"""How surely a proof is one: a logistic judgement of what was compared.

Logistic regression on proofs of thirteen edits of one half of 708 real photos, tried on all of that half; photos that share
artwork (labels of one line, one flat logo, one advert's frame) lie in one half, and are no innocents of each other. Among
10,000 references .984 of 1,261 copies of the other half are told and one of 3,958 innocents. `tests/bench/fit_photos.py` fits anew,
`make bench ARGS=images` tests the other half.
"""

import math

import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.photo.proof import Proof

NAMES = ("inliers", "held")
_BIAS = 3.43
_WEIGHTS = (0.38, 1.18)
_MOST_INLIERS = 4.0
"""Doublings past which more features in place say nothing new: two photos of one label have hundreds."""
_LEAST_HELD = 1 / 256
"""Of the reference; none at all says no more."""
FLAGGED = 0.88
"""Judgement from which a copy is told: odds of e^2; no innocent picture that it was fitted to has more than e^.2."""


def evidence(proof: Proof) -> NDArray[np.float64]:
    """What is judged, by `NAMES`.

    Doublings of the features in place beyond six; of the share of the reference that one region of the same detail makes up.
    """
    return np.array(
        [
            min(math.log2(proof.inliers / 6), _MOST_INLIERS),
            math.log2(max(proof.held, _LEAST_HELD)),
        ]
    )


def judge(proof: Proof) -> float:
    """0–1."""
    odds = _BIAS + float(evidence(proof) @ _WEIGHTS)
    return 1.0 / (1.0 + math.exp(-odds))
