"""Small details of a picture and of figures that agree: SIFT features and the poses they vote for.

SIFT: Lowe 2004; square-rooted as by Arandjelović and Zisserman 2012. It finds detailed figures in any pose and is blind
to plain ones; `outline` is its counterpart. A detail has a size and a direction, so that each pair of them is a whole pose:
all are tried, where a random choice of three pairs would miss what few agree on.
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
_SIZES = (1.0, 0.5)
"""That a figure is described in: a small print has lost its finest details, and those of the figure would not be met."""
_NEAREST = 3
"""Details of a figure that one of the picture's may stand for."""
_ALIKE = 0.82
"""Product of unit vectors from which two details may be one: one pair of figure and photo in twenty has a wrong pose then."""
_LEAST = 4
"""Details that must agree on a pose: three fix an affine map, the fourth confirms it."""
_SLACK = 4.0
"""Pixels that a detail may lie off."""
_ROUGHLY = 0.2
"""Of the distance to the pair that a pose comes from: how far off it puts others."""
_SIZED, _TURNED = 0.6, 0.6
"""How much the poses of two pairs that agree may differ: logarithm of the size, and radians."""
_PAIRS = 240
"""Pairs of a mark that are tried, the likest: each is compared with each."""
_TRIED = 3
"""Poses of a mark that are made exact, those most agree on."""
_BORDER = 24


@dataclass(frozen=True, slots=True)
class Details:
    """N points (x, y, size, direction in radians), and their N × 128 unit vectors."""

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
        return Details(np.zeros((0, 4), np.float32), np.zeros((0, 128), np.float32))
    vectors = np.sqrt(vectors / (vectors.sum(axis=1, keepdims=True) + 1e-6))
    placed = [(*point.pt, point.size, np.deg2rad(point.angle)) for point in points]
    return Details(np.array(placed, np.float32), vectors.astype(np.float32))


def figure_details(artwork: Artwork) -> Details:
    """Those of a figure in two sizes of each of its variants: dark on light, light on dark, in its own tones over either."""
    variants = [drawn(artwork.ink), drawn(artwork.ink, light=True)]
    if not artwork.plain:
        dark = np.where(artwork.ink > 128, artwork.tones, np.uint8(20)).astype(np.uint8)
        variants += [artwork.tones, dark]
    found = [_described(np.asarray(variant, np.uint8), size) for variant in variants for size in _SIZES]
    return Details(np.concatenate([one.points for one in found]), np.concatenate([one.vectors for one in found]))


def _described(variant: NDArray[np.uint8], size: float) -> Details:
    """Its details at this size, counted in its own pixels."""
    shrunk = cv2.resize(variant, None, fx=size, fy=size, interpolation=cv2.INTER_AREA)
    framed = cv2.copyMakeBorder(shrunk, _BORDER, _BORDER, _BORDER, _BORDER, cv2.BORDER_REPLICATE)
    found = details(np.asarray(framed, np.uint8), _FIGURE_FEATURES)
    points = found.points - np.array([_BORDER, _BORDER, 0, 0], np.float32)
    return Details(np.asarray(points / [size, size, size, 1.0], np.float32), found.vectors)


def poses(
    scene: Details, points: NDArray[np.float32], vectors: NDArray[np.float32], owners: NDArray[np.int32]
) -> list[Pose]:
    """Poses of figures that at least four details agree on. `owners` says whose each figure detail is."""
    if not len(scene.points) or not len(points):
        return []
    alike = scene.vectors.astype(np.float32, copy=False) @ vectors.T
    rows, columns = np.divmod(np.flatnonzero(alike >= _ALIKE), len(vectors))
    near = _nearest(rows, owners[columns], alike[rows, columns])
    rows, columns = rows[near], columns[near]
    found = []
    sure, whose = alike[rows, columns], owners[columns]
    for mark in np.flatnonzero(np.bincount(whose) >= _LEAST):
        mine = np.flatnonzero(whose == mark)
        if len(mine) > _PAIRS:
            mine = mine[np.argpartition(-sure[mine], _PAIRS)[:_PAIRS]]
        if pose := _pose(int(mark), points[columns[mine]], scene.points[rows[mine]]):
            found.append(pose)
    return found


def _nearest(rows: NDArray[np.intp], whose: NDArray[np.int32], alike: NDArray[np.float32]) -> NDArray[np.intp]:
    """Places of the few likest of each row and mark: a mark among a thousand is met as if it were alone."""
    order = np.lexsort((-alike, whose, rows))
    group = rows[order] * (np.int64(whose.max(initial=0)) + 1) + whose[order]
    return order[np.arange(len(group)) - np.searchsorted(group, group) < _NEAREST]


def _pose(mark: int, figure: NDArray[np.float32], scene: NDArray[np.float32]) -> Pose | None:
    """The pose that most pairs agree on; `figure` and `scene` are those of the pairs, N × 4."""
    agreeing = _agreeing(figure, scene)
    counts = agreeing.sum(axis=1)
    best: tuple[int, Affine] | None = None
    for row in np.argsort(-counts, kind="stable")[:_TRIED]:
        if counts[row] < _LEAST:
            break
        exact = _exact(figure, scene, agreeing[row])
        if exact is not None and (best is None or exact[0] > best[0]):
            best = exact
    return None if best is None else Pose(mark, best[1], best[0])


def _agreeing(figure: NDArray[np.float32], scene: NDArray[np.float32]) -> NDArray[np.bool_]:
    """N × N: which pairs (columns) lie about where the pose of each pair (rows) puts them, sized and turned alike."""
    there, own = (side[:, 0] + 1j * side[:, 1] for side in (scene, figure))
    size, turn = np.log(scene[:, 2] / figure[:, 2]), scene[:, 3] - figure[:, 3]
    direction = np.exp(1j * turn)
    alike = np.abs(size - size[:, None]) < _SIZED
    alike &= np.outer(direction.real, direction.real) + np.outer(direction.imag, direction.imag) > np.cos(_TURNED)
    # Most pairs differ in size or direction: only of the others it is asked where they lie.
    one, other = np.nonzero(alike)
    pose, apart = (np.exp(size) * direction)[one], own[other] - own[one]
    moved = pose * apart
    alike[one, other] = np.abs(moved - (there[other] - there[one])) < _SLACK + _ROUGHLY * np.abs(moved)
    return np.asarray(alike, np.bool_)


def _exact(
    figure: NDArray[np.float32], scene: NDArray[np.float32], agreeing: NDArray[np.bool_]
) -> tuple[int, Affine] | None:
    """The affine map of the pairs that agree, and how many distinct ones lie within `_SLACK` of it."""
    own = np.column_stack([figure[:, :2], np.ones(len(figure), np.float32)])
    affine = np.zeros((2, 3))
    for _ in range(3):
        if min(_distinct(figure[agreeing]), _distinct(scene[agreeing])) < _LEAST:
            return None
        affine = np.linalg.lstsq(own[agreeing], scene[agreeing, :2], rcond=None)[0].T.astype(np.float64)
        agreeing = np.linalg.norm(own @ affine.T - scene[:, :2], axis=1) < _SLACK
    distinct = min(_distinct(figure[agreeing]), _distinct(scene[agreeing]))
    stretch = np.linalg.svd(affine[:, :2], compute_uv=False)
    if distinct < _LEAST or stretch[1] < 0.06 or stretch[0] > 2.5 * stretch[1] or np.linalg.det(affine[:, :2]) < 0:
        return None
    return distinct, affine


def _distinct(points: NDArray[np.float32]) -> int:
    """How many lie more than a pixel or two apart: one spot has details of several directions."""
    return len(set(np.rint(points[:, :2] / 2).astype(np.int64) @ np.array([1 << 20, 1])))
