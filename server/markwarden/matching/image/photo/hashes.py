"""Perceptual hashes of a photo and of its parts: what tells a plain copy in a millisecond, before any feature is taken."""

from collections.abc import Sequence
from functools import lru_cache

import cv2
import imagehash
import numpy as np
import scipy.fftpack
from numpy.typing import NDArray
from PIL import Image

Grey = NDArray[np.uint8]
Hashes = NDArray[np.uint64]

SAME = 8
"""Bits of 64 by which the hash of a copy may differ to be worth a proof."""
_SMALL = 128
"""Longest side that hashes are taken at: equal to the whole picture's but for a bit or two, at a tenth of the cost."""
_TRIM = 12
"""Difference from the corner's tone up to which a border is plain."""
_CENTRE = 0.775
"""Side of the middle part that is hashed, too: 60 % of the area."""
_TIGHTER = (0.93, 0.86)
"""Sides of the middle parts by which a slightly cropped picture is met again."""
_SHOWS = 8.0
"""Deviation of grey from which a picture shows anything."""
_RESIZED, _LOW = 32, 8
"""Side to which pHash resizes, and how many waves along each side it keeps."""
OWN = 2
"""Hashes of a reference."""


def hash_of(grey: Grey) -> int:
    """imagehash's pHash of what lies within a plain border."""
    return _phash(trimmed(_small(grey)))


def hashes_of(grey: Grey) -> Hashes:
    """Those of a reference: all of it within a plain border, and the middle of that."""
    own = trimmed(_small(grey))
    return np.array([_phash(own), _phash(_middle(own))], dtype=np.uint64)


def hashes_to_search(grey: Grey) -> Hashes:
    """Those of a picture that may hold a copy: all of it, mirrored, its middle, and the quadrants of a collage."""
    small = _small(grey)
    own = trimmed(small)
    height, width = small.shape
    quarters = [small[y : y + height // 2, x : x + width // 2] for y in (0, height // 2) for x in (0, width // 2)]
    views = [own, own[:, ::-1], _middle(own), *(trimmed(quarter) for quarter in quarters)]
    return _phashes(views)


def trimmed(grey: Grey) -> Grey:
    """A picture without its plain border; all of it where what is left would be less than a third of a side."""
    ink = np.abs(grey.astype(np.int16) - int(grey[0, 0])) > _TRIM
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows) or len(rows) * 3 < grey.shape[0] or len(columns) * 3 < grey.shape[1]:
        return grey
    return grey[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _small(grey: Grey) -> Grey:
    factor = _SMALL / max(grey.shape)
    if factor >= 1:
        return grey
    size = tuple(max(4, round(side * factor)) for side in (grey.shape[1], grey.shape[0]))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _middle(grey: Grey, part: float = _CENTRE) -> Grey:
    height, width = grey.shape
    y, x = (int(side * (1 - part) / 2) for side in (height, width))
    return grey[y : height - y, x : width - x]


def _phash(grey: Grey) -> int:
    bits = imagehash.phash(Image.fromarray(np.ascontiguousarray(grey))).hash
    return int.from_bytes(np.packbits(bits).tobytes(), "big")


def _phashes(views: Sequence[Grey]) -> Hashes:
    """The pHash of each, but for a few bits, several times as fast: nothing is rounded between resizing and transform."""
    low = np.stack([_waves(view.shape[0]) @ view.astype(np.float32) @ _waves(view.shape[1]).T for view in views])
    waves = low.reshape(len(views), _LOW * _LOW)
    bits = waves > np.median(waves, axis=1, keepdims=True)
    return np.packbits(bits, axis=1).view(">u8")[:, 0].astype(np.uint64)


@lru_cache(maxsize=_SMALL)
def _waves(side: int) -> NDArray[np.float32]:
    """(`_LOW`, side): a row of pixels resized and transformed as `imagehash.phash` does it, in one step."""
    single = Image.fromarray(np.eye(side, dtype=np.float32))
    resized = np.asarray(single.resize((side, _RESIZED), Image.Resampling.LANCZOS))
    return np.ascontiguousarray(scipy.fftpack.dct(resized, axis=0)[:_LOW], dtype=np.float32)


def prints_of(grey: Grey) -> Hashes | None:
    """What a picture is gathered by with others that are nearly the same; None where it is plain."""
    small = trimmed(_small(grey))
    if small.std() < _SHOWS:
        return None
    return np.array([_phash(view) for view in (small, *(_middle(small, side) for side in _TIGHTER))], dtype=np.uint64)


def prints_to_search(grey: Grey) -> Hashes:
    """By what it is looked for among those: the same and mirrored."""
    small = trimmed(_small(grey))
    views = (small, small[:, ::-1], *(_middle(small, side) for side in _TIGHTER))
    return np.array([_phash(view) for view in views], dtype=np.uint64)
