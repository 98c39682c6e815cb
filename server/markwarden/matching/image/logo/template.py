"""A figure as the finder looks for it: turned in steps, and its edges for the proof. Knows no picture."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.logo.artwork import Artwork
from markwarden.matching.image.logo.outline import ASPECTS, MARGIN, orientations, outline

TURNS = 20
"""Steps of 18°: what lies between two is still alike, and the proof makes the angle exact."""
FRAME = 72
"""Pixels of the square that figure and suspect are compared in."""
RIM = 8
"""Pixels of that square left free around the figure."""
_TURNED = 96
_PAPER, _INK = 210, 70
"""Grey levels of a drawn variant: bold, and off the ends of the scale, as print in a photo is."""

Affine = NDArray[np.float64]
"""2 × 3."""


@dataclass(frozen=True, slots=True)
class View:
    """The figure turned: `affine` maps its own pixels into a square of side 1 that its box fills.

    `aspect` is the place in `ASPECTS` of the windows that it is compared with.
    """

    affine: Affine
    outline: NDArray[np.float32]
    aspect: int


@dataclass(frozen=True, slots=True)
class Template:
    """`frame`: the figure in the comparing square, uint8; `to_frame` maps its own pixels there."""

    artwork: Artwork
    views: tuple[View, ...]
    frame: NDArray[np.uint8]
    to_frame: Affine

    @classmethod
    def of(cls, artwork: Artwork) -> "Template":
        """Make all views of a figure."""
        height, width = artwork.ink.shape
        to_frame = np.array([[(FRAME - 2 * RIM) / width, 0, RIM], [0, (FRAME - 2 * RIM) / height, RIM]])
        frame = cv2.warpAffine(
            drawn(artwork.ink), to_frame, (FRAME, FRAME), flags=cv2.INTER_AREA, borderValue=(_PAPER,)
        )
        views = tuple(_view(artwork.ink, turn * 2 * np.pi / TURNS) for turn in range(TURNS))
        return cls(artwork, views, np.asarray(frame, np.uint8), to_frame)


def drawn(ink: NDArray[np.uint8], *, light: bool = False) -> NDArray[np.uint8]:
    """The figure in one tone: dark on light, or light on dark."""
    ground, figure = (_INK, _PAPER) if light else (_PAPER, _INK)
    return (ground + (figure - ground) * (ink.astype(np.float32) / 255)).astype(np.uint8)


def _view(ink: NDArray[np.uint8], angle: float) -> View:
    height, width = ink.shape
    scale = _TURNED / max(height, width)
    side = round(_TURNED * 1.7)
    cos, sin = scale * np.cos(angle), scale * np.sin(angle)
    turned = np.array([[cos, -sin, 0.0], [sin, cos, 0.0]])
    turned[:, 2] = side / 2 - turned[:, :2] @ [width / 2, height / 2]
    mask = np.asarray(cv2.warpAffine(ink, turned, (side, side), flags=cv2.INTER_AREA), np.uint8)
    ys, xs = np.nonzero(mask > 100)
    x, y, across, down = (int(value) for value in (xs.min(), ys.min(), np.ptp(xs) + 1, np.ptp(ys) + 1))
    room = np.rint(MARGIN * np.array([across, down])).astype(int)
    field = orientations(drawn(mask))
    seen = field[max(0, y - room[1]) : y + down + room[1], max(0, x - room[0]) : x + across + room[0]]
    aspect = int(np.argmin(np.abs(np.log(np.array(ASPECTS) / (across / down)))))
    return View((turned - np.array([[0, 0, x], [0, 0, y]])) / np.array([[across], [down]]), outline(seen), aspect)
