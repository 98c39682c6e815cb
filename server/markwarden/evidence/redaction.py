"""Redacted copies: pictures with boxes over what is the reviewer's own, as a new package that names its parent.

The parent is never touched. What cannot be covered (the document, the MHTML archive, the strips) is left out, and named with its digest.
"""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PIL import ImageDraw

from markwarden.evidence.archive import Archive
from markwarden.evidence.composing import PROGRAM
from markwarden.evidence.custody import Action
from markwarden.evidence.errors import EvidenceError
from markwarden.evidence.layout import new_id
from markwarden.evidence.pictures import QUALITY, open_picture
from markwarden_schema.capture import Missing
from markwarden_schema.record import Address, Box, Clocks, FileKind, Parent, Record, RecordFile, RecordKind

COVERED = frozenset({FileKind.VISIBLE, FileKind.FULL, FileKind.SUPPLIED})
"""Kinds of pictures that boxes can be drawn on."""
_UNSEEN = frozenset({FileKind.IMAGE, FileKind.COMPARISON})
"""Kinds that show nothing of the reviewer's: they come from the network and the registry."""
KEPT = COVERED | _UNSEEN
_PICTURES = frozenset({"image/png", "image/jpeg"})
_MARGIN = 6
"""Picture pixels that a box found on the page is larger on each side."""


def found_boxes(record: Record) -> list[Box]:
    """Boxes for what was found on the page when it was captured, in the pixels of the pictures."""
    if record.screen is None:
        return []
    ratio = record.screen.pixel_ratio
    boxes = []
    for one in record.personal:
        x, y = max(0, round(one.x * ratio) - _MARGIN), max(0, round(one.y * ratio) - _MARGIN)
        width, height = round(one.width * ratio) + 2 * _MARGIN, round(one.height * ratio) + 2 * _MARGIN
        kind = FileKind.VISIBLE if one.picture == "visible" else FileKind.FULL
        for file in record.files:
            if file.kind is kind and file.width and file.height:
                top = (file.top or 0) if kind is FileKind.FULL else 0
                clipped = _clipped(x, y - top, width, height, file)
                if clipped is not None:
                    boxes.append(Box(file=file.path, why=one.what, **clipped))
    return boxes


def _clipped(x: int, y: int, width: int, height: int, file: RecordFile) -> dict[str, int] | None:
    """The part of a box that lies on a picture."""
    right, bottom = min(x + width, file.width or 0), min(y + height, file.height or 0)
    x, y = max(0, x), max(0, y)
    return {"x": x, "y": y, "width": right - x, "height": bottom - y} if right > x and bottom > y else None


def redact(archive: Archive, package: str, boxes: Sequence[Box], by: str) -> str:
    """Make a redacted copy; its id. Raises `EvidenceError` where a box lies on no picture of the package."""
    parent = archive.record(package)
    files = {file.path: file for file in parent.files}
    for box in boxes:
        file = files.get(box.file)
        if file is None or file.kind not in COVERED or file.media_type not in _PICTURES:
            raise EvidenceError(f"{box.file} is no picture of this capture that can be covered.")
    now = datetime.now(UTC)
    kept, left_out = [], []
    for file in parent.files:
        if file.kind not in KEPT or (file.media_type not in _PICTURES and file.kind not in _UNSEEN):
            left_out.append(file)
            continue
        mine = [box for box in boxes if box.file == file.path]
        kept.append(_covered(archive, archive.folder(package) / file.path, file, mine) if mine else file)
    record = Record(
        id=new_id(now),
        kind=RecordKind.REDACTED,
        grade=parent.grade,
        title=parent.title,
        address=Address(shown=parent.address.shown),
        clocks=Clocks(server_began=now, server_finished=now),
        by=by,
        program=PROGRAM,
        files=kept,
        missing=[
            Missing(what=file.path.removeprefix("data/"), why="left out: it may show what is covered elsewhere")
            for file in left_out
        ],
        notes=[f"{len(boxes)} boxes were drawn over pictures of {package}; nothing lies beneath them any more"],
        page=parent.page,
        comparisons=parent.comparisons,
        parent=Parent(id=package, seal=archive.state(package).seal or "", boxes=list(boxes), left_out=left_out),
        test_buy=parent.test_buy,
    )
    archive.keep(record, Action.REDACTED, {"parent": package, "boxes": len(boxes)})
    return record.id


def _covered(archive: Archive, path: Path, file: RecordFile, boxes: Sequence[Box]) -> RecordFile:
    image = open_picture(path)
    draw = ImageDraw.Draw(image)
    for box in boxes:
        draw.rectangle((box.x, box.y, box.x + box.width - 1, box.y + box.height - 1), fill="black")
    made = io.BytesIO()
    # Written anew from its pixels: no metadata and no thumbnail of the original goes along.
    if file.media_type == "image/png":
        image.save(made, "PNG")
    else:
        image.save(made, "JPEG", quality=QUALITY)
    digest, size = archive.objects.take(iter([made.getvalue()]))
    return file.model_copy(
        update={"sha256": digest, "bytes": size, "origin": "this program, with boxes over the parent's picture"}
    )
