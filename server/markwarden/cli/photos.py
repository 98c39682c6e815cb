"""Photos named on the command line, read under limits."""

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

_MOST_PIXELS = 40_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")


class UnreadablePhotoError(OSError):
    """A photo that cannot be searched; the message names it."""


def read_photo(path: Path) -> NDArray[np.uint8]:
    """RGB, uint8, H × W × 3, upright. Raises `UnreadablePhotoError`."""
    try:
        with Image.open(io.BytesIO(path.read_bytes()), formats=_FORMATS) as image:
            if image.width * image.height <= _MOST_PIXELS:
                return np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadablePhotoError(f"{path}: not a picture that can be read") from error
    raise UnreadablePhotoError(f"{path}: more than 40 megapixels")
