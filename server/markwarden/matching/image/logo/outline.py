"""The outline of what stands in a window, as a vector: gradient orientations over a grid. Knows no mark.

Histograms of oriented gradients (Dalal and Triggs 2005), unsigned, so that a light figure on dark is the dark one on
light; gradients are divided by what is usual around them, so that a faint figure counts as a bold one. Blobs and groups
of blobs (MSER, single linkage) were measured as windows first: windows everywhere found more in less time.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

GRID = 6
ORIENTATIONS = 8
LENGTH = GRID * GRID * ORIENTATIONS
MARGIN = 0.06
"""Of the figure's side taken in around it: the outline lies on the rim."""
ASPECTS = (0.4, 0.63, 1.0, 1.6, 2.5)
"""Width by height of the windows: a figure is compared in the nearest, stretched by a quarter at most (or it is a bar)."""
_SMALLEST = 34.0
"""Pixels of a window's longer side: below it a cell is under six pixels and no outline is left."""
_STEP = 1.3
_LARGEST = 0.95
"""Of the picture's shorter side."""
_SURROUND = 31
"""Pixels across of the surround that a gradient is compared with."""
_NOISE = 4.0
"""Grey levels a pixel that JPEG noise makes: what is weaker is not lifted."""
_BOLDEST = 3.0
_LEAST_OUTLINE = 1.2
"""Length of a window's vector below which it is an even surface: figures, faint ones too, were at 1.4 and more."""

Channels = NDArray[np.float32]
"""H × W × ORIENTATIONS."""


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows of one aspect and size: N vectors of length 1 about their mean, and the figures' boxes (x, y, w, h)."""

    vectors: NDArray[np.float32]
    boxes: NDArray[np.float32]


def orientations(grey: NDArray[np.uint8]) -> Channels:
    """Gradient strength by orientation, even over the picture."""
    smooth = cv2.GaussianBlur(grey, (0, 0), 1.0)
    across = cv2.Scharr(smooth, cv2.CV_32F, 1, 0, scale=1 / 16)
    down = cv2.Scharr(smooth, cv2.CV_32F, 0, 1, scale=1 / 16)
    strength, angle = cv2.cartToPolar(across, down)
    usual = cv2.sqrt(cv2.boxFilter(strength * strength, -1, (_SURROUND, _SURROUND)))
    strength = np.minimum(strength / (usual + _NOISE), _BOLDEST)
    place = angle * (ORIENTATIONS / np.pi)
    place[place >= ORIENTATIONS] -= ORIENTATIONS
    # A direction between two orientations counts for both, by how near it is.
    near = (_near(place, orientation) * strength for orientation in range(ORIENTATIONS))
    return np.asarray(cv2.merge(list(near)), np.float32)


def _near(place: NDArray[np.float32], orientation: int) -> NDArray[np.float32]:
    """1 at the orientation, 0 from its neighbours on; `place` counts in orientations."""
    off = np.abs(place - orientation)
    return np.asarray(np.maximum(1 - np.minimum(off, ORIENTATIONS - off), 0), np.float32)


def outline(channels: Channels) -> NDArray[np.float32]:
    """The whole field as one unit vector of mean nought: a window's product with it is the likeness."""
    found = np.sqrt(_shrunk(channels, GRID, GRID)).reshape(-1)
    found -= found.mean()
    return np.asarray(found / (np.linalg.norm(found) + 1e-6), np.float32)


@dataclass(frozen=True, slots=True)
class Field:
    """The orientations of a whole picture (`height` and `width` in its pixels), kept small for windows to be cut from."""

    height: int
    width: int
    halves: tuple[NDArray[np.floating], ...]

    @classmethod
    def of(cls, grey: NDArray[np.uint8]) -> "Field":
        """Those of a grey picture."""
        height, width = grey.shape
        # Cells are several pixels wide: half the picture's size says the same in a quarter of the time.
        halves = _halves(orientations(grey))
        return cls(
            height, width, tuple(_resized(half, max(GRID, width // 2), max(GRID, height // 2)) for half in halves)
        )

    def packed(self) -> "Field":
        """The same in half the memory."""
        return Field(self.height, self.width, tuple(half.astype(np.float16) for half in self.halves))


def windows(field: Field, aspect: float) -> Iterator[Windows]:
    """All windows of an aspect, a size at a time, a cell apart."""
    height, width = field.height, field.width
    halves = [half.astype(np.float32, copy=False) for half in field.halves]
    longer = _SMALLEST
    while longer <= _LARGEST * min(height, width):
        cell_width, cell_height = (longer * min(1, side) * (1 + 2 * MARGIN) / GRID for side in (aspect, 1 / aspect))
        columns, rows = int(width / cell_width), int(height / cell_height)
        if columns >= GRID and rows >= GRID:
            cells = np.concatenate([_resized(half, columns, rows) for half in halves], axis=2)
            yield _windows(np.sqrt(cells), width / columns, height / rows)
        longer *= _STEP


def _windows(cells: Channels, cell_width: float, cell_height: float) -> Windows:
    rows, columns = cells.shape[:2]
    # A window's row of cells lies together in memory: copied as one run.
    runs = np.lib.stride_tricks.sliding_window_view(
        cells.reshape(rows, columns * ORIENTATIONS), (GRID, GRID * ORIENTATIONS)
    )[:, ::ORIENTATIONS]
    down, across = runs.shape[:2]
    vectors = np.ascontiguousarray(runs).reshape(down * across, LENGTH)
    squares = np.einsum("ij,ij->i", vectors, vectors) - LENGTH * vectors.mean(axis=1) ** 2
    lengths = np.sqrt(np.maximum(squares, 0)).astype(np.float32)
    left, top = np.meshgrid(np.arange(across) * cell_width, np.arange(down) * cell_height)
    trim = MARGIN / (1 + 2 * MARGIN) * GRID
    boxes = np.stack(
        [
            left.ravel() + trim * cell_width,
            top.ravel() + trim * cell_height,
            np.full(down * across, (GRID - 2 * trim) * cell_width),
            np.full(down * across, (GRID - 2 * trim) * cell_height),
        ],
        axis=1,
    )
    drawn = lengths > _LEAST_OUTLINE
    return Windows(vectors[drawn] / lengths[drawn, None], boxes[drawn].astype(np.float32))


def _shrunk(channels: Channels, columns: int, rows: int) -> Channels:
    return np.concatenate([_resized(half, columns, rows) for half in _halves(channels)], axis=2)


def _halves(channels: Channels) -> list[Channels]:
    # OpenCV shrinks by area four channels at a time.
    return [np.ascontiguousarray(channels[:, :, at : at + 4]) for at in range(0, ORIENTATIONS, 4)]


def _resized(half: Channels, columns: int, rows: int) -> Channels:
    return np.asarray(cv2.resize(half, (columns, rows), interpolation=cv2.INTER_AREA), np.float32)
