"""A registered figure as it was handed in (SVG, PNG, JPEG, …) made ready for matching: its ink and its tones.

Knows no picture and no right. Refuses what it cannot read, with a code and a reason a person can act on.
"""

import hashlib
import io
import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

import cv2
import numpy as np
import resvg_py
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

SIDE = 128
"""Pixels of the longer side that a figure is kept at: marks in listing photos are rarely larger."""
_RENDERED = 512
_MOST_BYTES = 8 * 1024 * 1024
_MOST_PIXELS = 40_000_000
_MOST_ELEMENTS = 20_000
"""Of an SVG: a logo has dozens; more is a map, and slow to draw."""
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
_OPAQUE = 128
_FROM_GROUND = 40.0
"""Distance in RGB from the ground's colour from which a pixel is ink: above a JPEG's ringing."""
_LEAST_INK = 60
"""Pixels of ink at full size: less is a dot."""


class ArtworkRefusedError(Exception):
    """A file that cannot serve as a figure. `code` is stable, the message is for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Artwork:
    """A figure cut to its ink, longer side `SIDE`.

    `ink`: uint8 H × W, 255 where the figure is drawn. `tones`: uint8 H × W, its own grey over white.
    `plain`: whether the drawing is of one tone, so that `tones` says no more than `ink`.
    `place`: the ink's box (x, y, w, h) in the file's picture, as shares of its width and height, which are `size`.
    """

    ink: NDArray[np.uint8]
    tones: NDArray[np.uint8]
    plain: bool
    sha256: str
    place: tuple[float, float, float, float]
    size: tuple[int, int]


def drawn_as_png(data: bytes) -> bytes:
    """An SVG as the picture that it is matched by. Raises `ArtworkRefusedError`, also where nothing is drawn."""
    drawn, _ = _drawn(data)
    if not drawn[..., 3].any():
        raise ArtworkRefusedError("artwork_empty", "the file shows no figure: nothing is drawn in it")
    held = io.BytesIO()
    Image.fromarray(drawn).save(held, "PNG")
    return held.getvalue()


def read_artwork(data: bytes) -> Artwork:
    """Read a figure.

    Transparent pixels are ground; an opaque picture's ground is the colour of its rim, whatever it is.

    Raises:
        ArtworkRefusedError: too large, unreadable, reaching outside itself, or empty.
    """
    if len(data) > _MOST_BYTES:
        raise ArtworkRefusedError("artwork_too_large", f"the file is larger than {_MOST_BYTES // 1024 // 1024} MB")
    image, whole = _drawn(data) if is_svg(data) else _decoded(data)
    ink, tones = _ink_and_tones(image)
    ys, xs = np.nonzero(ink > _OPAQUE)
    if len(ys) < _LEAST_INK or np.ptp(ys) < 2 or np.ptp(xs) < 2:
        raise ArtworkRefusedError("artwork_empty", "the file shows no figure: it is of one colour throughout")
    cut = np.s_[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]
    tall, broad = ink.shape
    place = (xs.min() / broad, ys.min() / tall, (np.ptp(xs) + 1) / broad, (np.ptp(ys) + 1) / tall)
    ink, tones = ink[cut], tones[cut]
    inside = tones[ink > _OPAQUE]
    plain = bool(np.percentile(inside, 90) - np.percentile(inside, 10) < 40)
    scale = SIDE / max(ink.shape)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    kept = (max(4, round(ink.shape[1] * scale)), max(4, round(ink.shape[0] * scale)))
    return Artwork(
        np.asarray(cv2.resize(ink, kept, interpolation=how), np.uint8),
        np.asarray(cv2.resize(tones, kept, interpolation=how), np.uint8),
        plain,
        hashlib.sha256(data).hexdigest(),
        (float(place[0]), float(place[1]), float(place[2]), float(place[3])),
        whole,
    )


def is_svg(data: bytes) -> bool:
    """Whether the bytes mean to be an SVG."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith((b"<?xml", b"<!--", b"<!DOCTYPE svg", b"<svg")) and b"<svg" in data[:65536]


def _drawn(data: bytes) -> tuple[NDArray[np.uint8], tuple[int, int]]:
    """An SVG as RGBA, and its width and height. It may name nothing outside itself: the renderer would read files of this machine."""
    try:
        root = fromstring(data, forbid_dtd=False)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise ArtworkRefusedError("artwork_unreadable", f"the SVG cannot be read: {error}") from error
    elements = list(root.iter())
    if len(elements) > _MOST_ELEMENTS:
        raise ArtworkRefusedError("artwork_too_large", f"the SVG has more than {_MOST_ELEMENTS} elements")
    if any(_reaches_out(element) for element in elements):
        raise ArtworkRefusedError("artwork_not_whole", "the SVG refers to another file: embed its pictures in it")
    if any(_name(element) == "text" for element in elements):
        # Fonts differ between machines: the same file would be another figure elsewhere.
        raise ArtworkRefusedError("artwork_has_text", "the SVG holds live text: convert its text to outlines")
    width, height = _proportions(root)
    scale = _RENDERED / max(width, height)
    try:
        png = resvg_py.svg_to_bytes(
            svg_string=data.decode("utf-8-sig"),
            width=max(1, round(width * scale)),
            height=max(1, round(height * scale)),
            skip_system_fonts=True,
        )
    except (ValueError, UnicodeDecodeError) as error:
        raise ArtworkRefusedError("artwork_unreadable", f"the SVG cannot be drawn: {error}") from error
    return _decoded(bytes(png))


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _reaches_out(element: Element) -> bool:
    for name, value in element.attrib.items():
        if name.rpartition("}")[2] in ("href", "src") and _name(element) != "a":
            if not value.strip().startswith(("#", "data:")):
                return True
        elif re.search(r"url\(\s*['\"]?(?!#|['\"]?\s*data:)[^)#'\"]", value):
            return True
    return "@import" in (element.text or "") and _name(element) == "style"


def _proportions(root: Element) -> tuple[float, float]:
    box = re.findall(r"-?[\d.]+(?:e-?\d+)?", root.get("viewBox", ""))
    found = box[2:4] if len(box) == 4 else [re.match(r"[\d.]*", root.get(side, ""))[0] for side in ("width", "height")]  # type: ignore[index]
    try:
        width, height = (float(value) for value in found)
    except ValueError:
        return 1.0, 1.0
    if not (width > 0 and height > 0 and 1 / 50 < width / height < 50):
        raise ArtworkRefusedError("artwork_unreadable", "the SVG is not of a size that can be drawn")
    return width, height


def _decoded(data: bytes) -> tuple[NDArray[np.uint8], tuple[int, int]]:
    """A picture as RGBA, shrunk where it is large, and its own width and height."""
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise ArtworkRefusedError("artwork_too_large", "the picture has more than 40 megapixels")
            size = image.size
            image.thumbnail((_RENDERED, _RENDERED))
            return np.asarray(image.convert("RGBA")), size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise ArtworkRefusedError(
            "artwork_unreadable", f"the file is not a picture that can be read ({error})"
        ) from error


def _ink_and_tones(image: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    alpha = image[:, :, 3]
    colours = image[:, :, :3].astype(np.float64)
    if (alpha < _OPAQUE).mean() > 0.01:
        share = alpha[:, :, None].astype(np.float64) / 255
        over_white = colours * share + 255 * (1 - share)
        ink = alpha
    else:
        over_white = colours
        rim = np.concatenate([colours[0], colours[-1], colours[:, 0], colours[:, -1]])
        distance = np.sqrt(((colours - np.median(rim, axis=0)) ** 2).sum(axis=2))
        ink = np.clip(distance * (_OPAQUE / _FROM_GROUND), 0, 255).astype(np.uint8)
    tones = np.asarray(cv2.cvtColor(over_white.astype(np.uint8), cv2.COLOR_RGB2GRAY), np.uint8)
    return ink, tones
