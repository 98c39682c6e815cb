"""What is kept of a photo for finding it again: local features, and a small grey picture to compare with."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.picture import Picture

Descriptors = NDArray[np.uint8]
Points = NDArray[np.float32]
Grey = NDArray[np.uint8]

SIDE = 480
"""Longest side that features are taken at: thumbnails have some 350, more adds noise of compression only."""
MOST = 320
"""Features of a reference: a copy that was cut to a third keeps a hundred."""
QUERY_SIDE, QUERY_MOST = 640, 900
"""The same of a picture that is searched: a photo that is a quarter of a collage needs its share of them."""
OCTAVES = 8
"""Levels of the pyramid that features are taken at."""
_TURNED = 20
"""256ths of a turn by which a copy may be turned: 28°."""
THUMB = 160
"""Longest side of the grey picture that is kept of a reference: comparing takes 64 pixels of what is in common."""


@dataclass(frozen=True, slots=True)
class Features:
    """`points` (n, 2) in pixels of the size that features were taken at, `size` (width, height); the strongest first.

    `descriptors` (n, 32), ORB. `angles` (n,): 256 for a full turn. `octaves` (n,): levels of the pyramid. `scale`: pixels of
    the decoded picture for one of `size`; `grey_scale`: pixels of `size` for one of `grey`.
    """

    grey: Grey
    size: tuple[int, int]
    points: Points
    descriptors: Descriptors
    angles: NDArray[np.uint8]
    octaves: NDArray[np.uint8]
    scale: float
    grey_scale: float


def features_of(picture: Picture) -> Features:
    """Features of a reference."""
    return _features(picture, SIDE, MOST, THUMB, mirrored=False)


def features_to_search(picture: Picture, *, mirrored: bool = False) -> Features:
    """Features of a picture that may hold a copy, or of its mirror image."""
    return _features(picture, QUERY_SIDE, QUERY_MOST, QUERY_SIDE, mirrored=mirrored)


def features_of_part(whole: Features, part: tuple[int, int, int, int]) -> Features:
    """Features to search of a part of a picture that was searched (left, top, right, bottom, in pixels of its `size`).

    A picture in a collage has its own strongest features here: of the whole's, its neighbours may have nearly all.
    """
    left, top, right, bottom = part
    points, descriptors, angles, octaves = _detected(
        np.ascontiguousarray(whole.grey[top:bottom, left:right]), QUERY_MOST
    )
    where = points + np.array([left, top], dtype=np.float32)
    return replace(whole, points=where, descriptors=descriptors, angles=angles, octaves=octaves)


def upright(here: NDArray[np.uint8], there: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Of pairs of angles, which differ by no more than a copy may be turned."""
    turned = (here - there).view(np.int8)
    return (turned >= -_TURNED) & (turned <= _TURNED)


def _features(picture: Picture, side: int, most: int, kept: int, *, mirrored: bool) -> Features:
    grey, factor = _within(picture.grey, side)
    if mirrored:
        grey = np.ascontiguousarray(grey[:, ::-1])
    points, descriptors, angles, octaves = _detected(grey, most)
    small, ratio = _within(grey, kept)
    size = (grey.shape[1], grey.shape[0])
    return Features(small, size, points, descriptors, angles, octaves, factor, ratio)


def _detected(grey: Grey, most: int) -> tuple[Points, Descriptors, NDArray[np.uint8], NDArray[np.uint8]]:
    """Points, descriptors, angles and octaves of the strongest features."""
    # Not shared between threads: an ORB object keeps buffers of the picture it is at.
    orb = cv2.ORB.create(
        nfeatures=most, scaleFactor=1.2, nlevels=OCTAVES, edgeThreshold=16, patchSize=31, fastThreshold=8
    )
    points, descriptors = orb.detectAndCompute(grey, None)
    if descriptors is None:
        descriptors = np.zeros((0, 32), dtype=np.uint8)
    order = np.argsort([-point.response for point in points], kind="stable").astype(np.intp)
    where = np.array([point.pt for point in points], dtype=np.float32).reshape(-1, 2)[order]
    angles = (np.array([point.angle for point in points]) * (256 / 360)).astype(np.int64).astype(np.uint8)[order]
    octaves = np.array([point.octave for point in points], dtype=np.uint8)[order]
    return where, np.asarray(descriptors, dtype=np.uint8)[order], angles, octaves


def _within(grey: Grey, side: int) -> tuple[Grey, float]:
    """A picture no longer than `side`, and how many of its own pixels one of that is."""
    longest = max(grey.shape)
    if longest <= side:
        return grey, 1.0
    factor = side / longest
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8), 1.0 / factor
