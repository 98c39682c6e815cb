"""The console's section on how a right's figure serves in pictures."""

import io
import re
from collections.abc import Iterator
from html import unescape

import pytest
from PIL import Image

from markwarden.pictures.references import Purpose
from markwarden.pictures.thresholds import COLLECTION
from markwarden.registry import Registry
from markwarden.store import BlobStore, TinyStore
from tests.api.test_marks_in_pictures import FIGURE, SWOOSH, WORD, protect, with_logo, with_words
from tests.kit.browser import until
from tests.kit.console import Console, text_of
from tests.kit.photos import jpeg
from tests.kit.trials import short_trials
from tests.unit.image.marks import BOLT_IN_RING
from tests.unit.image.test_design import DRAWING, photo

_plain = io.BytesIO()
Image.new("RGB", (60, 60), "white").save(_plain, "PNG")
PLAIN = _plain.getvalue()


@pytest.fixture(autouse=True, scope="module")
def _short_trials() -> Iterator[None]:
    with short_trials():
        yield


def page_of(console: Console) -> str:
    folder = console.server.settings.data_dir
    document = Registry(TinyStore(folder), BlobStore(folder / "blobs")).document()
    brand = next(brand for brand in document.brands if brand.name == "Vexillo")
    return f"/brands/{brand.id}/rights/{brand.rights[0].id}"


def tried(console: Console, page: str) -> str:
    """What the page says once the trial has been made; it runs in idle time, so the page is not asked over and over."""
    action = re.search(r'action="([^"]+/figures/([0-9a-f]{64}))"', console.get(page).body.decode())
    assert action
    later = console.server._services.pictures.later
    until(lambda: later.trial(Purpose.FIGURE, action[2]), 90)
    return action[1]


def test_a_figure_is_tried_by_itself_and_with_own_photos(console: Console) -> None:
    protect(console.server.settings.data_dir, FIGURE, tried=False)
    page = page_of(console)
    shown = text_of(console.get(page))
    assert "Being tried" in shown
    assert "flags nothing" in shown
    action = tried(console, page)
    shown = text_of(console.get(page))
    assert "of 12 innocent pictures" in shown
    assert "proposed" in shown
    assert "Too simple" not in shown
    assert "Being tried" not in shown
    photos = [("a.jpg", with_logo(), "image/jpeg"), ("b.jpg", with_words(), "image/jpeg"), ("c.jpg", b"no", "image/jpeg")]  # fmt: skip
    reply = text_of(console.post(action, {}, {"own": photos, "innocent": photos[1:2]}, page=page))
    assert "c.jpg: No picture" in reply
    assert "Found in 1 of 2 photos of your own." in reply
    assert "Tried on 13 innocent pictures, 1 of them yours." in reply
    shown = text_of(console.get(page))
    assert "in 1 of 2 photos of your own" in shown
    assert "of 13 innocent pictures" in shown


def test_the_threshold_is_moved_by_hand(console: Console) -> None:
    protect(console.server.settings.data_dir, SWOOSH)
    page = page_of(console)
    shown = console.get(page)
    assert "Too simple to flag a listing alone." in text_of(shown)
    rows = re.findall(
        r'name="threshold"[^>]*value="([^"]+)".*?\((\d+)/48\).*?\((\d+)/24\)', shown.body.decode(), re.DOTALL
    )
    alarms, found = ([int(row[place]) for row in rows] for place in (1, 2))
    assert alarms == sorted(alarms, reverse=True)
    assert found == sorted(found, reverse=True)
    assert alarms[0] > 0
    action = re.search(r'action="([^"]+/threshold)"', shown.body.decode())
    assert action
    quiet = next(row[0] for row in rows if row[1] == "0")
    reply = text_of(console.post(action[1], {"threshold": quiet}, page=page))
    assert "Your threshold counts." in reply
    assert "set by hand" in reply
    assert "Too simple" not in reply, "who chose to find little need not be told so"
    (kept,) = TinyStore(console.server.settings.data_dir).collection(COLLECTION).all()
    assert kept["threshold"] == float(quiet)
    for bad in ("loud", "nan", "99"):
        assert "A threshold is a number" in text_of(console.post(action[1], {"threshold": bad}, page=page))
    reply = text_of(console.post(action[1], {"threshold": ""}, page=page))
    assert "The threshold proposed counts." in reply
    assert "Too simple to flag a listing alone." in reply


@pytest.mark.parametrize(
    ("purpose", "file", "picture", "says"),
    [
        ("figure", BOLT_IN_RING, with_logo(), "A picture shows a figure of Vexillo."),
        ("design", DRAWING, jpeg(Image.fromarray(photo(9))), "A picture resembles a design of Vexillo in shape"),
    ],
)
def test_a_figure_and_a_design_are_tried_before_the_registry_has_them(
    console: Console, purpose: str, file: bytes, picture: bytes, says: str
) -> None:
    protect(console.server.settings.data_dir, WORD)
    here = console.server._services
    brand = next(brand for brand in here.registry.document().brands if brand.name == "Vexillo")
    version = here.pictures.current()
    given = {"picture_file": ("seen.jpg", picture, "image/jpeg"), "reference_file": ("own.svg", file, "image/svg+xml")}
    page = console.post("/try/", {"brand": str(brand.id), "purpose": purpose}, given)
    before, after = text_of(page).split("As it would be")
    assert "Nothing in it points to a brand" in before
    assert says in after
    shown = console.get(unescape(re.findall(r'href="(/try/compare[^"]+)"', page.body.decode())[0]))
    assert shown.status == 200
    reference = re.search(r'data-reference="([^"]+)"', shown.body.decode())
    assert reference
    assert console.get(unescape(reference[1])).body[:4] == b"\x89PNG"
    assert here.pictures.current() == version, "the registry's own references were changed"
    refused = console.post("/try/", {"brand": str(brand.id), "purpose": purpose}, {**given, "reference_file": ("x.png", PLAIN, "image/png")})  # fmt: skip
    assert "The picture cannot be used" in text_of(refused)


def test_a_drawing_is_shown_as_a_picture_and_handed_out_as_it_is(console: Console) -> None:
    protect(console.server.settings.data_dir, FIGURE)
    address = re.search(r'<img src="(/files/[0-9a-f]+\.svg)"', console.get(page_of(console)).body.decode())
    assert address
    shown = console.get(address[1])
    assert (shown.headers["content-type"], shown.body[:4]) == ("image/png", b"\x89PNG")
    saved = console.get(f"{address[1]}?called=bolt.svg")
    assert saved.headers["content-disposition"] == "attachment; filename=bolt.svg"
    assert saved.body == BOLT_IN_RING
    assert "<h1>Trademark</h1>" in console.get(page_of(console)).body.decode()


def test_an_svg_that_names_other_files_is_refused(console: Console) -> None:
    protect(console.server.settings.data_dir, FIGURE)
    page = page_of(console)
    evil = BOLT_IN_RING.replace(b"<path", b'<image href="/etc/passwd"/><path', 1)
    reply = console.post(f"{page}/pictures", {}, {"files": ("evil.svg", evil, "image/svg+xml")}, page=page)
    assert "refers to another file" in text_of(reply)
