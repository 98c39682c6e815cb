"""Small details of a picture and of figures that agree: SIFT features and the poses they vote for.

SIFT: Lowe 2004; square-rooted as by Arandjelović and Zisserman 2012. It finds detailed figures in any pose and is blind
to plain ones; `regions` and `outline` are its counterpart.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.logo.artwork import Artwork
from markwarden.matching.image.logo.template import Affine, drawn

_SCENE_FEATURES = 700
_FIGURE_FEATURES = 90
"""A variant's strongest: a mark's details are few, and all marks' are compared with each picture."""
_NEAREST = 3
"""Details of figures that one of the picture's may stand for."""
_ALIKE = 0.86
"""Product of unit vectors from which two details may be one."""
_LEAST = 4
"""Details that must agree on a pose: three fix an affine map, the fourth confirms it."""
_SLACK = 4.0
"""Pixels that a detail may lie off."""
_BORDER = 24


@dataclass(frozen=True, slots=True)
class Details:
    """N points (x, y), and their N × 128 unit vectors."""

    points: NDArray[np.float32]
    vectors: NDArray[np.floating]

    def packed(self) -> "Details":
        """The same in half the memory."""
        return Details(self.points, self.vectors.astype(np.float16))


@dataclass(frozen=True, slots=True)
class Pose:
    """Where a figure may stand: `affine` maps the figure's pixels into the picture."""

    mark: int
    affine: Affine
    agreeing: int


def details(grey: NDArray[np.uint8], most: int = _SCENE_FEATURES) -> Details:
    """The details of a grey picture, the strongest `most`."""
    points, vectors = cv2.SIFT.create(nfeatures=most, contrastThreshold=0.02).detectAndCompute(grey, None)
    if vectors is None or not len(points):
        return Details(np.zeros((0, 2), np.float32), np.zeros((0, 128), np.float32))
    vectors = np.sqrt(vectors / (vectors.sum(axis=1, keepdims=True) + 1e-6))
    return Details(np.array([point.pt for point in points], np.float32), vectors.astype(np.float32))


def figure_details(artwork: Artwork) -> Details:
    """Those of a figure in each of its variants: dark on light, light on dark, in its own tones over either."""
    variants = [drawn(artwork.ink), drawn(artwork.ink, light=True)]
    if not artwork.plain:
        dark = np.where(artwork.ink > 128, artwork.tones, np.uint8(20)).astype(np.uint8)
        variants += [artwork.tones, dark]
    found = []
    for variant in variants:
        framed = cv2.copyMakeBorder(variant, _BORDER, _BORDER, _BORDER, _BORDER, cv2.BORDER_REPLICATE)
        one = details(np.asarray(framed, np.uint8), _FIGURE_FEATURES)
        found.append(Details(one.points - _BORDER, one.vectors))
    return Details(np.concatenate([one.points for one in found]), np.concatenate([one.vectors for one in found]))


def poses(
    scene: Details, points: NDArray[np.float32], vectors: NDArray[np.float32], owners: NDArray[np.int32]
) -> list[Pose]:
    """Poses of figures that at least four details agree on. `owners` says whose each figure detail is."""
    if not len(scene.points) or not len(points):
        return []
    alike = scene.vectors.astype(np.float32, copy=False) @ vectors.T
    count = min(_NEAREST, alike.shape[1])
    nearest = np.argpartition(-alike, count - 1, axis=1)[:, :count]
    rows = np.repeat(np.arange(len(scene.points)), count)
    columns = nearest.ravel()
    good = alike[rows, columns] >= _ALIKE
    rows, columns = rows[good], columns[good]
    found = []
    for mark in np.unique(owners[columns]):
        mine = owners[columns] == mark
        if mine.sum() >= _LEAST and (pose := _pose(int(mark), points[columns[mine]], scene.points[rows[mine]])):
            found.append(pose)
    return found


def _pose(mark: int, figure: NDArray[np.float32], scene: NDArray[np.float32]) -> Pose | None:
    if len(np.unique(np.rint(figure), axis=0)) < _LEAST or len(np.unique(np.rint(scene), axis=0)) < _LEAST:
        return None
    affine, inliers = cv2.estimateAffine2D(figure, scene, ransacReprojThreshold=_SLACK, maxIters=500)
    if affine is None:
        return None
    agreeing = inliers.ravel().astype(bool)
    distinct = min(len(np.unique(np.rint(side[agreeing] / 2), axis=0)) for side in (figure, scene))
    stretch = np.linalg.svd(affine[:, :2], compute_uv=False)
    if distinct < _LEAST or stretch[1] < 0.06 or stretch[0] > 2.5 * stretch[1] or np.linalg.det(affine[:, :2]) < 0:
        return None
    return Pose(mark, np.asarray(affine, np.float64), distinct)
