"""Badges on real saved pages, each at its real address, in a real Chromium with the real extension."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright
from selectolax.lexbor import LexborHTMLParser

from markwarden.extension import extension_path
from markwarden.pages import read_page
from markwarden.pages.cards import find_cards
from markwarden.pages.saved import decode
from markwarden.pages.urls import item_id_of, split
from markwarden.pairing import new_code
from markwarden.registry import Registry
from markwarden.registry.sample import sample_registry
from markwarden.serving import Server
from markwarden.settings import Settings
from markwarden.store import BlobStore, TinyStore
from tests.kit.browser import Eyes, chromium, keep, pair_by_hand, until
from tests.kit.client import Client
from tests.kit.site import Site
from tests.real.conftest import SHARED, real_pages

ADDRESSES = {
    "search": "https://www.aliexpress.com/w/wholesale-real.html",
    "category": "https://www.aliexpress.com/category/100003109/real.html",
}


def address_of(path: Path) -> str:
    """Where the page stood, as far as its name tells."""
    host = {"ru": "aliexpress.ru", "us": "www.aliexpress.us"}.get(
        path.name.split("_")[-2] if "_us_" not in path.name else "us"
    )
    found = read_page(decode(path.read_bytes())).url
    if found:
        return found.replace("http://", "https://")
    return ADDRESSES.get(
        path.parent.name, f"https://{host or 'www.aliexpress.com'}/item/{path.stem.split('_')[-1]}.html"
    )


PAGES = [pytest.param(path, id=path.stem[-48:]) for path in [*real_pages("search", "category"), *real_pages("item")[-4:], *[p for p in real_pages("other") if "bundle" in p.name]]] or [pytest.param(None, id="no real pages")]  # fmt: skip


@pytest.fixture(scope="module")
def context(playwright: Playwright, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    folder = tmp_path_factory.mktemp("data")
    Registry(TinyStore(folder), BlobStore(folder / "blobs")).take_over(sample_registry())
    with (
        Server(Settings(data_dir=folder, port=0)) as server,
        chromium(playwright, tmp_path_factory.mktemp("profile"), site, extension_path()) as running,
    ):
        pair_by_hand(running, Client(server), new_code(folder))
        yield running


@pytest.mark.parametrize("path", PAGES)
def test_every_card_has_its_badge(context: BrowserContext, site: Site, path: Path) -> None:
    url = address_of(path)
    html = decode(path.read_bytes())
    listings = [listing for listing in read_page(html, url).listings if listing.in_dom]
    places = Counter(card.item_id for card in find_cards(LexborHTMLParser(html), url, item_id_of(split(url))))
    # An item may stand on a page twice; cards of Bundle Deals have no links, and an item page's own product is no card.
    expected = sum((places | Counter(listing.item_id for listing in listings)).values())
    page = context.new_page()
    try:
        page.goto(site.put(url, html, inert=True), wait_until="domcontentloaded")
        eyes = Eyes(page)
        if "BundleDeals" in url:  # its wall shows some items twice, without links that would tell how often
            until(lambda: expected <= len(eyes.badges()) <= 2 * expected)
            return
        badges = eyes.wait_for_badges(expected)
        if "/item/" not in url:
            assert Counter(badge.near for badge in badges) == places
        if path.name.endswith(("chaise-lounge_1821.html", "naushniki.html")):
            until(lambda: page.evaluate("document.readyState") == "complete")
            keep(page, f"real-{path.stem[-20:]}")
    finally:
        page.close()


def test_real_data_is_where_it_is_said_to_be() -> None:
    assert (SHARED / "pages" / "ANATOMY.md").is_file()
