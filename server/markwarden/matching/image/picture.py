"""A picture decoded for looking at, under limits: what a stranger's server sends is refused with a code, never a crash."""

import functools
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from markwarden_schema.picture import PictureCode

Pixels = NDArray[np.uint8]

MOST_BYTES = 16 * 1024 * 1024
MOST_PIXELS = 40_000_000
SIDE = 640
"""Longest side that a picture is looked at in: features need some 500 pixels, and more only costs time."""
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
_LEAST = 16
"""Shortest side of a picture that can show anything."""


class PictureRefusedError(Exception):
    """Bytes that are no picture that may be looked at; `code` says why."""

    def __init__(self, code: PictureCode, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Picture:
    """`rgb`: (height, width, 3) uint8, upright, on white where it was transparent, its longest side at most `SIDE`."""

    rgb: Pixels

    @functools.cached_property
    def grey(self) -> Pixels:
        """(height, width) uint8."""
        return np.asarray(cv2.cvtColor(self.rgb, cv2.COLOR_RGB2GRAY), dtype=np.uint8)

    @property
    def size(self) -> tuple[int, int]:
        """Width, height."""
        return self.rgb.shape[1], self.rgb.shape[0]


def decode(data: bytes) -> Picture:
    """The picture in these bytes; of an animation its first frame. Raises `PictureRefusedError`."""
    if len(data) > MOST_BYTES:
        raise PictureRefusedError(PictureCode.TOO_LARGE, f"A picture of more than {MOST_BYTES} bytes.")
    with _refusing(), Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise PictureRefusedError(PictureCode.TOO_LARGE, f"A picture of {image.width} × {image.height} pixels.")
        if min(image.size) < _LEAST:
            raise PictureRefusedError(PictureCode.UNREADABLE, "A picture too small to show anything.")
        image.draft("RGB", (SIDE, SIDE))  # JPEG alone: decoded at a fraction of its size, several times as fast
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
        return Picture(np.asarray(_on_white(upright), dtype=np.uint8))


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        coloured = image.convert("RGBA")
        ground = Image.new("RGBA", coloured.size, "white")
        return Image.alpha_composite(ground, coloured).convert("RGB")
    return image.convert("RGB")


@contextmanager
def _refusing() -> Iterator[None]:
    """Whatever Pillow says of broken, foreign or monstrous bytes, as a refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.simplefilter("ignore", UserWarning)  # of broken EXIF, which is not looked at but for the direction
            yield
    except PictureRefusedError:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PictureRefusedError(PictureCode.TOO_LARGE, "A picture that unpacks to too many pixels.") from error
    except UnidentifiedImageError as error:
        raise PictureRefusedError(PictureCode.FORMAT, f"No picture, or none of {', '.join(_FORMATS)}.") from error
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        TypeError,
        KeyError,
        MemoryError,
        OverflowError,
        RuntimeError,
    ) as error:
        # Pillow's decoders raise all of these for broken files.
        raise PictureRefusedError(PictureCode.UNREADABLE, "A picture that is broken or cut off.") from error
