"""Captures on sheets that fit into a form's upload: a PDF with a page for each, its picture, address, time and seal."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from PIL import Image

from markwarden.evidence.dossier.paper import BOTTOM, SIDE, SOFT, WIDTH, Paper
from markwarden_schema.record import Record

Language = Literal["en", "zh"]
WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "title": "Captured pages", "right": "Right", "address": "Address", "capture": "Capture", "sealed": "Sealed",
        "seal": "Seal (SHA-256)", "picture": "Picture (SHA-256)", "covered": "Covered in this copy: what shows the person who captured it.",
    },
    "zh": {
        "title": "网页取证", "right": "权利", "address": "网址", "capture": "取证编号", "sealed": "封存时间",
        "seal": "封存摘要（SHA-256）", "picture": "图片摘要（SHA-256）", "covered": "本副本已遮盖取证人的个人信息。",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A captured page: `jpeg` is the picture as it is printed, `digest` that of the picture in the package."""

    record: Record
    seal: str
    jpeg: bytes
    digest: str
    covered: bool


def sheets_pdf(sheets: Sequence[Sheet], title: str, right: str, made: datetime, language: Language) -> bytes:
    """One PDF, a page each. Raises `EvidenceError` where fonts are missing."""
    words = WORDS[language]
    paper = Paper(title, made)
    for number, sheet in enumerate(sheets, 1):
        record = sheet.record
        paper.add_page()
        if number == 1:
            paper.line_of(words["title"], 9, colour=SOFT)
            paper.line_of(title, 15, "B", height=7)
            paper.facts([(words["right"], right)])
            paper.rule()
        paper.heading(f"{number}. {record.title}", 11)
        paper.facts(
            [
                (words["address"], record.address.shown or "–"),
                (words["capture"], record.id),
                (words["sealed"], f"{record.clocks.server_finished:%Y-%m-%d %H:%M:%S} UTC"),
                (words["seal"], sheet.seal),
                (words["picture"], sheet.digest),
            ]
        )
        if sheet.covered:
            paper.line_of(words["covered"], 8, colour=SOFT)
        top = paper.get_y() + 2
        # A stream of JPEG is taken into the file as it is; a picture in memory would be stored without loss, ten times as large.
        with Image.open(io.BytesIO(sheet.jpeg)) as image:
            scale = min(WIDTH / image.width, (BOTTOM - top) / image.height)
            size = image.width * scale, image.height * scale
        paper.image(io.BytesIO(sheet.jpeg), SIDE, top, *size)
    written = bytes(paper.output())
    paper.close_fonts()
    return written


def fitting(
    sheets: Sequence[Sheet], title: str, right: str, made: datetime, language: Language, largest: int | None
) -> list[tuple[list[Sheet], bytes]]:
    """PDFs of at most `largest` bytes each, in the order of the sheets; a sheet too large by itself is in none."""
    if not sheets:
        return []
    pdf = sheets_pdf(sheets, title, right, made, language)
    if largest is None or len(pdf) <= largest:
        return [(list(sheets), pdf)]
    if len(sheets) == 1:
        return []
    # As many equal parts as the size asks for: each is then looked at again.
    size = max(1, min(len(sheets) - 1, len(sheets) * largest // len(pdf)))
    return [
        part
        for start in range(0, len(sheets), size)
        for part in fitting(sheets[start : start + size], title, right, made, language, largest)
    ]
