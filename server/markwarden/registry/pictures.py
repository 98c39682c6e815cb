"""Which uploaded bytes are a picture, and in which format. Decodes nothing beyond what that needs."""

import io
import warnings

from PIL import Image

FORMATS = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp", "GIF": ".gif"}
MOST_PIXELS = 50_000_000


class NoPictureError(ValueError):
    """The bytes are no picture of an allowed format, damaged, or too large."""


def picture_suffix(data: bytes) -> str:
    """`.png`, `.jpg`, `.webp` or `.gif`. Raises `NoPictureError`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=tuple(FORMATS)) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise NoPictureError(f"{picture.width} × {picture.height} pixels are too many")
                picture.load()
                return FORMATS[picture.format or ""]
    except NoPictureError:
        raise
    except Exception as error:
        raise NoPictureError("not a PNG, JPEG, WebP or GIF picture, or damaged") from error
