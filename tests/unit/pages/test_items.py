"""Item and Bundle-Deals pages → listings."""

from markwarden.pages import read_page
from markwarden_schema.listing import Price, SellerRef
from markwarden_schema.page import PageKind
from tests.kit.pages import BUNDLE_URL, Goods, bundle_page, item_page, module_item_page, some_goods

SHOE = Goods(3, "Running shoes", store=("1102345678", "Fast Feet Store"))
URL = f"https://www.aliexpress.com/item/{SHOE.item_id}.html?spm=a2g0o&gatewayAdapt=glo2usa"


def test_own_product_comes_first_and_whole() -> None:
    page = read_page(item_page(SHOE, some_goods(3)), URL)
    assert page.kind is PageKind.ITEM
    own = page.listings[0]
    assert own.item_id == SHOE.item_id
    assert own.title == "Running shoes"
    assert own.price == Price(amount=12.5, currency="USD")
    assert own.seller == SellerRef(id="1102345678", name="Fast Feet Store")
    assert own.images == [SHOE.picture]
    assert (own.sold, own.rating) == (1000, 4.6)
    assert own.in_dom
    assert own.url == f"https://www.aliexpress.com/item/{SHOE.item_id}.html"


def test_the_description_is_what_the_page_shows_else_what_its_data_says() -> None:
    shown = '<div id="product-description"><p>Woven in the  north.</p><p>Two pockets.</p></div></body>'
    page = item_page(SHOE).replace("</body>", shown)
    assert read_page(page, URL).listings[0].description == "Woven in the north. Two pockets."
    told = item_page(SHOE).replace('"name": "Running shoes"', '"name": "Running shoes", "description": "Light as air."')
    assert read_page(told, URL).listings[0].description == "Light as air."
    assert read_page(item_page(SHOE), URL).listings[0].description is None
    empty = '<div id="nav-description"><h2>Description</h2><a href="//report.aliexpress.com/x">Report</a><button>More</button></div></body>'
    assert read_page(told.replace("</body>", empty), URL).listings[0].description == "Light as air."
    apart = read_page(page, URL, description="  In a frame.\n").listings[0]
    assert apart.description == "In a frame."
    assert read_page(item_page(SHOE), URL, description="\ud800 half").listings[0].description == "\ufffd half"


def test_recommended_items_are_listings_too() -> None:
    more = some_goods(3)
    page = read_page(item_page(SHOE, more), URL)
    assert [listing.item_id for listing in page.listings[1:]] == [one.item_id for one in more]


def test_modules_of_2020() -> None:
    page = read_page(module_item_page(SHOE), URL)
    own = page.listings[0]
    assert own.title == "Running shoes"
    assert own.price == Price(amount=12.5, currency="USD", maximum=17.5)
    assert own.seller == SellerRef(id="1102345678", name="Fast Feet Store")
    assert (own.sold, own.rating) == (1000, 4.8)


def test_us_item_page_has_the_com_id() -> None:
    us = str(int(SHOE.item_id) + 2**51)
    html = item_page(SHOE).replace(SHOE.item_id, us)
    page = read_page(html, f"https://www.aliexpress.us/item/{us}.html")
    assert page.listings[0].item_id == SHOE.item_id


def test_bundle_cards_are_found_by_their_pictures() -> None:
    goods = some_goods(20)
    page = read_page(bundle_page(goods, shown=8), BUNDLE_URL)
    assert page.kind is PageKind.BUNDLE
    assert [listing.item_id for listing in page.listings] == [one.item_id for one in goods]
    assert [listing.in_dom for listing in page.listings] == [True] * 8 + [False] * 12
    assert page.listings[2].price == Price(amount=goods[2].cents / 100, currency="USD")
