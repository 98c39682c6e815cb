"""Search pages of all eras and locales → listings."""

import pytest

from markwarden.pages import read_page
from markwarden_schema.listing import Price
from markwarden_schema.page import PageKind
from tests.kit.pages import SEARCH_URL, Goods, Style, card, old_search_page, search_page, some_goods

POLISH = Style("pl", "{units},{cents:02d} zł", "{sold} sprzedanych", "PLN", "pl.aliexpress.com")
GERMAN = Style("de", "{units},{cents:02d}€", "{sold}+ verkauft", "EUR", "de.aliexpress.com")
RUSSIAN = Style("ru", "{units},{cents:02d} ₽", "{sold} продано", "RUB", "aliexpress.ru")
HEBREW = Style("he", "\u200e{units}.{cents:02d}₪", "נמכרו {sold}+", "ILS", "he.aliexpress.com", "rtl")
BRAZILIAN = Style("pt", "R${units},{cents:02d}", "{sold}+ vendido(s)", "BRL", "pt.aliexpress.com")


def test_listings_are_the_union_of_cards_and_data() -> None:
    goods = some_goods(60)
    page = read_page(search_page(goods), SEARCH_URL)
    assert page.kind is PageKind.SEARCH
    assert page.readable
    assert [listing.item_id for listing in page.listings] == [one.item_id for one in goods]
    assert [listing.in_dom for listing in page.listings] == [True] * 12 + [False] * 48


@pytest.mark.parametrize("style", [Style(), POLISH, GERMAN, RUSSIAN, HEBREW, BRAZILIAN], ids=lambda s: s.language)
@pytest.mark.parametrize("shown", [0, 60], ids=["from data", "from cards"])
def test_every_field_is_read(style: Style, shown: int) -> None:
    goods = some_goods(60)
    page = read_page(search_page(goods, shown=shown, style=style), f"https://{style.host}/w/wholesale-things.html")
    assert page.locale == style.language
    for listing, one in zip(page.listings, goods, strict=True):
        assert listing.title == one.title
        assert listing.price == Price(amount=one.cents / 100, currency=style.currency)
        assert listing.images == [one.picture]
        assert listing.sold == one.sold
        assert listing.seller is None


def test_ids_of_us_pages_are_those_of_com() -> None:
    one = Goods(5, "Mug")
    html = card(one, Style(host="www.aliexpress.us"), item_id=str(int(one.item_id) + 2**51))
    page = read_page(f"<body data-spm=productlist>{html}</body>", "https://www.aliexpress.us/w/wholesale-mug.html")
    assert [listing.item_id for listing in page.listings] == [one.item_id]


def test_nothing_of_the_buyer_is_kept() -> None:
    page = read_page(
        search_page(some_goods(3)), SEARCH_URL + "?spm=a2g0o.home&SearchText=mug&buyer_id=77&aff_platform=x"
    )
    assert page.url == SEARCH_URL + "?SearchText=mug"
    assert all(listing.url and "?" not in listing.url for listing in page.listings)


def test_old_cards_show_their_sellers() -> None:
    goods = [Goods(n, f"Shoe laces {n}", store=(str(700 + n), f"Laces {n} Store")) for n in range(20)]
    page = read_page(old_search_page(goods), SEARCH_URL)
    assert len(page.listings) == 20
    for listing, one in zip(page.listings, goods, strict=True):
        assert listing.seller is not None
        assert one.store is not None
        assert (listing.seller.id, listing.seller.name) == one.store
        assert listing.price == Price(amount=12.5, currency="USD", maximum=15.1)
        assert listing.sold == 1000
        assert listing.images == [f"https://ae01.alicdn.com/kf/{one.key}/x.jpg"]


def test_stale_data_is_not_announced() -> None:
    """Paging inside the page rewrites the cards but leaves the script as it was."""
    goods = some_goods(40)
    html = search_page(goods[20:], shown=0)
    cards = "".join(card(one) for one in goods[:20])
    page = read_page(html.replace('<div id="card-list">', f'<div id="card-list">{cards}'), SEARCH_URL)
    assert [listing.item_id for listing in page.listings] == [one.item_id for one in goods[:20]]


def test_added_cards_are_read_like_a_page() -> None:
    goods = some_goods(5)
    page = read_page("".join(map(card, goods)), SEARCH_URL, fragment=True)
    assert page.readable
    assert [listing.title for listing in page.listings] == [one.title for one in goods]


def test_class_names_do_not_matter() -> None:
    html = search_page(some_goods(60))
    for name in ("hs_bu", "search-item-card-wrapper-gallery", "jr_js", "jr_kr", "jr_kp", "kx_k", "jr_u", "jr_d"):
        html = html.replace(name, "zz" + name[::-1])
    assert read_page(html, SEARCH_URL) == read_page(search_page(some_goods(60)), SEARCH_URL)


def test_struck_price_is_passed_over() -> None:
    html = card(Goods(1, "Mug")).replace(
        '<div class="jr_kr"',
        '<span style="text-decoration:line-through">US $99.00</span><del>US $88.00</del><div class="jr_kr"',
    )
    page = read_page(html, SEARCH_URL, fragment=True)
    assert page.listings[0].price == Price(amount=12.5, currency="USD")


def test_link_without_picture_is_no_card() -> None:
    page = read_page('<p><a href="/item/1005001234567890.html">see also</a></p>', SEARCH_URL, fragment=True)
    assert page.listings == []


def test_entities_and_marks_of_direction() -> None:
    one = Goods(1, 'Dolce & Gabbana <b>"x"</b> \u202eEKIN\u202c קפה')
    page = read_page(card(one), SEARCH_URL, fragment=True)
    assert page.listings[0].title == one.title


@pytest.mark.parametrize(
    ("written", "read"),
    [('"1005006989012916"', "1005006989012916"), ("1005006989012916", "1005006989012916"), ('"0"', None), ('"x1"', None), ("null", None)],
)  # fmt: skip
def test_aliexpress_own_groups_are_read_for_cards_too(written: str, read: str | None) -> None:
    goods = some_goods(3)
    log = f'"trace": {{"utLogMap": {{"pic_group_id": {written}, "spu_id": {written}}}}}, "trade": {{'
    page = read_page(search_page(goods, shown=2).replace('"trade": {', log), SEARCH_URL)
    assert [one.in_dom for one in page.listings] == [True, True, False]
    assert {one.picture_group for one in page.listings} == {read}
    assert {one.product_group for one in page.listings} == {read}
