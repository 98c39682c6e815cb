"""Addresses of pages, items, stores and pictures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markwarden.pages import urls
from markwarden.pages.images import image_key, original
from markwarden_schema.page import PageKind

COM = "https://www.aliexpress.com"


@pytest.mark.parametrize(
    ("url", "item_id"),
    [
        (f"{COM}/item/1005001234567890.html?spm=a", "1005001234567890"),
        (f"{COM}/item/Some-Title/32995535623.html", "32995535623"),
        (f"{COM}/i/1005001234567890.html", "1005001234567890"),
        ("https://www.aliexpress.us/item/3256801234567890.html", str(3256801234567890 - 2**51)),
        ("https://aliexpress.ru/item/1005001234567890.html", "1005001234567890"),
        (f"{COM}/store/product/A-title/1234_32995535623.html", "32995535623"),
        (f"{COM}/ssr/300000512/BundleDeals2?productIds=1005001234567890:12000", "1005001234567890"),
        (f"{COM}/share?url=https://www.aliexpress.com/item/1005001234567890.html", None),
        ("https://evil.example/item/1005001234567890.html", None),
        ("https://www.aliexpress.com.evil.example/item/1005001234567890.html", None),
        ("javascript:location='/item/1005001234567890.html'", None),
        (f"{COM}/item/12.html", None),
    ],
)
def test_item_ids(url: str, item_id: str | None) -> None:
    assert urls.item_id_of(urls.split(url)) == item_id


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/w/wholesale-shoes.html", PageKind.SEARCH),
        ("/wholesale?SearchText=x", PageKind.SEARCH),
        ("/category/100003109/women-clothing.html", PageKind.CATEGORY),
        ("/store/1102345678", PageKind.STORE),
        ("/item/1005001234567890.html", PageKind.ITEM),
        ("/ssr/300000512/BundleDeals2?productIds=1", PageKind.BUNDLE),
        ("/w/x.html/_____tmd_____/punish", PageKind.CHALLENGE),
        ("/", None),
    ],
)
def test_kinds(path: str, kind: PageKind | None) -> None:
    assert urls.kind_of(urls.split(COM + path)) is kind


KEY = "S0123456789abcdef0123456789abcdefX"


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        (f"//ae01.alicdn.com/kf/{KEY}.jpg_220x220.jpg", f"https://ae01.alicdn.com/kf/{KEY}.jpg"),
        (f"https://ae-pic-a1.aliexpress-media.com/kf/{KEY}.jpg_480x480q75.jpg_.avif", f"https://ae-pic-a1.aliexpress-media.com/kf/{KEY}.jpg"),
        (f"https://ae01.alicdn.com/kf/{KEY}/a-slug.jpg_Q90.jpg_.webp", f"https://ae01.alicdn.com/kf/{KEY}/a-slug.jpg"),
        (f"https://ae01.alicdn.com/kf/{KEY}.png", f"https://ae01.alicdn.com/kf/{KEY}.png"),
        (f"https://ae01.alicdn.com/kf/{KEY}/144x32.png", None),
        ("data:image/gif;base64,R0lGOD", None),
        ("https://assets.alicdn.com/logo.png", None),
        (f"./search_files/{KEY}.jpg_220x220q75.jpg_.avif", f"https://ae-pic-a1.aliexpress-media.com/kf/{KEY}.jpg"),
        ("", None),
    ],
)  # fmt: skip
def test_originals_behind_thumbnails(url: str, wanted: str | None) -> None:
    assert original(url) == wanted


def test_one_picture_has_one_key_on_every_host() -> None:
    hosts = ("ae01.alicdn.com", "ae04.alicdn.com", "ae-pic-a1.aliexpress-media.com")
    assert {image_key(f"https://{host}/kf/{KEY}.jpg_50x50.jpg") for host in hosts} == {KEY}


@given(st.text(max_size=200))
def test_any_text_is_split_or_refused(text: str) -> None:
    for url in (text, COM + "/" + text, "https://" + text):
        parts = urls.split(url)
        urls.item_id_of(parts)
        urls.clean(url)
        original(url)


@given(st.integers(10**15, 10**15 + 10**12))
def test_us_ids_fold_onto_com_ids(number: int) -> None:
    assert urls.canonical_id(number + 2**51) == urls.canonical_id(number) == str(number)
