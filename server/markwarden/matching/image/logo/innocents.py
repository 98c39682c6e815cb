"""Pictures in which no mark stands, made by the program: what a figure is tried on before it may flag anything.

Drawn from a seed, so that every machine measures on the same: cloth of several weaves, boxes, bottles, bags, seams,
buttons, zips, strokes like letters, shadows and the noise of a cheap camera. A user's own innocent photos are better
still and are used beside them.
"""

from collections.abc import Callable, Iterator
from functools import cache

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
SIDE = 360
COUNT = 96
"""None of them flagged: under 2.8 in a hundred in 95 of 100 trials (Wilson)."""


@cache
def innocents(count: int = COUNT) -> tuple[Rgb, ...]:
    """The first `count` pictures, always the same ones (0.4 MB each)."""
    return tuple(innocent(np.random.default_rng(seed)) for seed in range(count))


def innocent(draw: Generator) -> Rgb:
    """One picture: a ground, a few things on it, light and noise."""
    ground = _cloth(draw) if draw.random() < 0.6 else _even(draw)
    for _ in range(int(draw.integers(1, 4))):
        _THINGS[int(draw.integers(len(_THINGS)))](ground, draw)
    return _photographed(ground, draw)


def _colour(draw: Generator) -> tuple[int, int, int]:
    red, green, blue = (int(value) for value in draw.integers(15, 240, 3))
    return red, green, blue


def _even(draw: Generator) -> Rgb:
    return np.full((SIDE, SIDE, 3), _colour(draw), np.uint8)


def _cloth(draw: Generator) -> Rgb:
    """Stripes, checks or weave at a slant."""
    y, x = np.mgrid[:SIDE, :SIDE].astype(np.float32)
    slant, length = draw.uniform(0, np.pi), draw.uniform(4, 60)
    along, across = x * np.cos(slant) + y * np.sin(slant), y * np.cos(slant) - x * np.sin(slant)
    waves = np.sin(2 * np.pi * along / length)
    if draw.random() < 0.5:
        waves = waves + np.sin(2 * np.pi * across / (length * draw.uniform(0.7, 1.4)))
    if draw.random() < 0.5:
        waves = np.sign(waves)
    shade = (waves * draw.uniform(5, 45))[..., None]
    return np.asarray(np.clip(np.array(_colour(draw), np.float32) + shade, 0, 255), np.uint8)


def _rounded(canvas: Rgb, draw: Generator) -> None:
    """A box, a case, a screen."""
    width, height = (int(value) for value in draw.integers(60, 260, 2))
    x, y = int(draw.integers(0, SIDE - 60)), int(draw.integers(0, SIDE - 60))
    colour, radius = _colour(draw), int(draw.integers(2, 40))
    mask = np.zeros((SIDE, SIDE), np.uint8)
    cv2.rectangle(mask, (x + radius, y + radius), (x + width - radius, y + height - radius), 255, -1)
    mask = np.asarray(cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1,) * 2)), np.uint8)
    canvas[mask > 0] = colour


def _round(canvas: Rgb, draw: Generator) -> None:
    """A plate, a lens, a button, a ring."""
    centre = [int(value) for value in draw.integers(40, SIDE - 40, 2)]
    axes = [int(value) for value in draw.integers(8, 110, 2)]
    thick = -1 if draw.random() < 0.5 else int(draw.integers(2, 14))
    cv2.ellipse(canvas, centre, axes, float(draw.uniform(0, 180)), 0, 360, _colour(draw), thick, cv2.LINE_AA)


def _silhouette(canvas: Rgb, draw: Generator) -> None:
    """A smooth closed shape, as a shoe, a bag, a garment is."""
    count = int(draw.integers(5, 12))
    angles = np.sort(draw.uniform(0, 2 * np.pi, count))
    radii = draw.uniform(40, 150, count)
    fine = np.linspace(0, 2 * np.pi, 200)
    smooth = np.interp(fine, np.r_[angles - 2 * np.pi, angles, angles + 2 * np.pi], np.tile(radii, 3))
    smooth = np.convolve(np.tile(smooth, 3), np.ones(15) / 15, "same")[200:400]
    centre = draw.uniform(100, SIDE - 100, 2)
    points = centre + smooth[:, None] * np.stack([np.cos(fine), np.sin(fine)], axis=1)
    cv2.fillPoly(canvas, [points.astype(np.int32)], _colour(draw), cv2.LINE_AA)


def _seams(canvas: Rgb, draw: Generator) -> None:
    """Curves, plain or stitched."""
    colour, stitched = _colour(draw), draw.random() < 0.4
    for _ in range(int(draw.integers(1, 5))):
        ends = draw.uniform(0, SIDE, (3, 2))
        at = np.linspace(0, 1, 80)[:, None]
        curve = (1 - at) ** 2 * ends[0] + 2 * at * (1 - at) * ends[1] + at**2 * ends[2]
        parts = np.array_split(curve, 20)[:: 2 if stitched else 1]
        thick = int(draw.integers(1, 7))
        for part in parts:
            cv2.polylines(
                canvas, [part.astype(np.int32)], isClosed=False, color=colour, thickness=thick, lineType=cv2.LINE_AA
            )


def _strokes(canvas: Rgb, draw: Generator) -> None:
    """Rows of strokes as letters are, of no alphabet."""
    size, colour = int(draw.integers(8, 42)), _colour(draw)
    x, y = int(draw.integers(10, SIDE // 2)), int(draw.integers(20, SIDE - 60))
    for _ in range(int(draw.integers(3, 11))):
        points = (draw.integers(0, 3, (4, 2)) * [size // 3, size // 2] + [x, y]).astype(np.int32)
        cv2.polylines(canvas, [points], isClosed=False, color=colour, thickness=max(1, size // 7), lineType=cv2.LINE_AA)
        x += size


def _row(canvas: Rgb, draw: Generator) -> None:
    """Things in a row: buttons, teeth of a zip, eyelets."""
    colour, step = _colour(draw), int(draw.integers(8, 50))
    start, slope = draw.uniform(20, SIDE - 20, 2), draw.uniform(-0.5, 0.5)
    for index in range(int(draw.integers(4, 14))):
        place = (int(start[0] + index * step * slope), int(start[1] + index * step - SIDE / 2))
        cv2.circle(canvas, place, max(2, step // 4), colour, -1 if draw.random() < 0.5 else 2, cv2.LINE_AA)


_THINGS: tuple[Callable[[Rgb, Generator], None], ...] = (_rounded, _round, _silhouette, _seams, _strokes, _row)


def _photographed(scene: Rgb, draw: Generator) -> Rgb:
    """Uneven light, blur, noise, JPEG."""
    y, x = np.mgrid[:SIDE, :SIDE].astype(np.float32) / SIDE
    light = 1 + draw.uniform(-0.35, 0.35) * (x - 0.5) + draw.uniform(-0.35, 0.35) * (y - 0.5)
    lit = cv2.GaussianBlur(scene.astype(np.float32) * light[..., None], (0, 0), float(draw.uniform(0.5, 1.2)))
    noisy = np.asarray(np.clip(lit + draw.normal(0, draw.uniform(1, 6), lit.shape), 0, 255), np.uint8)
    _, coded = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, int(draw.integers(60, 92))])
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)


def with_figure(picture: Rgb, ink: NDArray[np.uint8], draw: Generator) -> Iterator[Rgb]:
    """A figure drawn on a picture as printed, in four sizes, each somewhere else and a little turned."""
    height, width = picture.shape[:2]
    for share in (0.18, 0.27, 0.4, 0.6):
        scale = share * min(height, width) / max(ink.shape)
        angle = draw.uniform(-0.25, 0.25)
        affine = scale * np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0]])
        middle = np.array([draw.uniform(0.35, 0.65) * width, draw.uniform(0.35, 0.65) * height])
        affine[:, 2] = middle - affine[:, :2] @ [ink.shape[1] / 2, ink.shape[0] / 2]
        source = cv2.GaussianBlur(ink, (0, 0), 0.4 / scale) if scale < 0.8 else ink
        cover = cv2.warpAffine(source, affine, (width, height)).astype(np.float32)[..., None] / 255
        under = float(picture[cover[..., 0] > 0.5].mean()) if (cover > 0.5).any() else 128.0
        tone = under + (1 if under < 128 else -1) * draw.uniform(70, 120)
        printed = picture * (1 - cover) + tone * cover
        yield np.asarray(np.clip(printed + draw.normal(0, 3, picture.shape), 0, 255), np.uint8)
