"""From the parts of a capture to the files and the record of a package."""

import io
from collections.abc import Iterable
from datetime import datetime

from markwarden import __version__
from markwarden.evidence.compared import Sources, compared
from markwarden.evidence.intake import OpenCapture, Part
from markwarden.evidence.media import type_of
from markwarden.evidence.objects import Objects
from markwarden.evidence.pictures import Joined, Strip, UnreadablePictureError, join, open_picture
from markwarden.pages.images import image_key
from markwarden.pages.urls import clean
from markwarden_schema.capture import CaptureSeal, Missing
from markwarden_schema.page import PageReport
from markwarden_schema.record import (
    Address,
    Clocks,
    FileKind,
    Grade,
    Record,
    RecordFile,
    RecordKind,
)

PROGRAM = f"Markwarden {__version__}"
_BROWSER = "the browser"
_EXPECTED = {
    "visible": "no picture of the visible part was sent",
    "strip": "no strip of the whole page was sent",
    "dom": "the page's document was not sent",
    "mhtml": "no MHTML archive was sent",
}


def compose(
    capture: OpenCapture,
    sent: CaptureSeal | None,
    page: PageReport | None,
    objects: Objects,
    sources: Sources,
    now: datetime,
) -> Record:
    """The record of a capture; `sent` is None where the browser never said that all was sent."""
    begin = capture.opened.begin
    missing = [] if sent is None else list(sent.missing)
    if sent is None:
        missing.append(
            Missing(what="interrupted", why="the browser stopped before everything was sent; this is what had arrived")
        )
    named = {one.what for one in missing}
    kinds = {part.kind for part in capture.parts}
    missing += [Missing(what=kind, why=why) for kind, why in _EXPECTED.items() if kind not in kinds | named]
    files: list[RecordFile] = []
    for part in capture.parts:
        file, wrong = _file(part, objects, begin.screen.pixel_ratio)
        files.append(file)
        missing += wrong
    sheets, wrong = _sheets(capture, objects)
    missing += wrong
    comparisons = compared(page, _with_own(sources, capture, objects), objects)
    missing += comparisons.missing
    began = capture.opened.began
    return Record(
        id=capture.id,
        kind=RecordKind.CAPTURE,
        grade=Grade.CAPTURED,
        title=begin.title,
        address=Address(shown=clean(begin.url), original=begin.url),
        clocks=Clocks(
            server_began=began,
            browser_began=begin.browser_time,
            difference_ms=round((begin.browser_time - began).total_seconds() * 1000),
            server_finished=now,
            browser_finished=sent.browser_time if sent else None,
        ),
        by=capture.opened.by,
        way=begin.way,
        browser=begin.browser,
        screen=begin.screen,
        program=PROGRAM,
        files=sorted([*sheets, *files, *comparisons.files], key=lambda file: file.path),
        missing=missing,
        personal=list(sent.personal) if sent else [],
        notes=list(sent.notes) if sent else [],
        page=page,
        comparisons=comparisons.comparisons,
    )


def _with_own(sources: Sources, capture: OpenCapture, objects: Objects) -> Sources:
    """Pictures that were not kept when they were looked at may be among the capture's own."""
    own = {
        image_key(part.note.source): part.note.sha256
        for part in capture.parts
        if part.kind == "image" and part.note.source
    }

    def picture(address: str) -> bytes | None:
        kept = sources.picture(address)
        if kept is None and (key := image_key(address)) in own and key is not None:
            return objects.path(own[key]).read_bytes()
        return kept

    return sources._replace(picture=picture)


def _file(part: Part, objects: Objects, ratio: float) -> tuple[RecordFile, list[Missing]]:
    path = objects.path(part.note.sha256)
    media_type, suffix = type_of(path)
    width = height = None
    wrong: list[Missing] = []
    number = part.name.rpartition("-")[2]
    where, kind, origin = {
        "visible": (f"screen/visible.{suffix}", FileKind.VISIBLE, _BROWSER),
        "strip": (f"screen/strip-{number}.{suffix}", FileKind.STRIP, _BROWSER),
        "dom": ("page/document.html.txt", FileKind.DOM, _BROWSER),
        "mhtml": ("page/page.mhtml", FileKind.MHTML, _BROWSER),
        "image": (f"images/{number}.{suffix}", FileKind.IMAGE, "the network, fetched by the browser"),
    }[part.kind]
    if kind is FileKind.DOM:
        media_type = "text/html"
    if kind is FileKind.MHTML and media_type != "multipart/related":
        wrong.append(Missing(what="mhtml", why="what was sent is no MHTML archive"))
    if kind in (FileKind.VISIBLE, FileKind.STRIP):
        try:
            width, height = open_picture(path).size
        except UnreadablePictureError as error:
            wrong.append(Missing(what=part.name, why=str(error)))
    if kind is FileKind.IMAGE and not media_type.startswith("image/"):
        wrong.append(Missing(what=part.name, why=f"{part.note.source} did not answer with a picture"))
    return (
        RecordFile(
            path=f"data/{where}",
            kind=kind,
            media_type=media_type,
            bytes=part.bytes,
            sha256=part.note.sha256,
            origin=origin,
            source=part.note.source,
            top=round(part.note.top * ratio) if part.note.top is not None else None,
            width=width,
            height=height,
        ),
        wrong,
    )


def _sheets(capture: OpenCapture, objects: Objects) -> tuple[list[RecordFile], list[Missing]]:
    """The whole page from its strips, and what their comparison found."""
    screen = capture.opened.begin.screen
    strips = [
        Strip(objects.path(part.note.sha256), part.name, round((part.note.top or 0) * screen.pixel_ratio))
        for part in capture.parts
        if part.kind == "strip"
    ]
    try:
        joined = join(strips)
    except UnreadablePictureError as error:
        return [], [Missing(what="full", why=f"the strips could not be joined: {error}")]
    wrong = list(_troubles(joined))
    deviates = "; ".join(one.why for one in wrong) or None
    files = []
    for number, (data, top, width, height) in enumerate(joined.sheets, 1):
        digest, size = objects.take(iter([data]))
        files.append(
            RecordFile(
                path=f"data/screen/full-{number:02d}.jpg",
                kind=FileKind.FULL,
                media_type="image/jpeg",
                bytes=size,
                sha256=digest,
                origin="this program, joined from the strips",
                top=top,
                width=width,
                height=height,
                deviates=deviates,
            )
        )
    return files, wrong


def _troubles(joined: Joined) -> Iterable[Missing]:
    if joined.repeated:
        pairs = ", ".join(f"{one} and {other}" for one, other in joined.repeated)
        yield Missing(what="full", why=f"strips of different places show the same: {pairs}")
    if joined.moved:
        pairs = ", ".join(f"{one} and {other}" for one, other in joined.moved)
        yield Missing(what="full", why=f"the page changed while it was pictured, between {pairs}")
    if joined.gaps:
        yield Missing(what="full", why=f"no strip shows the page from {', '.join(map(str, joined.gaps))} pixels down")


def thumbnail(data: bytes, width: int = 480) -> bytes:
    """A small picture for lists. Raises `UnreadablePictureError`."""
    image = open_picture(data)
    image = image.crop((0, 0, image.width, min(image.height, image.width)))
    image.thumbnail((width, width))
    made = io.BytesIO()
    image.save(made, "JPEG", quality=80)
    return made.getvalue()
