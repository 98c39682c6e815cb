"""Does a listing's photo show the shape of a registered design? A likeness at its own level, never identity.

A drawing is lines and a photo is surfaces: what both have is the outline. The drawing is filled, tried like a figure,
and its outline looked for in the photo. Whether a likeness infringes is for a person, so none is ever strong.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.logo.artwork import Artwork, read_artwork
from markwarden.matching.image.logo.enrol import Enrolment, enrol_artwork
from markwarden.matching.image.logo.index import LogoIndex

STRONGEST = 0.4
"""A likeness counts at most this: alone it is worth a look, no flag."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`key` of the design; `strength` 0–`STRONGEST`; `box` (x, y, w, h) in the photo's pixels."""

    key: str
    strength: float
    box: tuple[float, float, float, float]


def try_design(drawing: bytes, innocent_photos: Sequence[NDArray[np.uint8]] = (), *, key: str = "") -> Enrolment:
    """Try a design's drawing, or photo on a plain ground, as figures are tried.

    Raises:
        ArtworkRefusedError: the file cannot serve.
    """
    return enrol_artwork(filled(read_artwork(drawing)), (), innocent_photos, key=key)


def filled(artwork: Artwork) -> Artwork:
    """The drawing with all that its outer lines enclose."""
    lines = (artwork.ink > 100).astype(np.uint8)
    # Lines of a drawing leave small gaps at corners.
    closed = cv2.morphologyEx(lines, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    outer, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    whole = np.zeros_like(artwork.ink)
    cv2.drawContours(whole, outer, -1, 255, cv2.FILLED)
    return replace(artwork, ink=np.maximum(whole, artwork.ink), plain=True)


def likenesses(designs: LogoIndex, rgb: NDArray[np.uint8]) -> list[Likeness]:
    """The designs whose outline a photo (uint8, H × W × 3) shows, the likest first; those too simple are left out."""
    return [
        Likeness(hit.key, STRONGEST * (2 * hit.strength - 1), hit.box)
        for hit in designs.find(rgb)
        if not hit.too_simple
    ]
