"""The files of a draft: chosen from its cases and captures, added one by one, and kept by their digests."""

from collections.abc import Mapping, Sequence

from markwarden.complaints.case_book import CaseBook
from markwarden.complaints.drafting import EditError, files_for
from markwarden.complaints.evidence_choice import limit, not_shown, within
from markwarden.complaints.record import Row
from markwarden.complaints.sources import CaptureFiles, Made, OfferedCapture, Room
from markwarden.complaints.wording import both
from markwarden_schema.case import Case, CaseFile
from markwarden_schema.portal import PortalProfile


class ComplaintFiles:
    """What goes into the upload field of a complaint."""

    def __init__(self, book: CaseBook, captures: CaptureFiles) -> None:
        self._book = book
        self._captures = captures

    def chosen(self, row: Row, cases: Mapping[str, Case], profile: PortalProfile) -> Row:
        """The draft with the files that serve it best within the form's limits, and what was left out with the reason."""
        files, left_out = within(files_for(row.links, cases), profile)
        most = limit(profile, "files")
        room = Room(
            right=row.right,
            ground=row.ground,
            title=" – ".join([row.right.label, *list(row.sellers.values())[:3]]),
            language=row.language,
            files=None if most is None else most - len(files),
            largest=limit(profile, "file_bytes"),
        )
        made = self._captures.choose(not_shown(_items(row), files), room)
        return row.changed(
            evidence=_each_once([*files, *(self._kept(one) for one in made.files)]),
            files_left_out=[*left_out, *made.left_out],
        )

    def offered(self, row: Row) -> list[OfferedCapture]:
        """Captures of its listings that are in none of its files."""
        there = {capture for file in row.evidence for capture in file.captures}
        return [one for one in self._captures.offered(_items(row), row.ground) if one.capture not in there]

    def with_captures(self, row: Row, captures: Sequence[str], profile: PortalProfile) -> Row:
        """The draft with the pictures of these captures too. Raises `EditError`."""
        known: dict[str, list[str]] = {}
        for one in self._captures.offered(_items(row), row.ground):
            known.setdefault(one.capture, []).append(one.item_id)
        files = []
        for capture in dict.fromkeys(captures):
            if capture not in known:
                raise EditError(
                    both(
                        f"{capture} is no capture of a listing in this complaint.", f"{capture} 不是本投诉商品的取证。"
                    )
                )
            made = self._captures.one(capture, known[capture], limit(profile, "file_bytes"))
            if not isinstance(made, Made):
                raise EditError(both(f"{made.claim}: {made.why.en}", f"{made.claim}：{made.why.zh}"))
            files.append(self._kept(made))
        return row.changed(evidence=_each_once([*row.evidence, *files]))

    def handed_out(self, row: Row) -> None:
        """Its captures went to the portal with it."""
        captures = [capture for file in row.evidence for capture in file.captures]
        self._captures.handed_out(captures, row.reference or row.id)

    def _kept(self, made: Made) -> CaseFile:
        self._book.keep(made.data)
        return made.file


def _items(row: Row) -> list[str]:
    return [link.item_id for link in row.links if link.item_id is not None]


def _each_once(files: Sequence[CaseFile]) -> list[CaseFile]:
    return list({file.sha256: file for file in files}.values())
