"""What a signal says of a picture, drawn: where the reference lies in it, both laid on each other, where they differ.

The same drawing as the extension's comparison (`extension/compare`), for packages and dossiers. Knows pixels, no records.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from markwarden.evidence.pictures import jpeg
from markwarden.matching.image.picture import Picture
from markwarden_schema.assessment import Evidence

_AGREES = 28.0
"""Difference in brightness (of 255) up to which two pixels agree: above the noise of recompression."""
_ENLARGED = 480
_LINE = (255, 212, 0)
_CENTRE = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
"""Matrices count from a pixel's corner, OpenCV from its centre."""
Floats = NDArray[np.float64]
Points = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """JPEGs. `laid` and `difference` are None where it is not known how the two lie on each other, and so is `share` (0–1):
    how much of what both show agrees. `enlarged`: of words that were read, their place."""

    outlined: bytes
    laid: bytes | None = None
    difference: bytes | None = None
    enlarged: bytes | None = None
    share: float | None = None


def draw(suspect: Picture, reference: Picture | None, evidence: Evidence) -> Drawn:
    """The drawings of a signal; `reference` is None where words were read."""
    matrix, box = _in_pixels_of(suspect, evidence)
    if reference is None:
        return Drawn(_outlined(suspect, _corners(box)), enlarged=_enlarged(suspect, box))
    if matrix is None:
        return Drawn(_outlined(suspect, _corners(box)))
    onto, common = _laid(reference, matrix, suspect.size)
    if not common.any():
        return Drawn(_outlined(suspect, _corners(box)))
    mixed = np.where(common[..., None], (onto.astype(np.uint16) + suspect.rgb) // 2, suspect.rgb).astype(np.uint8)
    pixels, share = difference(onto, common, suspect.rgb)
    width, height = reference.size
    outline = [_project(matrix, corner) for corner in ((0, 0), (width, 0), (width, height), (0, height))]
    return Drawn(
        _outlined(suspect, outline),
        laid=jpeg(Image.fromarray(mixed)),
        difference=jpeg(Image.fromarray(pixels)),
        share=share,
    )


def _in_pixels_of(suspect: Picture, evidence: Evidence) -> tuple[Floats | None, tuple[float, ...] | None]:
    """Matrix (None where it cannot be undone) and box, in the picture's own pixels: it was looked at in the size that `detail` tells."""
    width, height = suspect.size
    seen = [evidence.detail.get(name) for name in ("width", "height")]
    across, down = (
        size / one if isinstance(one, int | float) and one > 0 else 1.0
        for size, one in zip((width, height), seen, strict=True)
    )
    box = evidence.box and (evidence.box[0] * across, evidence.box[1] * down, evidence.box[2] * across, evidence.box[3] * down)  # fmt: skip
    matrix = None
    if evidence.matrix is not None:
        matrix = np.diag([across, down, 1.0]) @ np.asarray(evidence.matrix, dtype=np.float64)
        if not np.isfinite(matrix).all() or abs(np.linalg.det(matrix)) < 1e-12:
            matrix = None
    return matrix, box or None


def _laid(reference: Picture, matrix: Floats, size: tuple[int, int]) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """The reference as it lies in a picture of that size, and where it does."""
    centred = np.linalg.inv(_CENTRE) @ matrix @ _CENTRE
    onto = cv2.warpPerspective(reference.rgb, centred, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    width, height = reference.size
    back = np.linalg.inv(matrix)
    y, x = np.mgrid[0 : size[1], 0 : size[0]] + 0.5
    u, v, depth = (row[0] * x + row[1] * y + row[2] for row in back)
    with np.errstate(divide="ignore", invalid="ignore"):
        u, v = u / depth, v / depth
        common = (u > 0) & (v > 0) & (u < width) & (v < height)
    return np.asarray(onto, dtype=np.uint8), common


def difference(
    onto: NDArray[np.uint8], common: NDArray[np.bool_], picture: NDArray[np.uint8]
) -> tuple[NDArray[np.uint8], float]:
    """Where two pictures of one size differ once brightness and contrast are evened out: the picture dimmed, the differing
    spots bright; and the share (0–1) of what both show that agrees."""
    one, other = _luminance(onto), _luminance(picture)
    if not common.any():
        return _painted(other / 5, np.zeros_like(other)), 0.0
    ones, others = one[common], other[common]
    contrast = others.std() / ones.std() if ones.std() > 1 else 1.0
    apart = np.abs((one - ones.mean()) * contrast + others.mean() - other)
    heat = np.where(common & (apart > _AGREES), apart * 3, 0.0)
    return _painted(np.where(common, other / 3, other / 5), heat), float((apart[common] <= _AGREES).mean())


def _luminance(pixels: NDArray[np.uint8]) -> Floats:
    return np.asarray(pixels @ np.array([0.299, 0.587, 0.114]), dtype=np.float64)


def _painted(ground: Floats, heat: Floats) -> NDArray[np.uint8]:
    channels = np.stack([ground + heat, ground + heat * 0.62, ground + np.maximum(0, heat - 255)], axis=-1)
    return np.clip(np.rint(channels), 0, 255).astype(np.uint8)


def _project(matrix: Floats, point: tuple[float, float]) -> tuple[float, float]:
    x, y, depth = matrix @ (*point, 1.0)
    return x / depth, y / depth


def _corners(box: tuple[float, ...] | None) -> Points | None:
    if box is None:
        return None
    x, y, width, height = box
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def _outlined(picture: Picture, corners: Points | None) -> bytes:
    image = Image.fromarray(picture.rgb)
    if corners is not None:
        width, height = image.size
        # A line on the very edge would be cut off.
        inside = [(min(width - 3.0, max(2.0, x)), min(height - 3.0, max(2.0, y))) for x, y in corners]
        pen = ImageDraw.Draw(image)
        for colour, thick in (((0, 0, 0), 5), (_LINE, 3)):
            pen.line([*inside, inside[0]], fill=colour, width=thick, joint="curve")
    return jpeg(image)


def _enlarged(picture: Picture, box: tuple[float, ...] | None) -> bytes:
    """A place in a picture and a little around it."""
    image = Image.fromarray(picture.rgb)
    x, y, width, height = box or (0, 0, *image.size)
    room = height / 2
    place = (
        round(max(0, x - room)),
        round(max(0, y - room)),
        round(min(image.width, x + width + room)),
        round(min(image.height, y + height + room)),
    )
    if place[2] <= place[0] or place[3] <= place[1]:
        place = (0, 0, *image.size)
    cut = image.crop(place)
    scale = max(1.0, min(_ENLARGED / cut.width, _ENLARGED / cut.height))
    return jpeg(cut.resize((round(cut.width * scale), round(cut.height * scale)), Image.Resampling.LANCZOS))
