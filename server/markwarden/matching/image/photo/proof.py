"""Is a picture a copy of a reference? Features are paired, a pose is fitted, and the pixels under it are compared."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.photo.features import Features, Points, upright

_RATIO = 0.82
"""Distance to the best pairing ÷ to the second best (Lowe, 2004), a little looser than usual: the pose weeds out."""
_TOLERANCE = 5.0
"""Pixels that a paired feature may lie off."""
_LEAST = 6
"""Pairings from which a pose is tried: a similarity has four unknowns."""
_GRID = 128
"""Longest side of what is compared: at half of it other jackets before the same wall look like one."""
_COARSE, _FINE = 4, 8
"""Patches to a side: for what a person would call alike, and for fine detail."""
_AROUND = (9, 9)
"""Pixels of the grid whose mean is taken away, so that only detail is left."""
_DETAIL = 16.0
"""Mean square of the detail from which a patch has any."""
_SAME = 0.5
"""Correlation of detail from which a patch is the same: another photo of the same thing has .2."""
_PLAIN = 3.0
"""Deviation of grey up to which a patch shows nothing."""
_EXACT = 1.5
"""Pixels that features may lie off which make the pose exact: those of the coarse levels of the pyramid lie off further."""
_PLACE = 4.0
"""Pixels from where the pose lays a feature at which one like it counts as in place."""
_LIKE, _ASKEW = 70, 14
"""Bits and 256ths of a turn by which it may differ: much more than where all others are asked, for place speaks, too."""
_SCALES = (0.08, 12.0)
_ROW_AND_COLUMN = np.array([1, 1 << 20])

Pose = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Proof:
    """What speaks for a copy. `pose` (2, 3) maps the reference's pixels, of `Features.size`, to the picture's.

    `inliers`: features in place. `alike`: correlation of the pixels in common (−1–1), within their hull. `held`: share of the
    reference that one region of the same fine detail about them makes up. `common`: share of it that lies in the picture.
    """

    pose: Pose
    inliers: int
    alike: float
    held: float
    common: float


def prove(reference: Features, picture: Features) -> Proof | None:
    """The best pose that maps the reference into the picture; None where there is none worth telling."""
    if len(reference.descriptors) < 2 or len(picture.descriptors) < 2:
        return None
    theirs, mine = _paired(reference, picture)
    if len(theirs) < _LEAST:
        return None
    there, here = reference.points[theirs], picture.points[mine]
    fitted, mask = cv2.estimateAffine2D(
        there, here, method=cv2.RANSAC, ransacReprojThreshold=_TOLERANCE, maxIters=1500, confidence=0.995
    )
    if fitted is None:
        return None
    inside = mask.ravel().astype(bool)
    there, here = there[inside], here[inside]
    pose = _exact(np.asarray(fitted, dtype=np.float64), there, here)
    if _places(here) < _LEAST or not _is_sound(pose):
        return None
    theirs, mine = _in_place(reference, picture, pose)
    if _places(picture.points[mine]) >= _places(here):
        there, here = reference.points[theirs], picture.points[mine]
        closer = _exact(pose, there, here)
        pose = closer if _is_sound(closer) else pose
    return Proof(pose, _places(here), *_compare(reference, picture, pose, here))


def _places(points: Points) -> int:
    """How many places there are: the same paired several times is one witness."""
    return len(np.unique(np.round(points / 3).astype(np.int64) @ _ROW_AND_COLUMN))


def _paired(reference: Features, picture: Features) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Features of the reference and of the picture that are like each other and no other, turned no more than a copy is."""
    # What `BFMatcher.knnMatch` calls, too, without an object for each pairing.
    away, which = cv2.batchDistance(
        picture.descriptors, reference.descriptors, cv2.CV_32S, normType=cv2.NORM_HAMMING, K=2
    )
    mine = np.flatnonzero(away[:, 0] < _RATIO * away[:, 1])
    theirs = which[mine, 0].astype(np.intp)
    # Most of the pairings by chance go: among fewer strangers a pose is met with fewer in place.
    kept = upright(picture.angles[mine], reference.angles[theirs])
    return theirs[kept], mine[kept]


def _in_place(reference: Features, picture: Features, pose: Pose) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Features of the reference that the picture has one like where the pose lays them, and the likest such.

    Where a pattern repeats, or a stranger resembles it, a feature is not paired; in its place it is told from them.
    """
    laid = (reference.points @ pose[:, :2].T + pose[:, 2]).astype(np.float32)
    # Squared distances of all pairs, |a|² + |b|² - 2ab, as one product: they are a quarter of a million.
    (one, ones), (two, twos) = ((points, np.ones((len(points), 1), np.float32)) for points in (laid, picture.points))
    away = np.hstack([-2 * one, _squared(one), ones]) @ np.hstack([two, twos, _squared(two)]).T
    theirs, mine = np.divmod(np.flatnonzero(away <= _PLACE**2), len(picture.points))  # half the time of `nonzero`
    differ = np.bitwise_count(reference.descriptors[theirs] ^ picture.descriptors[mine]).sum(axis=1)
    turned = round(float(np.arctan2(pose[1, 0], pose[0, 0])) * 256 / (2 * np.pi))
    askew = (picture.angles[mine] - reference.angles[theirs] - np.int64(turned)).astype(np.uint8).view(np.int8)
    like = (differ <= _LIKE) & (np.abs(askew.astype(np.int64)) <= _ASKEW)
    theirs, mine, differ = theirs[like], mine[like], differ[like]
    order = np.lexsort((differ, theirs))
    _, first = np.unique(theirs[order], return_index=True)
    return theirs[order][first], mine[order][first]


def _squared(points: Points) -> Points:
    return np.asarray(np.sum(points**2, axis=1, keepdims=True), np.float32)


def _exact(pose: Pose, there: Points, here: Points) -> Pose:
    """A pose fitted again, by least squares, to the features that lie closest to it."""
    known = np.column_stack([there, np.ones(len(there))])
    for _ in range(3):
        off = np.linalg.norm(known @ pose.T - here, axis=1)
        near = off <= max(_EXACT, float(np.median(off)))
        if near.sum() < _LEAST:
            break
        pose = np.linalg.lstsq(known[near], here[near], rcond=None)[0].T
    return pose


def _is_sound(pose: Pose) -> bool:
    """Whether a pose is one that a copy may have: not mirrored, neither squeezed flat nor blown up."""
    first, second = np.linalg.svd(pose[:, :2], compute_uv=False)
    return bool(
        np.linalg.det(pose[:, :2]) > 0 and second > 0 and first / second < 2.0 and _SCALES[0] < first < _SCALES[1]
    )


def _compare(reference: Features, picture: Features, pose: Pose, points: Points) -> tuple[float, float, float]:
    """`alike`, `held` and `common` of a `Proof`.

    Outside the hull of the features in place a copy may have another background; inside it, it has the same pixels.
    """
    (width, height), (wide, high) = picture.size, reference.size
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], dtype=np.float64)
    quad = (corners @ pose[:, :2].T + pose[:, 2]).astype(np.float32)
    frame = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    area, shared = cv2.intersectConvexConvex(quad, frame)
    if area < 16 or shared is None:
        return 0.0, 0.0, 0.0
    left, top = (max(0, int(value)) for value in np.floor(quad.min(axis=0)))
    right, bottom = (
        int(min(most, value)) for most, value in zip((width, height), np.ceil(quad.max(axis=0)), strict=True)
    )
    if right - left < _FINE or bottom - top < _FINE:
        return 0.0, 0.0, 0.0
    grid = (min(_GRID, right - left), min(_GRID, bottom - top))
    part = picture.grey[top:bottom, left:right]
    other = cv2.resize(part, grid, interpolation=cv2.INTER_AREA).astype(np.float32)
    one, lies = _laid(reference, pose, (left, top, right, bottom), grid)
    inside = lies.astype(np.float32)
    hull = np.zeros((grid[1], grid[0]), dtype=np.float32)
    on_grid = (points - (left, top)) * (grid[0] / (right - left), grid[1] / (bottom - top))
    cv2.fillConvexPoly(hull, cv2.convexHull(on_grid.astype(np.float32)).astype(np.int32), 1.0)
    # The middle one of the patches: a watermark or a banner spoils only its own.
    coarse, shows = _correlations(one, other, inside * hull)
    patch = (right - left) * (bottom - top) / _FINE**2 / max(float(cv2.contourArea(quad)), 1.0)
    seeds = np.clip((on_grid * _FINE / grid).astype(np.intp), 0, _FINE - 1)
    held = _region(_same_detail(one, other, inside), seeds) * patch
    return (
        float(np.median(coarse[shows])) if shows.any() else 0.0,
        min(held, 1.0),
        float(area / max(cv2.contourArea(quad), 1.0)),
    )


def _laid(
    reference: Features, pose: Pose, box: tuple[int, int, int, int], grid: tuple[int, int]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """The reference's grey picture laid into a box of the picture, drawn at twice the grid and averaged; where it lies."""
    left, top, right, bottom = box
    size = (grid[0] * 2, grid[1] * 2)
    along, down = size[0] / (right - left), size[1] / (bottom - top)
    # Pixels are squares: a place counts from the corner of the first, half a pixel before its middle.
    half = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5], [0.0, 0.0, 1.0]])
    enlarged = np.diag([reference.grey_scale, reference.grey_scale, 1.0])
    to_box = np.array([[along, 0.0, -left * along], [0.0, down, -top * down], [0.0, 0.0, 1.0]])
    whole = np.linalg.inv(half) @ to_box @ np.vstack([pose, [0.0, 0.0, 1.0]]) @ enlarged @ half
    laid = cv2.warpAffine(reference.grey, whole[:2], size, flags=cv2.INTER_LINEAR)
    ones = np.full(reference.grey.shape, 255, np.uint8)
    lies = cv2.warpAffine(ones, whole[:2], size, flags=cv2.INTER_NEAREST)
    small = cv2.resize(laid, grid, interpolation=cv2.INTER_AREA).astype(np.float32)
    return small, cv2.resize(lies, grid, interpolation=cv2.INTER_AREA) == 255


def _patches(values: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """The mean of each of count × count patches."""
    return np.asarray(cv2.resize(values, (count, count), interpolation=cv2.INTER_AREA), dtype=np.float32)


def _correlations(
    one: NDArray[np.float32], other: NDArray[np.float32], mask: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Of each coarse patch, as far as the mask has it, and whether it shows anything in both."""
    weight = _patches(mask, _COARSE)
    sure = np.maximum(weight, 1e-6)
    a, b, aa, bb, ab = (
        _patches(values * mask, _COARSE) / sure for values in (one, other, one * one, other * other, one * other)
    )
    spread_a, spread_b = np.maximum(aa - a * a, 0.0), np.maximum(bb - b * b, 0.0)
    shows = (weight > 1 / 16) & (np.minimum(spread_a, spread_b) > _PLAIN**2)
    return (ab - a * b) / np.sqrt(np.maximum(spread_a * spread_b, 1e-6)), shows


def _same_detail(one: NDArray[np.float32], other: NDArray[np.float32], mask: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which fine patches lie within the mask and have detail, the same in both pictures."""
    around = cv2.boxFilter(mask, -1, _AROUND) + 1e-6
    first, second = ((values - cv2.boxFilter(values * mask, -1, _AROUND) / around) * mask for values in (one, other))
    weight = _patches(mask, _FINE)
    aa, bb, ab = (_patches(values, _FINE) for values in (first * first, second * second, first * second))
    has = (weight > 0.5) & (np.maximum(aa, bb) > _DETAIL * np.maximum(weight, 1e-6))
    return np.asarray(has & (ab / np.sqrt(np.maximum(aa * bb, 1e-6)) >= _SAME))


def _region(same: NDArray[np.bool_], seeds: NDArray[np.intp]) -> int:
    """Patches of the largest region that hangs together and has a seed (n × column, row) in it.

    What was set before another background, or beside a banner, is the same all over one region, be it half of what is in
    common; of another photo of the same thing a few patches here and there happen to agree.
    """
    _, regions = cv2.connectedComponents(same.astype(np.uint8), connectivity=8)
    sizes = np.bincount(regions.ravel())
    sizes[0] = 0
    return int(sizes[regions[seeds[:, 1], seeds[:, 0]]].max())
