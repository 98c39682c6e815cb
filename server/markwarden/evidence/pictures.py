"""Pictures of the screen: strips joined to the whole page, and checked against each other while that is done.

A browser that answers a picture call with the same viewport again gives a picture of the right size and the wrong
content: only a comparison of the strips shows it.
"""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, UnidentifiedImageError

Pixels = npt.NDArray[np.uint8]
FORMATS = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = 120_000_000
"""Of one picture; a page is cut into sheets far below this."""
SHEET_HEIGHT = 16_000
"""Pixels; JPEG ends at 65,535, and viewers do earlier."""
QUALITY = 90
_BLANK = 2.0
"""Standard deviation of grey below which a strip shows nothing that could repeat."""
_SLACK = 2
"""Picture pixels by which a strip may be beside its place."""
_SAME = 6.0
"""Mean difference of grey of two overlaps below which they show the same."""


class UnreadablePictureError(ValueError):
    """Bytes that are no picture of a format that is taken."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A picture of one viewport; `top` in its own pixels from the top of the page."""

    path: Path
    name: str
    top: int


@dataclass(slots=True)
class Joined:
    """Sheets of the whole page as JPEG, and what the comparison found."""

    sheets: list[tuple[bytes, int, int, int]] = field(default_factory=list)
    """JPEG, top, width, height."""
    repeated: list[tuple[str, str]] = field(default_factory=list)
    """Strips of different places with the same content."""
    moved: list[tuple[str, str]] = field(default_factory=list)
    """Neighbours whose overlap differs: the page changed between them."""
    gaps: list[int] = field(default_factory=list)
    """Places, in pixels from the top, that no strip shows."""


def open_picture(source: Path | bytes) -> Image.Image:
    """A picture as RGB. Raises `UnreadablePictureError`."""
    try:
        with Image.open(io.BytesIO(source) if isinstance(source, bytes) else source, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise UnreadablePictureError(f"larger than {MOST_PIXELS // 10**6} million pixels")
            return image.convert("RGB")
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise UnreadablePictureError("no PNG, JPEG or WebP picture that can be read") from error


def jpeg(image: Image.Image) -> bytes:
    """The picture as JPEG."""
    made = io.BytesIO()
    image.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()


def join(strips: Sequence[Strip]) -> Joined:
    """All strips as sheets of the whole page. Raises `UnreadablePictureError`."""
    joined = Joined()
    sheets = _Sheets(joined)
    seen: list[tuple[Strip, bytes]] = []
    before: tuple[Strip, Pixels] | None = None
    for strip in sorted(strips, key=lambda one: (one.top, one.name)):
        image = open_picture(strip.path)
        grey = np.asarray(image.convert("L"))
        if float(grey.std()) >= _BLANK:
            mark = hashlib.sha256(grey.tobytes()).digest()
            joined.repeated += [
                (other.name, strip.name) for other, its in seen if its == mark and other.top != strip.top
            ]
            seen.append((strip, mark))
        if before is not None and not _agree(before, (strip, grey)):
            joined.moved.append((before[0].name, strip.name))
        before = (strip, grey)
        sheets.add(strip, image)
    sheets.close()
    return joined


class _Sheets:
    """Pastes strips from the top down, and cuts a sheet off whenever one is full."""

    def __init__(self, joined: Joined) -> None:
        self._joined = joined
        self._covered = 0
        self._pending: list[tuple[int, Image.Image]] = []
        self._top = 0

    def add(self, strip: Strip, image: Image.Image) -> None:
        """The earlier strip is kept where two overlap: what sticks to the window stands on the first one only."""
        if strip.top > self._covered:
            self._joined.gaps.append(self._covered)
        hidden = max(0, self._covered - strip.top)
        if hidden >= image.height:
            return
        self._pending.append((strip.top + hidden, image.crop((0, hidden, image.width, image.height))))
        self._covered = strip.top + image.height
        while self._covered - self._top >= SHEET_HEIGHT:
            self._cut(SHEET_HEIGHT)

    def close(self) -> None:
        """The last sheet."""
        if self._pending:
            self._cut(self._covered - self._top)

    def _cut(self, height: int) -> None:
        sheet = Image.new("RGB", (max(image.width for _, image in self._pending), height), "white")
        for at, image in self._pending:
            sheet.paste(image, (0, at - self._top))
        self._joined.sheets.append((jpeg(sheet), self._top, sheet.width, height))
        self._top += height
        self._pending = [(at, image) for at, image in self._pending if at + image.height > self._top]


def _agree(one: tuple[Strip, Pixels], other: tuple[Strip, Pixels]) -> bool:
    """Whether two strips show the same where they overlap; half of the rows suffice: bars stick to the window's edges."""
    (first, above), (second, below) = one, other
    if above.shape[1] != below.shape[1]:
        return False
    rows = first.top + above.shape[0] - second.top
    # Where a CSS pixel is no whole number of picture pixels, a strip may lie one beside its place.
    return rows <= _SLACK or any(
        _difference(above, below, rows + slack) < _SAME for slack in range(-_SLACK, _SLACK + 1)
    )


def _difference(above: Pixels, below: Pixels, rows: int) -> float:
    """Mean difference of grey of the last `rows` of one and the first of the other, in the middle one of the rows."""
    rows = max(1, min(rows, above.shape[0], below.shape[0]))
    lower, upper = above[-rows:].astype(np.int16), below[:rows].astype(np.int16)
    return float(np.median(np.abs(lower - upper).mean(axis=1)))
