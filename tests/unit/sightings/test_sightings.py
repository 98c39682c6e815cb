"""Sightings: one row a listing, the store remembered, everything found again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from markwarden.sightings import Sightings, listing_of
from markwarden.store import SqliteStore
from markwarden_schema.listing import Listing, Price, SellerRef
from markwarden_schema.page import Page, PageKind
from tests.kit.clock import Clock

SHOP = SellerRef(id="1100000001", name="Happy Shop")
KEY = "S0123456789abcdef0123456789abcdefX"
PICTURE = f"https://ae-pic-a1.aliexpress-media.com/kf/{KEY}.jpg"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sightings(tmp_path: Path, clock: Clock) -> Iterator[Sightings]:
    store = SqliteStore(tmp_path / "rows.sqlite3")
    yield Sightings(store, clock)
    store.close()


def page(*listings: Listing, kind: PageKind = PageKind.SEARCH) -> Page:
    return Page(kind=kind, readable=True, listings=list(listings))


def listing(item_id: str, title: str | None = "Shoes", **more: object) -> Listing:
    return Listing.model_validate({"item_id": item_id, "title": title, **more})


def test_all_that_a_page_shows_is_remembered(sightings: Sightings, clock: Clock) -> None:
    shown = listing(
        "1", "Чашка 杯子", url="https://x/1", price={"amount": 5, "currency": "EUR", "maximum": 7}, images=[PICTURE]
    )
    sightings.record(page(shown.model_copy(update={"seller": SHOP}), kind=PageKind.ITEM))
    seen = sightings.get("1")
    assert seen is not None
    assert (seen.title, seen.url, seen.seller, seen.kind) == ("Чашка 杯子", "https://x/1", SHOP, PageKind.ITEM)
    assert seen.price == Price(amount=5, currency="EUR", maximum=7)
    assert seen.image_key == KEY
    assert seen.first_seen.timestamp() == seen.last_seen.timestamp() == clock.now
    assert seen.count == 1
    assert sightings.get("2") is None


def test_a_field_that_a_later_page_does_not_show_stays(sightings: Sightings) -> None:
    sightings.record(page(listing("1", price={"amount": 5, "currency": "EUR", "maximum": 7}, seller=SHOP)))
    sightings.record(page(listing("1", None)))
    seen = sightings.get("1")
    assert seen is not None
    assert (seen.title, seen.price, seen.seller) == ("Shoes", Price(amount=5, currency="EUR", maximum=7), SHOP)
    sightings.record(page(listing("1", price={"amount": 6, "currency": "USD"})))
    seen = sightings.get("1")
    assert seen is not None
    assert seen.price == Price(amount=6, currency="USD")


@pytest.mark.parametrize(
    ("first", "then", "kept"),
    [
        (SHOP, SellerRef(id="1100000001"), SHOP),
        (SHOP, SellerRef(name="Happy Shop"), SHOP),
        (SHOP, SellerRef(id="22", name="Other"), SellerRef(id="22", name="Other")),
        (SHOP, SellerRef(id="22"), SellerRef(id="22")),
        (SHOP, SellerRef(name="Other"), SellerRef(name="Other")),
        (SHOP, None, SHOP),
    ],
)
def test_the_store_shown_last_counts(
    sightings: Sightings, first: SellerRef, then: SellerRef | None, kept: SellerRef
) -> None:
    for seller in (first, then):
        sightings.record(page(listing("1", seller=seller)))
    assert sightings.seller_of(["1"]) == {"1": kept}


def test_a_remembered_store_is_applied_only_where_none_is_shown(sightings: Sightings) -> None:
    sightings.record(page(listing("1", seller=SHOP), listing("2"), kind=PageKind.ITEM))
    other = SellerRef(id="22", name="Other")
    met = sightings.with_memory(page(listing("1"), listing("2"), listing("3", seller=other)))
    assert [one.seller for one in met.listings] == [SHOP, None, other]
    assert sightings.with_memory(page(listing("1", seller=other))).listings[0].seller == other


def test_what_an_item_page_said_is_known_on_every_later_page(sightings: Sightings) -> None:
    said = listing("1", category="Dresses", description="Woven in the north.")
    sightings.record(page(said, kind=PageKind.ITEM))
    sightings.record(page(listing("1")))
    assert sightings.with_memory(page(listing("1"))).listings == [said]
    newer = listing("1", description="Woven in the south.")
    assert sightings.with_memory(page(newer)).listings[0].description == "Woven in the south."
    seen = sightings.get("1")
    assert seen is not None
    assert listing_of(seen) == said


def test_looks_within_a_visit_count_once(sightings: Sightings, clock: Clock) -> None:
    for seconds, count in ((0, 1), (30, 1), (599, 1), (600, 2), (10_000, 3)):
        clock.now += seconds
        sightings.record(page(listing("1")))
        seen = sightings.get("1")
        assert seen is not None
        assert seen.count == count
        assert seen.last_seen.timestamp() == clock.now


def test_found_again_by_words_numbers_store_and_picture(sightings: Sightings, clock: Clock) -> None:
    for number, title in enumerate(("Red Чашка 100%", "Blue cup 100x", "杯子 under_score")):
        clock.now += 1
        sightings.record(page(listing(str(number), title, seller=SHOP if number else None, images=[PICTURE])))
    found = {query: [one.item_id for one in sightings.recent(query)] for query in
             ("", "чашка", "CUP blue", "100%", "r_s", "杯", "happy", "1", SHOP.id or "", "nothing")}  # fmt: skip
    assert found == {
        "": ["2", "1", "0"], "чашка": ["0"], "CUP blue": ["1"], "100%": ["0"], "r_s": ["2"], "杯": ["2"],
        "happy": ["2", "1"], "1": ["1", "0"], SHOP.id: ["2", "1"], "nothing": [],
    }  # fmt: skip
    assert [one.item_id for one in sightings.by_seller(SHOP.id or "")] == ["2", "1"]
    assert [one.item_id for one in sightings.by_image(KEY)] == ["2", "1", "0"]
    (store,) = sightings.sellers()
    assert (store.seller, store.listings) == (SHOP, 2)


def test_paging_meets_every_listing_once(sightings: Sightings, clock: Clock) -> None:
    for number in range(25):
        clock.now += number % 3 == 0
        sightings.record(page(listing(str(number), seller=SHOP)))
    for look in (sightings.recent, lambda query, limit, after: sightings.by_seller(SHOP.id or "", limit, after)):
        met: list[str] = []
        after = None
        while some := look("", 7, after):
            met += [one.item_id for one in some]
            after = some[-1]
        assert sorted(met, key=int) == [str(number) for number in range(25)]


@pytest.mark.parametrize(
    ("where", "step"),
    [
        ("item_id IN ('1', '2')", "SEARCH sighting USING INDEX sqlite_autoindex_sighting_1"),
        ("seller_id = '1' ORDER BY last_seen DESC, item_id DESC", "SEARCH sighting USING INDEX sighting_by_seller"),
        ("image_key = 'x'", "SEARCH sighting USING INDEX sighting_by_image"),
        ("1 ORDER BY last_seen DESC, item_id DESC LIMIT 5", "SCAN sighting USING INDEX sighting_by_time"),
    ],
)
def test_reads_by_key_use_an_index(sightings: Sightings, where: str, step: str) -> None:
    with sightings._store.reading() as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN SELECT * FROM sighting WHERE {where}").fetchall()
    assert len(plan) == 1
    assert plan[0]["detail"].startswith(step)


def test_another_start_finds_what_was_seen(tmp_path: Path) -> None:
    for _ in range(2):
        store = SqliteStore(tmp_path / "rows.sqlite3")
        sightings = Sightings(store)
        sightings.record(page(listing("1", seller=SHOP)))
        assert sightings.count() == 1
        store.close()


titles = st.none() | st.text(max_size=8)
sellers = st.none() | st.builds(
    SellerRef, id=st.none() | st.sampled_from(["1", "2"]), name=st.none() | st.sampled_from(["a", "b"])
)


@settings(max_examples=60)
@given(st.lists(st.lists(st.tuples(st.sampled_from("xy"), titles, sellers), min_size=1, max_size=4), max_size=6))
def test_titles_and_stores_against_a_plain_dictionary(
    tmp_path_factory: pytest.TempPathFactory, visits: list[list[tuple[str, str | None, SellerRef | None]]]
) -> None:
    store = SqliteStore(tmp_path_factory.mktemp("rows") / "rows.sqlite3")
    sightings = Sightings(store)
    title_of: dict[str, str | None] = {}
    seller_of: dict[str, SellerRef] = {}
    for visit in visits:
        sightings.record(page(*(listing(item, title, seller=seller) for item, title, seller in visit)))
        for item, title, seller in visit:
            title_of[item] = title if title is not None else title_of.get(item)
            if seller is None or (seller.id is None and seller.name is None):
                continue
            old = seller_of.get(item, SellerRef())
            seller_of[item] = SellerRef(
                id=seller.id if seller.id is not None or seller.name != old.name else old.id,
                name=seller.name if seller.name is not None or seller.id != old.id else old.name,
            )
    assert {one.item_id: one.title for one in sightings.recent()} == title_of
    assert sightings.seller_of("xy") == seller_of
    store.close()
