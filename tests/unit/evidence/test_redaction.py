"""Redacted copies: what is covered is gone, what cannot be covered is left out, the parent stays as it was."""

import numpy as np
import pytest

from markwarden.evidence import Archive, verify
from markwarden.evidence.errors import EvidenceError
from markwarden.evidence.pictures import open_picture
from markwarden.evidence.redaction import found_boxes, redact
from markwarden_schema.capture import CaptureSeal
from markwarden_schema.record import Box, FileKind, RecordKind
from tests.kit.captures import URL, open_capture, parts_of, seal_of, sealed_capture

PERSONAL = [
    {"picture": "full", "what": "name", "x": 20, "y": 30, "width": 40, "height": 12},
    {"picture": "full", "what": "address", "x": 100, "y": 200, "width": 400, "height": 20},
    {"picture": "visible", "what": "cart", "x": 0, "y": 0, "width": 30, "height": 10},
    {"picture": "visible", "what": "cart", "x": 0, "y": 5000, "width": 30, "height": 10},
]


def captured(archive: Archive) -> str:
    capture_id = open_capture(archive, parts_of())
    return archive.seal(capture_id, CaptureSeal.model_validate(seal_of(personal=PERSONAL)), None).id


def test_places_found_on_the_page_become_boxes_of_its_pictures(archive: Archive) -> None:
    boxes = found_boxes(archive.record(captured(archive)))
    assert [(box.file.rpartition("/")[2], box.why) for box in boxes] == [
        ("full-01.jpg", "name"),
        ("full-01.jpg", "address"),
        ("visible.png", "cart"),
    ]
    assert (boxes[1].x, boxes[1].width) == (94, 66)  # with a margin, and no wider than the picture


def test_copy_is_covered_and_names_its_parent(archive: Archive) -> None:
    parent = captured(archive)
    before = {path: path.read_bytes() for path in archive.folder(parent).rglob("*") if path.is_file()}
    boxes = found_boxes(archive.record(parent))
    copy = redact(archive, parent, boxes, "anna")
    record = archive.record(copy)
    assert record.kind is RecordKind.REDACTED
    assert record.parent is not None
    assert (record.parent.id, record.parent.seal) == (parent, archive.state(parent).seal)
    assert {file.kind for file in record.files} == {FileKind.FULL, FileKind.VISIBLE, FileKind.IMAGE}
    assert {file.kind for file in record.parent.left_out} == {FileKind.STRIP, FileKind.DOM, FileKind.MHTML}
    for box in boxes:
        pixels = np.asarray(open_picture(archive.folder(copy) / box.file))
        inside = pixels[box.y : box.y + box.height, box.x : box.x + box.width].astype(float)
        # JPEG lets a little of what is beside a box run into its edge; nothing of what was beneath it is left.
        assert inside.mean() < 12
        assert inside[8:-8, 8:-8].max(initial=0) < 30
    assert {path: path.read_bytes() for path in archive.folder(parent).rglob("*") if path.is_file()} == before
    assert verify(archive.folder(copy), archive.layout.log).sound
    assert verify(archive.folder(parent), archive.layout.log).sound
    assert [entry.action.value for entry in archive.log.of(copy)] == ["redacted"]


def test_buyer_is_nowhere_in_the_copy(archive: Archive) -> None:
    parent = captured(archive)
    copy = archive.folder(redact(archive, parent, [], "anna"))
    assert any(b"77665544" in path.read_bytes() for path in archive.folder(parent).rglob("*") if path.is_file())
    for path in copy.rglob("*"):
        assert not path.is_file() or b"77665544" not in path.read_bytes(), path
    assert URL not in (copy / "data/record.json").read_text("utf-8")


@pytest.mark.parametrize("file", ["data/page/page.mhtml", "data/none.png", "data/screen/strip-000.png", "../x"])
def test_box_on_what_is_no_picture(archive: Archive, file: str) -> None:
    parent = sealed_capture(archive).id
    with pytest.raises(EvidenceError):
        redact(archive, parent, [Box(file=file, x=0, y=0, width=1, height=1, why="name")], "anna")
    assert len(archive.rows()) == 1
