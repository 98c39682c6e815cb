"""Files that a person hands in, sealed like captures but of lower grade: foreign captures, and what came of a test buy."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import NamedTuple

from markwarden.evidence.archive import Archive
from markwarden.evidence.composing import PROGRAM
from markwarden.evidence.custody import Action
from markwarden.evidence.errors import EvidenceError
from markwarden.evidence.layout import new_id
from markwarden.evidence.media import type_of
from markwarden.evidence.pictures import UnreadablePictureError, open_picture
from markwarden.pages.urls import clean
from markwarden_schema.record import Address, Clocks, FileKind, Grade, Record, RecordFile, RecordKind, TestBuy

TAKEN = frozenset({"multipart/related", "application/pdf", "image/png", "image/jpeg"})
"""Media types that are taken, told by the bytes."""
MOST_FILES = 60
MOST_BYTES = 128 << 20


class Supplied(NamedTuple):
    """A file as it was handed in."""

    name: str
    data: bytes


def import_files(archive: Archive, files: Sequence[Supplied], title: str, address: str | None, by: str) -> str:
    """Seal foreign captures (MHTML, PDF, PNG, JPEG); the id. Raises `EvidenceError`, and keeps nothing then."""
    if not files:
        raise EvidenceError("There is no file to keep.")
    original = address or next((found for file in files if (found := _address_in(file.data))), None)
    return _seal(
        archive,
        files,
        by,
        kind=RecordKind.IMPORT,
        title=title or files[0].name,
        address=Address(shown=clean(original), original=original),
        notes=["handed in as files; Markwarden did not see the page"],
    )


def keep_test_buy(archive: Archive, files: Sequence[Supplied], facts: TestBuy, by: str) -> str:
    """Seal a test buy with its photos and papers; the id. Raises `EvidenceError`."""
    shown = f"https://www.aliexpress.com/item/{facts.item_id}.html" if facts.item_id else None
    return _seal(
        archive,
        files,
        by,
        kind=RecordKind.TEST_BUY,
        title=f"Test buy {facts.order_number}",
        address=Address(shown=shown),
        notes=["order, photos and report as they were handed in"],
        test_buy=facts,
    )


def _seal(archive: Archive, files: Sequence[Supplied], by: str, *, kind: RecordKind, title: str, address: Address, notes: list[str], test_buy: TestBuy | None = None) -> str:  # fmt: skip
    if len(files) > MOST_FILES or sum(len(file.data) for file in files) > MOST_BYTES:
        raise EvidenceError(f"At most {MOST_FILES} files of {MOST_BYTES >> 20} MB together are taken at once.")
    now = datetime.now(UTC)
    kept = [_kept(archive, file, number) for number, file in enumerate(files, 1)]
    record = Record(
        id=new_id(now),
        kind=kind,
        grade=Grade.SUPPLIED,
        title=title,
        address=address,
        clocks=Clocks(server_began=now, server_finished=now),
        by=by,
        program=PROGRAM,
        files=kept,
        notes=notes,
        test_buy=test_buy,
    )
    archive.keep(record, Action.IMPORTED, {"kind": kind.value, "files": [file.name for file in files]})
    return record.id


def _kept(archive: Archive, file: Supplied, number: int) -> RecordFile:
    digest, size = archive.objects.take(iter([file.data]))
    path = archive.objects.path(digest)
    media_type, suffix = type_of(path)
    if media_type not in TAKEN:
        archive.sweep()
        raise EvidenceError(f"{file.name} is neither MHTML nor PDF nor a PNG or JPEG picture.")
    width = height = None
    if media_type.startswith("image/"):
        try:
            width, height = open_picture(path).size
        except UnreadablePictureError as error:
            archive.sweep()
            raise EvidenceError(f"{file.name}: {error}.") from error
    return RecordFile(
        path=f"data/supplied/{number:02d}.{suffix}",
        kind=FileKind.SUPPLIED,
        media_type=media_type,
        bytes=size,
        sha256=digest,
        origin="a person",
        source=_plain(file.name),
        width=width,
        height=height,
    )


def _plain(name: str) -> str:
    """A file's own name, without folders and control characters."""
    return re.sub(r"[\x00-\x1f\x7f]", "", Path(name.replace("\\", "/")).name)[:200] or "unnamed"


def _address_in(data: bytes) -> str | None:
    """The address that an MHTML file says it was saved from."""
    if b"Snapshot-Content-Location" not in data[:8192]:
        return None
    found = message_from_bytes(data[:65536], policy=policy.default).get("Snapshot-Content-Location")
    return str(found).strip() if found else None
