"""Pictures in the console: tried before and after a change, compared, and kept as evidence."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from markwarden.pages.images import image_key
from markwarden.pictures import Sent
from markwarden.serving import Server
from markwarden.settings import Settings
from markwarden_schema.picture import ImageState
from markwarden_schema.registry import Brand
from tests.e2e.test_compare import protect
from tests.kit.client import Client
from tests.kit.console import Console, text_of
from tests.kit.pages import SEARCH_URL, Goods, search_page
from tests.kit.photos import EDITS, jpeg, scene

PNG = ("seen.jpg", jpeg(EDITS["cropped"](scene(1))), "image/jpeg")
OTHER = ("other.jpg", jpeg(EDITS["mirrored"](scene(5))), "image/jpeg")
REFERENCE = ("own.jpg", jpeg(scene(5)), "image/jpeg")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("compare")
    protect(folder)
    with Server(Settings(data_dir=folder, port=0)) as running:
        yield running


def link(page: str, start: str) -> str:
    found = re.search(rf'href="({re.escape(start)}[^"]*)"', page)
    assert found, start
    return unescape(found[1])


def test_a_picture_is_tried_and_compared(console: Console) -> None:
    page = console.post("/try/", {"title": ""}, {"picture_file": PNG})
    assert "Acmara" in text_of(page)
    assert "High" in text_of(page)
    shown = console.get(link(page.body.decode(), "/try/compare"))
    assert shown.status == 200
    for name in ("data-suspect", "data-reference"):
        address = re.search(rf'{name}="([^"]+)"', shown.body.decode())
        assert address
        picture = console.get(unescape(address[1]))
        assert (picture.status, picture.headers["content-type"]) == (200, "image/jpeg")


def test_a_picture_before_and_after_a_change(console: Console, server: Server) -> None:
    brand: Brand = server._services.registry.document().brands[0]
    references = server._services.pictures.current()
    facts = {"brand": str(brand.id), "purpose": "photo"}
    page = console.post("/try/", facts, {"picture_file": OTHER, "reference_file": REFERENCE})
    address = console.at
    before, after = text_of(page).split("As it would be")
    assert "Nothing in it points to a brand" in before
    assert "Acmara" in after
    assert "Nothing in it points to a brand" not in after
    assert console.get(link(page.body.decode(), "/try/compare")).status == 200
    assert server._services.pictures.current() == references, "the registry's own references were changed"
    again = console.get(address)
    assert text_of(again).split("As it would be")[1] == after
    without = console.post("/try/", {"picture": "", "title": "mug"})
    assert "the picture tried" not in without.body.decode()


def test_what_is_no_picture_is_told_and_a_change_needs_its_brand(console: Console) -> None:
    assert "not a PNG, JPEG" in text_of(console.post("/try/", {}, {"picture_file": ("x.png", b"nothing", "image/png")}))
    assert "Choose the brand" in text_of(console.post("/try/", {"title": "mug"}, {"reference_file": REFERENCE}))
    assert "not there any more" in text_of(console.get("/try/?picture=" + "a" * 30 + ".png"))
    assert console.get("/try/picture/brands.json").status == 404


def test_a_listing_is_compared_and_kept(console: Console, server: Server) -> None:
    goods = [Goods(0, "Handbag")]
    client = Client(server)
    client.pair()
    report = client.ask("POST", "/pages", {"url": SEARCH_URL, "html": search_page(goods), "fragment": False}).json
    (listing,) = report["listings"]
    key = image_key(listing["images"][0])
    pictures = server._services.pictures
    assert key
    pictures.take([Sent(key, PNG[1])], 20)
    while any(one.state is ImageState.PENDING for one in pictures.news([key], 20)):
        pass
    page = console.get(f"/listings/{listing['item_id']}")
    assert "Acmara" in text_of(page)
    shown = console.get(link(page.body.decode(), f"/listings/{listing['item_id']}/compare"))
    assert shown.status == 200
    fields = dict(re.findall(r'name="(title|address|suspect|reference)" value="([^"]*)"', shown.body.decode()))
    sheet = ("comparison.png", Path(__file__).parents[2].joinpath("docs/screenshot.png").read_bytes(), "image/png")
    kept = console.post("/pictures/keep", fields, {"sheet": sheet}, page="/try/")
    assert "The comparison is sealed." in text_of(kept)
    record = server._services.evidence.record(console.at.rpartition("/")[2])
    assert [file.source for file in record.files] == ["comparison.png", "suspect.jpg", "reference.jpg"]
    gone = console.get(f"/listings/{listing['item_id']}/compare?kind=copied_photo&proof=x&right=y")
    assert gone.status == 404
    assert "This signal is gone" in text_of(gone)


def test_pictures_are_asked_for_by_digest_only(console: Console) -> None:
    for path in ("/pictures/met/" + "0" * 64, "/pictures/met/brands.json", "/pictures/reference/" + "0" * 64):
        assert console.get(path).status == 404
    assert console.get("/console/extension/x/compare/view.js").status == 404


def test_nobody_without_the_cookie(server: Server) -> None:
    stranger = Console(server)
    for path in ("/pictures/met/" + "0" * 64, "/listings/1", "/try/compare"):
        assert stranger.get(path).status == 401
