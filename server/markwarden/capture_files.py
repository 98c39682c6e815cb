"""Captures as the evidence files of a complaint: which go into the upload, as pictures or on sheets, and what finds no room.

Knows complaints and evidence, which know nothing of each other. Originals are never touched: what is handed out is the
package's own picture where it may be, else a copy.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from markwarden.complaints.sources import Chosen, Made, OfferedCapture, Room
from markwarden.complaints.wording import both
from markwarden.evidence.dossier.capture_pictures import picture, picture_file, sheet_picture
from markwarden.evidence.dossier.sheets import WORDS, Sheet, fitting
from markwarden.evidence.errors import EvidenceError, UnknownCaptureError
from markwarden.evidence.index import Index, Row
from markwarden.evidence.layout import RECORD, Layout, is_id
from markwarden.evidence.people import in_words
from markwarden.evidence.pictures import UnreadablePictureError
from markwarden_schema.case import CaseFile, FileKind, Ground
from markwarden_schema.complaint import LeftOut
from markwarden_schema.record import Record, RecordKind

_PAGES = frozenset({RecordKind.CAPTURE.value, RecordKind.IMPORT.value})
_MOST_ON_SHEETS = 100
"""Captures in one complaint that are made into sheets by themselves: more would take longer than a person waits."""
_SINGLY = 8
"""Pictures that are given singly where no limit of the form is known."""
_GONE = both("The capture was deleted from the evidence.", "该取证已从证据库中删除。")
_NO_PICTURE = both("The capture holds no picture.", "该取证不含图片。")
_TOO_LARGE = both(
    "Its picture is too large for the form, however small it is made.", "图片过大，缩小后仍超出表单限制。"
)
_NO_ROOM = both(
    "The form takes no more files; the capture stays in the case.", "表单文件数已满；该取证仍保留在案件中。"
)
_TOO_MANY = both(
    f"More than {_MOST_ON_SHEETS} captures: these were not put on sheets by themselves.",
    f"取证超过 {_MOST_ON_SHEETS} 份：其余未自动排入。",
)


@dataclass(frozen=True, slots=True)
class _Package:
    """A sealed package as it lies on the disk."""

    row: Row
    record: Record
    folder: Path
    items: tuple[str, ...]


class CaptureFiles:
    """The files that can be made of captures. Reads packages; the custody log is told by `exported`, where there is one."""

    def __init__(
        self, index: Index, layout: Layout, now: Callable[[], datetime], exported: Callable[[str, str], object] | None
    ) -> None:
        self._index = index
        self._layout = layout
        self._now = now
        self._exported = exported

    def offered(self, items: Sequence[str], ground: Ground) -> list[OfferedCapture]:
        """The captures that show these listings, in their order: of each the last page, and its test buys where they count."""
        return [
            OfferedCapture(capture=row.id, item_id=item, at=row.sealed, title=row.title)
            for item in dict.fromkeys(items)
            for row in self._rows(item, ground)
        ]

    def choose(self, items: Sequence[str], room: Room) -> Chosen:
        """Files for these listings within the room: pictures singly where they all fit, else together on sheets."""
        offered = self.offered(items, room.ground)
        if not offered or room.files == 0:
            return Chosen([], [LeftOut(claim=one.title, why=_NO_ROOM) for one in offered])
        packages, left_out = self._packages(offered)
        if len(packages) <= (room.files if room.files is not None else _SINGLY):
            made = []
            for package in packages:
                one = self._picture(package, room.largest)
                made += [one] if isinstance(one, Made) else []
                left_out += [] if isinstance(one, Made) else [one]
            return Chosen(made, left_out)
        over = packages[_MOST_ON_SHEETS:]
        left_out += [LeftOut(claim=one.record.title, why=_TOO_MANY) for one in over]
        sheets, dropped = self._on_sheets(packages[:_MOST_ON_SHEETS], room)
        return Chosen(sheets, [*left_out, *dropped])

    def one(self, capture: str, items: Sequence[str], largest: int | None) -> Made | LeftOut:
        """The picture of one capture, or why there is none."""
        row = self._index.get(capture) if is_id(capture) else None
        if row is None:
            return LeftOut(claim=capture, why=_GONE)
        package = self._package(row, items)
        return LeftOut(claim=row.title, why=_GONE) if package is None else self._picture(package, largest)

    def handed_out(self, captures: Sequence[str], complaint: str) -> None:
        """Note in the custody log that these went to a portal with a complaint."""
        if self._exported is not None:
            for capture in dict.fromkeys(captures):
                try:
                    self._exported(capture, f"complaint {complaint}")
                except UnknownCaptureError:
                    # Deleted since: its tombstone says so, and what was filed is kept with the complaint.
                    continue

    def _rows(self, item: str, ground: Ground) -> Iterator[Row]:
        own = [row for row in self._index.of_item(item) if row.parent is None]
        # Where its own page was not captured, the last page that lists it stands for it.
        for row in [one for one in own or self._index.showing(item) if one.kind in _PAGES][:1]:
            yield self._shown(row)
        if ground is Ground.TEST_BUY:
            yield from (self._shown(row) for row in own if row.kind == RecordKind.TEST_BUY.value)

    def _shown(self, row: Row) -> Row:
        """The last redacted copy where there is one: what is handed to others shows nothing that was covered."""
        return (self._index.copies_of(row.id) or [row])[0]

    def _packages(self, offered: Sequence[OfferedCapture]) -> tuple[list[_Package], list[LeftOut]]:
        shows: dict[str, list[str]] = {}
        for one in offered:
            shows.setdefault(one.capture, []).append(one.item_id)
        packages, left_out = [], []
        for capture, items in shows.items():
            row = self._index.get(capture)
            package = self._package(row, items) if row is not None else None
            if package is None:
                left_out.append(LeftOut(claim=row.title if row else capture, why=_GONE))
            else:
                packages.append(package)
        return packages, left_out

    def _package(self, row: Row, items: Sequence[str]) -> _Package | None:
        folder = self._layout.packages / row.id
        if not (folder / RECORD).is_file():
            return None
        record = Record.model_validate_json((folder / RECORD).read_bytes())
        return _Package(row, record, folder, tuple(items))

    def _picture(self, package: _Package, largest: int | None) -> Made | LeftOut:
        record = package.record
        file = picture_file(record, whole=True)
        first = picture_file(record, whole=False)
        if file is None or first is None:
            return LeftOut(claim=record.title, why=_NO_PICTURE)
        if largest is not None and file.bytes > largest:
            file = first
        try:
            found = picture(record, package.folder, file, largest)
        except UnreadablePictureError:
            return LeftOut(claim=record.title, why=_NO_PICTURE)
        if found is None:
            return LeftOut(claim=record.title, why=_TOO_LARGE)
        suffix = "png" if found.media_type == "image/png" else "jpg"
        kind = FileKind.PHOTO if package.row.kind == RecordKind.TEST_BUY.value else FileKind.SCREENSHOT
        of = package.items[0] if len(package.items) == 1 else record.id
        name = f"capture-{of}-{package.row.sealed:%Y%m%d}.{suffix}"
        return Made(_file(name, found.media_type, found.data, kind, [package]), found.data)

    def _on_sheets(self, packages: Sequence[_Package], room: Room) -> tuple[list[Made], list[LeftOut]]:
        by_id: dict[str, _Package] = {}
        sheets, left_out = [], []
        for package in packages:
            sheet = _sheet(package)
            if sheet is None:
                left_out.append(LeftOut(claim=package.record.title, why=_NO_PICTURE))
            else:
                by_id[package.record.id] = package
                sheets.append(sheet)
        now = self._now()
        try:
            pdfs = fitting(sheets, room.title, in_words(room.right), now, room.language, room.largest)
        except EvidenceError as error:
            return [], [LeftOut(claim=WORDS[room.language]["title"], why=both(str(error)))]
        made = [
            Made(_file(_sheets_name(number, len(pdfs), now), "application/pdf", pdf, FileKind.SCREENSHOT, [by_id[one.record.id] for one in part]), pdf)
            for number, (part, pdf) in enumerate(pdfs[: room.files], 1)
        ]  # fmt: skip
        there = {capture for one in made for capture in one.file.captures}
        placed = {sheet.record.id for part, _pdf in pdfs for sheet in part}
        left_out += [
            LeftOut(claim=package.record.title, why=_NO_ROOM if capture in placed else _TOO_LARGE)
            for capture, package in by_id.items()
            if capture not in there
        ]
        return made, left_out


def _sheets_name(number: int, count: int, now: datetime) -> str:
    return f"captures-{now:%Y%m%d}" + (f"-{number}" if count > 1 else "") + ".pdf"


def _sheet(package: _Package) -> Sheet | None:
    file = picture_file(package.record, whole=False)
    if file is None:
        return None
    try:
        jpeg, covered = sheet_picture(package.record, package.folder, file)
    except UnreadablePictureError:
        return None
    return Sheet(package.record, package.row.seal, jpeg, file.sha256, covered)


def _file(name: str, media_type: str, data: bytes, kind: FileKind, packages: Sequence[_Package]) -> CaseFile:
    return CaseFile(
        sha256=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type=media_type,
        size=len(data),
        kind=kind,
        items=list(dict.fromkeys(item for package in packages for item in package.items)),
        captures=[package.record.id for package in packages],
    )
