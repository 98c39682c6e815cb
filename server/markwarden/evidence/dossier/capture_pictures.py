"""The picture that stands for a capture when it is handed to others: which, how large, and what is covered in it."""

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from markwarden.evidence.pictures import open_picture
from markwarden.evidence.redaction import found_boxes
from markwarden_schema.record import FileKind, Record, RecordFile

_PICTURES = frozenset({"image/png", "image/jpeg"})
_RATIO = 1.25
"""Height of the part of a long page that a sheet shows, in widths."""
_SHEET_WIDTH = 1000
"""Pixels: legible on paper, and some forty sheets go into five megabytes."""
_SHEET_QUALITY = 74
_QUALITY = 85
_STEP = 0.8
_NARROWEST = 320


@dataclass(frozen=True, slots=True)
class Picture:
    """Bytes ready to be handed out."""

    data: bytes
    media_type: str
    covered: bool
    original: bool
    """Whether they are the very bytes of the package."""


def picture_file(record: Record, *, whole: bool) -> RecordFile | None:
    """The file of a package that shows it best: with `whole` the entire page where one picture holds it, else the first screen."""
    pictures = [file for file in record.files if file.media_type in _PICTURES]
    full = [file for file in pictures if file.kind is FileKind.FULL]
    order = [FileKind.VISIBLE, FileKind.FULL, FileKind.SUPPLIED]
    if whole and len(full) == 1:
        order = [FileKind.FULL, *order]
    found = [file for kind in order for file in sorted(pictures, key=lambda one: one.path) if file.kind is kind]
    return found[0] if found else None


def picture(record: Record, folder: Path, file: RecordFile, largest: int | None) -> Picture | None:
    """A picture of at most `largest` bytes: as it is where it may be, else a smaller copy; None where none can be so small."""
    covered = bool(_boxes(record, file))
    if not covered and (largest is None or file.bytes <= largest):
        return Picture((folder / file.path).read_bytes(), file.media_type, covered=False, original=True)
    image = _covered(record, folder, file)
    while True:
        data = _jpeg(image, _QUALITY)
        if largest is None or len(data) <= largest:
            return Picture(data, "image/jpeg", covered=covered, original=False)
        if image.width * _STEP < _NARROWEST:
            return None
        image = image.resize((round(image.width * _STEP), round(image.height * _STEP)))


def sheet_picture(record: Record, folder: Path, file: RecordFile) -> tuple[bytes, bool]:
    """The upper part as JPEG for a sheet, and whether something is covered."""
    image = _covered(record, folder, file)
    image = image.crop((0, 0, image.width, min(image.height, round(image.width * _RATIO))))
    image.thumbnail((_SHEET_WIDTH, round(_SHEET_WIDTH * _RATIO)))
    return _jpeg(image, _SHEET_QUALITY), bool(_boxes(record, file))


def _boxes(record: Record, file: RecordFile) -> list[tuple[int, int, int, int]]:
    """What was found on the page that is the reviewer's own. A redacted copy is a person's word on what is covered: nothing is added."""
    if record.parent is not None:
        return []
    return [
        (box.x, box.y, box.x + box.width - 1, box.y + box.height - 1)
        for box in found_boxes(record)
        if box.file == file.path
    ]


def _covered(record: Record, folder: Path, file: RecordFile) -> Image.Image:
    image = open_picture(folder / file.path)
    draw = ImageDraw.Draw(image)
    for box in _boxes(record, file):
        draw.rectangle(box, fill="black")
    return image


def _jpeg(image: Image.Image, quality: int) -> bytes:
    made = io.BytesIO()
    image.save(made, "JPEG", quality=quality)
    return made.getvalue()
