"""Captures as the extension sends them, and packages made of them."""

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import numpy as np
from PIL import Image

from markwarden.evidence import Archive
from markwarden.pages import read_page
from markwarden.store import SqliteStore, TinyStore
from markwarden_schema.assessed import AssessedListing
from markwarden_schema.assessment import Assessment, Level
from markwarden_schema.capture import CaptureBegin, CaptureSeal, CaptureState, PartNote
from markwarden_schema.page import LevelCounts, PageReport
from tests.kit.client import Client, Reply
from tests.kit.pages import item_page, some_goods

URL = "https://www.aliexpress.com/item/1005001000000001.html?buyer_id=77665544&spm=a2g0o.x"
VIEW = (160, 100)
"""Size of the made window."""
MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: " + URL.encode() + b"\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    b"--b\r\nContent-Type: text/html\r\nContent-Location: " + URL.encode() + b"\r\n\r\n<p>page</p>\r\n--b--\r\n"
)


def picture_of_page(height: int, seed: int = 1) -> Image.Image:
    """A page of noise: every stretch of it is unlike every other."""
    noise = np.random.default_rng(seed).integers(0, 255, (height // 4 + 1, VIEW[0] // 4, 3), dtype=np.uint8)
    return Image.fromarray(noise).resize((VIEW[0], (height // 4 + 1) * 4)).crop((0, 0, VIEW[0], height))


def png(image: Image.Image) -> bytes:
    made = io.BytesIO()
    image.save(made, "PNG", compress_level=1)
    return made.getvalue()


def strips_of(page: Image.Image, overlap: int = 10) -> Iterator[tuple[int, bytes]]:
    """Top and picture of each window from the top down; the last one ends with the page."""
    top = 0
    while True:
        top = min(top, page.height - VIEW[1])
        yield top, png(page.crop((0, top, VIEW[0], top + VIEW[1])))
        if top + VIEW[1] >= page.height:
            return
        top += VIEW[1] - overlap


def begin_of(url: str = URL, height: int = 330, **changes: object) -> dict[str, object]:
    return {
        "url": url,
        "title": "Linen dress – “shown” & <b>sold</b> 连衣裙",
        "way": "shortcut",
        "browser_time": datetime.now(UTC).isoformat(),
        "browser": {"user_agent": "Mozilla/5.0 Test", "extension_version": "0.1.0", "language": "en", "time_zone": "Asia/Tokyo"},
        "screen": {"screen_width": 1920, "screen_height": 1080, "viewport_width": VIEW[0], "viewport_height": VIEW[1], "page_width": VIEW[0], "page_height": height, "scroll_x": 0, "scroll_y": 0, "pixel_ratio": 1},
        **changes,
    }  # fmt: skip


def seal_of(**changes: object) -> dict[str, object]:
    return {"browser_time": datetime.now(UTC).isoformat(), "missing": [], "notes": ["scrolled once"], **changes}


@dataclass(frozen=True)
class MadePart:
    """A part ready to be sent."""

    name: str
    media_type: str
    data: bytes
    note: dict[str, object]


def parts_of(height: int = 330, seed: int = 1, images: int = 2) -> list[MadePart]:
    """All parts of an item page."""
    page = picture_of_page(height, seed)
    strips = list(strips_of(page))
    goods = some_goods(2)

    def made(name: str, media_type: str, data: bytes, **note: object) -> MadePart:
        return MadePart(name, media_type, data, {"sha256": hashlib.sha256(data).hexdigest(), **note})

    return [
        made("visible", "image/png", strips[0][1]),
        *(made(f"strip-{n:03d}", "image/png", data, top=top) for n, (top, data) in enumerate(strips)),
        made("dom", "text/html", item_page(goods[0], [goods[1]]).encode()),
        made("mhtml", "multipart/related", MHTML),
        *(
            made(f"image-{n:03d}", "image/jpeg", png(picture_of_page(40, seed + 100 + n)), source=f"https://ae01.alicdn.com/kf/S{n:032d}.jpg")
            for n in range(images)
        ),
    ]  # fmt: skip


def send_part(client: Client, capture_id: str, part: MadePart, **headers: str | None) -> Reply:
    """One part over the socket."""
    sent: dict[str, str | None] = {
        "Authorization": f"Bearer {client.token}",
        "Content-Type": part.media_type,
        "Markwarden-Part": quote(json.dumps(part.note)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    return client.raw("PUT", f"/api/v1/captures/{capture_id}/parts/{part.name}", sent, part.data)


def capture_over(
    client: Client, parts: list[MadePart] | None = None, seal: dict[str, object] | None = None, **begin: object
) -> str:
    """A sealed capture, by the API; its id. `seal`: what is said when everything was sent."""
    reply = client.ask("POST", "/captures", begin_of(**begin))  # type: ignore[arg-type]
    assert reply.status == 201, reply.body
    capture_id = str(reply.json["id"])
    for part in parts or parts_of():
        assert send_part(client, capture_id, part).status == 204
    sealed = client.ask("POST", f"/captures/{capture_id}/seal", seal or seal_of())
    assert sealed.status == 201, sealed.body
    return capture_id


def archive_in(folder: Path) -> Archive:
    """An evidence archive of its own. `archive_rows(archive)` is closed with `close_archive`."""
    return Archive(folder / "evidence", SqliteStore(folder / "rows.sqlite3"), TinyStore(folder))


def open_capture(archive: Archive, parts: list[MadePart], **begin: object) -> str:
    """Begin a capture and send parts, without the socket."""
    state = archive.begin(CaptureBegin.model_validate(begin_of(**begin)), "test")  # type: ignore[arg-type]
    for part in parts:
        archive.put(state.id, part.name, part.media_type, PartNote.model_validate(part.note), iter([part.data]))
    return state.id


def sealed_capture(archive: Archive, parts: list[MadePart] | None = None, **begin: object) -> CaptureState:
    """A sealed capture, without the socket; its listing is flagged."""
    capture_id = open_capture(archive, parts or parts_of(), **begin)
    return archive.seal(capture_id, CaptureSeal.model_validate(seal_of()), report_of(archive, capture_id))


def report_of(archive: Archive, capture_id: str) -> PageReport | None:
    """The captured page, each listing with the same assessment."""
    document = archive.document_of(capture_id)
    if document is None:
        return None
    page = read_page(*document)
    verdict = Assessment(risk=70, level=Level.HIGH, right=None, signals=[])
    return PageReport(
        **{name: getattr(page, name) for name in ("url", "kind", "locale", "readable", "reason")},
        listings=[AssessedListing(**dict(listing), assessment=verdict) for listing in page.listings],
        counts=LevelCounts(clear=0, low=0, medium=0, high=len(page.listings)),
        rights={},
    )
