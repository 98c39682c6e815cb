"""How surely a proof is one: a logistic judgement of what was compared.

Logistic regression on proofs of thirteen edits of one half of 708 real photos, tried on all of that half; photos that share
artwork (labels of one line, one flat logo, one advert's frame) lie in one half, and are no innocents of each other. Among
10,000 references .960 of 1,261 copies of the other half are told and none of 3,958 innocents. `tests/bench/fit_photos.py` fits anew,
`make bench ARGS=images` tests the other half.
"""

import math

import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.photo.proof import Proof

NAMES = ("inliers", "in place", "same", "detail")
_BIAS = -6.91
_WEIGHTS = (1.72, -2.15, 4.17, 3.37)
_MOST_INLIERS = 4.0
"""Doublings past which more features in place say nothing new: two photos of one label have hundreds."""
FLAGGED = 0.9933
"""Judgement from which a copy is told: odds of e^5; no innocent picture that it was fitted to has more than e^4.1."""


def evidence(proof: Proof) -> NDArray[np.float64]:
    """What is judged, by `NAMES`.

    Doublings of the features in place beyond six; of their share among those that found one like them; the share of all in
    common whose fine detail is the same; how far the detail among the features in place is.
    """
    return np.array(
        [
            min(math.log2(proof.inliers / 6), _MOST_INLIERS),
            math.log2(proof.inliers / proof.paired),
            proof.same,
            max(proof.detail, 0.0),
        ]
    )


def judge(proof: Proof) -> float:
    """0–1."""
    odds = _BIAS + float(evidence(proof) @ _WEIGHTS)
    return 1.0 / (1.0 + math.exp(-odds))
