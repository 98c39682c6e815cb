"""Floors for what is read from real pages of all years and locales; `make bench` prints the figures themselves."""

import re
from pathlib import Path

import pytest

from markwarden.pages.saved import read_saved
from markwarden_schema.page import PageKind, UnreadableReason
from tests.real.conftest import real_pages

NONE = [pytest.param(None, id="no real pages")]
LISTS = [pytest.param(path, id=path.stem) for path in real_pages("search", "category")] or NONE
ITEMS = [pytest.param(path, id=path.stem) for path in real_pages("item")] or NONE


def year(path: Path) -> int:
    found = re.search(r"_(20\d\d)", path.name)
    assert found
    return int(found[1])


@pytest.mark.parametrize("path", LISTS)
def test_lists_are_read_whole(path: Path) -> None:
    page = read_saved(path)
    if "noresults" in path.name:
        assert page.listings == []
        return
    assert page.readable
    assert page.kind in (PageKind.SEARCH, PageKind.CATEGORY)
    expected = 2 if "excerpt" in path.name else 60 if year(path) >= 2024 and "_ru_" not in path.name else 40
    assert len(page.listings) >= expected
    share = {
        name: sum(bool(getattr(listing, name)) for listing in page.listings) / len(page.listings)
        for name in ("title", "images")
    }
    assert share["title"] >= 0.98
    # 2016: the browser that saved the page renamed its pictures, and their keys are lost.
    assert share["images"] >= (0.98 if year(path) > 2016 else 0.6)
    if year(path) < 2020:
        assert all(listing.seller and listing.seller.id for listing in page.listings)
    assert len({listing.item_id for listing in page.listings}) == len(page.listings)
    assert not any("?" in (listing.url or "") for listing in page.listings)


@pytest.mark.parametrize("path", ITEMS)
def test_own_product_is_read(path: Path) -> None:
    page = read_saved(path)
    assert page.kind is PageKind.ITEM
    own = page.listings[0]
    number = re.search(r"_(\d{8,19})\.html$", path.name)
    assert number
    assert int(own.item_id) in (int(number[1]), int(number[1]) - 2**51)
    assert own.title
    assert own.images
    # The German one was saved half blocked: neither price nor store ever stood in it.
    if "_de_" not in path.name:
        assert own.price
        assert own.price.currency
        assert own.seller
        assert own.seller.id


def test_other_pages_say_what_they_are(shared: Path) -> None:
    for path in real_pages("other", "store"):
        page = read_saved(path)
        if "captcha" in path.name or "punish" in path.name:
            assert page.reason is UnreadableReason.CHALLENGE
        elif "bundledeals" in path.name:
            assert page.kind is PageKind.BUNDLE
            assert all(listing.title and listing.images and listing.price for listing in page.listings)
            assert any(listing.in_dom for listing in page.listings)
        else:
            assert page.listings == [] or page.readable
