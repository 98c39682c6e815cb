"""PDQ, the perceptual hash of Facebook's ThreatExchange, after its published description (hashing.pdf there, 2019).

A peer of the bench only: `pdqhash` has no wheel for every machine that the bench runs on.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_SIDE, _KEPT = 64, 16
_DCT = np.sqrt(2 / _SIDE) * np.cos(np.pi / (2 * _SIDE) * np.outer(np.arange(1, _KEPT + 1), 2 * np.arange(_SIDE) + 1))
_MOST = 512


def pdq(image: Image.Image) -> int:
    """256 bits."""
    rgb = image.convert("RGB")
    rgb.thumbnail((_MOST, _MOST), Image.Resampling.BILINEAR)
    grey = np.asarray(rgb, dtype=np.float64) @ (0.299, 0.587, 0.114)
    for _ in range(2):
        grey = _averaged(_averaged(grey).T).T
    rows, columns = (((np.arange(_SIDE) + 0.5) * side / _SIDE).astype(int) for side in grey.shape)
    known = _DCT @ grey[np.ix_(rows, columns)] @ _DCT.T
    bits = known.ravel() > np.sort(known.ravel())[_KEPT * _KEPT // 2 - 1]
    return int.from_bytes(np.packbits(bits[::-1]).tobytes(), "big")


def _averaged(grey: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each row through a box as wide as a 128th of it, which is cut off at the ends."""
    length = grey.shape[1]
    width = (length + 2 * _SIDE - 1) // (2 * _SIDE)
    half = (width + 2) // 2
    sums = np.concatenate([np.zeros((len(grey), 1)), np.cumsum(grey, axis=1)], axis=1)
    first = np.maximum(0, np.arange(length) - (width - half))
    after = np.minimum(length, np.arange(length) + half)
    return (sums[:, after] - sums[:, first]) / (after - first)
