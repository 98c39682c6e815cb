"""The dossier: an index, each store with the right it is about, each capture with its picture, times and digests, and what differs."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from fpdf.enums import TableBordersLayout, XPos, YPos
from fpdf.fonts import FontFace
from PIL import Image

from markwarden.evidence.archive import Archive
from markwarden.evidence.compared import by_strength
from markwarden.evidence.comparisons import Comparison, Comparisons, Place
from markwarden.evidence.dossier.paper import ACCENT, BOTTOM, LINE, SIDE, SOFT, WIDTH, Paper
from markwarden.evidence.layout import STAMP, TAGMANIFEST
from markwarden.evidence.people import rights_of
from markwarden.evidence.pictures import open_picture
from markwarden.evidence.stamps import StampFacts, check_stamp
from markwarden.matching.image.picture import decode
from markwarden_schema.assessment import FLAGGED
from markwarden_schema.listing import SellerRef
from markwarden_schema.page import PageKind
from markwarden_schema.record import FileKind, Grade, Record, RecordFile

_MOST_COMPARED = 6
"""Comparisons of one capture that are printed: a page of results may have dozens."""
_RATIO = 1.25
"""Height of the part of a long page that is shown, in widths."""
_SHOWN_WIDTH = 1400
"""Pixels: pictures are made no wider, so that a dossier of many captures can be sent."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One capture of the dossier."""

    record: Record
    seal: str
    folder: Path
    stamp: StampFacts | None
    comparisons: list[Comparison] = field(default_factory=list)

    named: SellerRef | None = None
    """The store as the case knows it, for pages that do not show it."""

    @property
    def item_id(self) -> str | None:
        """The item that the capture is of: an item's own page, or a test buy."""
        page, buy = self.record.page, self.record.test_buy
        if page is not None and page.kind is PageKind.ITEM and page.listings:
            return page.listings[0].item_id
        return buy.item_id if buy else None

    @property
    def seller(self) -> SellerRef | None:
        """The store, where the page is one's own or names only one."""
        sellers = {
            one.seller.id or one.seller.name: one.seller
            for one in (self.record.page.listings if self.record.page else [])
            if one.seller
        }
        return next(iter(sellers.values())) if len(sellers) == 1 else self.named

    @property
    def store(self) -> str:
        """Name and number of the store."""
        seller = self.seller
        if seller is not None:
            return " ".join(filter(None, [seller.name, f"({seller.id})" if seller.id else None]))
        return (self.record.test_buy.seller if self.record.test_buy else None) or ""


def gather(
    archive: Archive, comparisons: Comparisons, packages: Sequence[str], by: str, named: SellerRef | None = None
) -> list[Entry]:
    """The captures of a dossier, each noted as exported. `named`: the store, where they are all of one. Raises `UnknownCaptureError`."""
    entries = []
    for package in packages:
        folder = archive.folder(package)
        stamp = check_stamp(folder, (folder / TAGMANIFEST).read_bytes(), None) if (folder / STAMP).is_file() else None
        entries.append(
            Entry(
                archive.record(package),
                archive.state(package).seal or "",
                folder,
                stamp,
                comparisons.of(package),
                named,
            )
        )
    for entry in entries:
        archive.exported(entry.record.id, by, "dossier")
    return entries


def dossier(entries: Sequence[Entry], title: str, right: str, made: datetime, genuine: Comparisons) -> bytes:
    """The PDF. `right` names the right that it is about. Raises `EvidenceError` where fonts are missing."""
    # Twice: the index stands before the pages whose numbers it gives.
    draft, pages = _written(entries, title, right, made, genuine, {})
    draft.close_fonts()
    paper, _ = _written(entries, title, right, made, genuine, pages)
    written = bytes(paper.output())
    paper.close_fonts()
    return written


def _written(
    entries: Sequence[Entry], title: str, right: str, made: datetime, genuine: Comparisons, pages: dict[str, int]
) -> tuple[Paper, dict[str, int]]:
    """The paper, and the page of each capture."""
    paper = Paper(title, made)
    found: dict[str, int] = {}
    stores: dict[str, list[Entry]] = {}
    for entry in entries:
        stores.setdefault(entry.store, []).append(entry)
    links = {entry.record.id: paper.add_link(page=1) for entry in entries}
    _index(paper, title, right, stores, links, pages)
    number = 0
    for store, its in stores.items():
        for place, entry in enumerate(its):
            number += 1
            paper.add_page()
            found[entry.record.id] = paper.page_no()
            paper.set_link(links[entry.record.id], page=paper.page_no())
            if place == 0:
                _store(paper, store, right, len(its))
            _capture(paper, number, entry)
            _likenesses(paper, number, entry)
            for comparison in entry.comparisons:
                _compare(paper, number, entry, comparison, genuine)
    _method(paper)
    return paper, found


def _index(
    paper: Paper, title: str, right: str, stores: dict[str, list[Entry]], links: dict[str, int], pages: dict[str, int]
) -> None:
    paper.add_page()
    paper.line_of("Evidence dossier", 10, colour=SOFT)
    paper.line_of(title, 20, "B", height=9)
    paper.ln(2)
    count = sum(map(len, stores.values()))
    named = [store for store in stores if store]
    paper.facts([("Right", right or "–"), ("Contents", f"{count} captures; stores named: {len(named)}")])
    paper.rule()
    paper.heading("Index", 12)
    paper.plain(8.5)
    paper.set_draw_color(*LINE)
    head = FontFace(emphasis="BOLD", color=SOFT)
    with paper.table(col_widths=(8, 64, 40, 34, 14), text_align=("R", "L", "L", "L", "R"), line_height=4.6, padding=1.2, borders_layout=TableBordersLayout.HORIZONTAL_LINES, headings_style=head) as table:  # fmt: skip
        table.row(("No.", "Title and address", "Store", "Sealed (UTC)", "Page"))
        number = 0
        for store, entries in stores.items():
            for entry in entries:
                number += 1
                record = entry.record
                row = table.row()
                row.cell(str(number))
                row.cell(f"{record.title}\n{record.address.shown or ''}", link=links[record.id])
                row.cell(store or "–")
                row.cell(f"{record.clocks.server_finished:%Y-%m-%d %H:%M:%S}")
                row.cell(str(pages.get(record.id, "")), link=links[record.id])


def _store(paper: Paper, store: str, right: str, count: int) -> None:
    """The store's first page names the right."""
    paper.line_of(f"Store: {store}" if store else "Store not shown by the pages", 15, "B", height=7)
    paper.facts([("Right", right or "–"), ("Captures", str(count))])
    paper.rule()


def _capture(paper: Paper, number: int, entry: Entry) -> None:
    record = entry.record
    paper.heading(f"{number}. {record.title}", 12)
    if record.grade is Grade.SUPPLIED:
        paper.line_of(
            "Lower grade: files handed in by a person; the seal says only that they did not change since.",
            9,
            "B",
            (138, 75, 0),
        )
    paper.facts(_facts(entry))
    if record.missing:
        paper.facts([("Not complete", "\n".join(f"{one.what}: {one.why}" for one in record.missing[:12]))])
    picture = _best_picture(record)
    if picture is None:
        return
    if paper.get_y() > BOTTOM - 90:
        paper.add_page()
    top = paper.get_y() + 2
    image = _shown(entry.folder / picture.path)
    *_, height = paper.picture(image, SIDE, top, WIDTH, BOTTOM - top - 6)
    paper.set_y(top + height + 1)
    cut = picture.width and picture.height and picture.height > picture.width * _RATIO
    whole = " (its upper part)" if cut else ""
    paper.line_of(f"{picture.path}{whole} · SHA-256 {picture.sha256}", 7, colour=SOFT, height=3.6)


def _facts(entry: Entry) -> list[tuple[str, str]]:
    record = entry.record
    clocks = record.clocks
    rows = [
        ("Address", record.address.shown or "–"),
        ("Capture", record.id),
        ("Sealed", f"{clocks.server_finished:%Y-%m-%d %H:%M:%S} UTC by the computer's clock"),
    ]
    if clocks.browser_began is not None:
        rows.append(
            (
                "Browser's clock",
                f"{clocks.browser_began:%Y-%m-%d %H:%M:%S %z}, {clocks.difference_ms} ms from the server's",
            )
        )
    rows.append(("Seal (SHA-256)", entry.seal))
    stamp = entry.stamp
    rows.append(("Time-stamp", f"{stamp.time}, {stamp.authority}" if stamp and not stamp.problems else "none"))
    if record.test_buy is not None:
        buy = record.test_buy
        rows += [
            ("Test buy", f"order {buy.order_number}; ordered {buy.ordered or '–'}, received {buy.received or '–'}"),
            ("Verdict", f"{buy.verdict}. {buy.method} ({buy.examiner})"),
        ]
    if record.page is not None:
        flagged = [one for one in record.page.listings if one.assessment.level in FLAGGED]
        for listing in sorted(flagged, key=lambda one: -one.assessment.risk)[:6]:
            why = ": " * bool(listing.assessment.signals) + "; ".join(f"{one.brand}: {one.kind.value.replace('_', ' ')}" + (f" “{one.evidence.text}”" if one.evidence.text else "") for one in listing.assessment.signals[:4])  # fmt: skip
            price = f", {listing.price.currency or ''} {listing.price.amount:.2f}" if listing.price else ""
            rows.append(
                (
                    f"Item {listing.item_id}",
                    f"{listing.title or '–'}{price}\nrisk {listing.assessment.risk} of 100{why}",
                )
            )
    return rows


def _best_picture(record: Record) -> RecordFile | None:
    order = (FileKind.FULL, FileKind.VISIBLE, FileKind.SUPPLIED)
    pictures = [file for file in record.files if file.kind in order and file.media_type in ("image/png", "image/jpeg")]
    return min(pictures, key=lambda file: (order.index(file.kind), file.path), default=None)


def _shown(source: Path | bytes) -> Image.Image:
    """The upper part of a picture, at a size that can be printed."""
    image = open_picture(source)
    image = image.crop((0, 0, image.width, min(image.height, round(image.width * _RATIO))))
    image.thumbnail((_SHOWN_WIDTH, round(_SHOWN_WIDTH * _RATIO)))
    made = io.BytesIO()
    image.save(made, "JPEG", quality=82)
    return Image.open(made)


def _compare(paper: Paper, number: int, entry: Entry, comparison: Comparison, genuine: Comparisons) -> None:
    paper.add_page()
    paper.heading(f"{number}. Genuine and suspect", 12)
    if comparison.right:
        paper.facts([("Right", comparison.right)])
    top = paper.get_y() + 7
    half = WIDTH / 2 - 8
    pictures = (
        ("Genuine", open_picture(genuine.blobs.get(comparison.genuine)), comparison.genuine),
        ("Suspect", open_picture(entry.folder / comparison.suspect), _digest(entry, comparison.suspect)),
    )
    lowest = top
    for side, (name, image, digest) in enumerate(pictures):
        left = SIDE + side * (half + 16)
        paper.set_xy(left, top - 6)
        paper.plain(10, "B", ACCENT)
        paper.cell(half, 5, name)
        image.thumbnail((_SHOWN_WIDTH, _SHOWN_WIDTH))
        box = paper.picture(image, left, top, half, 110)
        places = [feature.at_genuine if side == 0 else feature.at_suspect for feature in comparison.features]
        _dots(paper, box, places, outside=left - 4.5 if side == 0 else left + box[2] + 4.5)
        lowest = max(lowest, box[1] + box[3])
        paper.set_xy(left, box[1] + box[3] + 1)
        paper.plain(6, colour=SOFT)
        paper.multi_cell(half, 3, f"SHA-256 {digest}", align="L")
        lowest = max(lowest, paper.get_y())
    paper.set_xy(SIDE, lowest + 5)
    paper.plain(9)
    paper.set_fill_color(255)
    paper.set_draw_color(*LINE)
    head = FontFace(emphasis="BOLD", color=SOFT)
    with paper.table(col_widths=(11, 33, 65, 65), text_align=("R", "L", "L", "L"), line_height=4.8, padding=1.4, borders_layout=TableBordersLayout.HORIZONTAL_LINES, headings_style=head) as table:  # fmt: skip
        table.row(("No.", "Feature", "Genuine", "Suspect"))
        for place, feature in enumerate(comparison.features, 1):
            table.row((str(place), feature.name, feature.genuine or "–", feature.suspect or "–"))


def _likenesses(paper: Paper, number: int, entry: Entry) -> None:
    """What the program compared when the page was captured, the surest first, one a page."""
    record = entry.record
    every = by_strength(record.comparisons)
    rights = rights_of(record)
    digests = {file.path: file.sha256 for file in record.files}
    for place, one in enumerate(every[:_MOST_COMPARED]):
        paper.add_page()
        paper.heading(f"{number}. {one.brand}: {one.kind.value.replace('_', ' ')}", 12)
        rows = [("Item", one.item_id), ("Right", rights.get(one.right or "", "–")), ("Listing's picture", one.address)]
        if one.text:
            rows.append(("Words read", one.text))
        if one.agreeing is not None:
            rows.append(
                ("Agreeing", f"{100 * one.agreeing:.0f} % of what both show, brightness and contrast evened out")
            )
        if place == _MOST_COMPARED - 1 and len(every) > _MOST_COMPARED:
            rows.append(("More", f"{len(every) - _MOST_COMPARED} further comparisons are in the package"))
        paper.facts(rows)
        cells = [
            (path, caption)
            for path, caption in (
                (one.reference, "Genuine: the right holder's picture"),
                (one.outlined, "Suspect: the listing's picture, the place outlined"),
                (one.enlarged, "Suspect: the place enlarged"),
                (one.laid, "Both laid on each other"),
                (one.difference, "Differences marked: bright where they differ"),
            )
            if path is not None
        ]
        _grid(paper, [(entry.folder / path, caption, digests[path]) for path, caption in cells])


def _grid(paper: Paper, cells: Sequence[tuple[Path, str, str]]) -> None:
    """Pictures two a row, each with its caption and digest."""
    half = (WIDTH - 8) / 2
    top = paper.get_y() + 3
    room = min(half, (BOTTOM - top) / max(1, (len(cells) + 1) // 2) - 16)
    lowest = top
    for place, (path, caption, digest) in enumerate(cells):
        if place and place % 2 == 0:
            top = lowest + 4
        left = SIDE + place % 2 * (half + 8)
        paper.set_xy(left, top)
        paper.plain(9, "B", ACCENT)
        paper.multi_cell(half, 4.4, caption, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)
        image = Image.fromarray(decode(path.read_bytes()).rgb)
        *_, height = paper.picture(image, left, paper.get_y() + 0.6, half, room)
        paper.set_xy(left, paper.get_y() + 0.6 + height + 0.8)
        paper.plain(6, colour=SOFT)
        paper.multi_cell(half, 3, f"SHA-256 {digest}", align="L")
        lowest = max(lowest, paper.get_y())
    paper.set_xy(SIDE, lowest + 3)


def _digest(entry: Entry, path: str) -> str:
    return next((file.sha256 for file in entry.record.files if file.path == path), "")


def _dots(paper: Paper, box: tuple[float, float, float, float], places: Sequence[Place | None], outside: float) -> None:
    """Numbers beside a picture, in the order of their places from above, so that no two arrows cross."""
    left, top, width, height = box
    marked = [(n, left + place.x * width, top + place.y * height) for n, place in enumerate(places, 1) if place]
    at = top
    for n, x, y in sorted(marked, key=lambda one: one[2]):
        at = max(at + 6.2, y)
        paper.dot(n, x, y, (outside, at))


def _method(paper: Paper) -> None:
    paper.add_page()
    paper.heading("How this can be checked", 14)
    for text in (
        (
            "Each capture is a sealed package, handed over with this dossier or on request. Its seal is the SHA-256 of its file "
            "tagmanifest-sha256.txt, which names the SHA-256 of its manifest, which names the SHA-256 of every file. A README in each package shows how to "
            "check all of it with sha256sum and openssl alone; markwarden verify does the same in one step."
        ),
        (
            "Every seal stands in an append-only custody log, each entry of which carries the SHA-256 of the entry before it. Where a time-stamp "
            "(RFC 3161) is named, an independent authority has confirmed that the seal existed at that time."
        ),
        (
            "What this shows: that nothing in a package has changed since it was sealed. What it does not show: that a web page was "
            "genuine, or, without a time-stamp, that the computer's clock was right."
        ),
        "Addresses are given without tracking parameters and without the buyer's own id; the packages keep them as the browser had them.",
    ):
        paper.line_of(text)
        paper.ln(2.5)
