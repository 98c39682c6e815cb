"""What cannot be read says so, with its reason; what is hostile costs bounded time."""

import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markwarden.pages import read_page
from markwarden_schema.page import PageKind, UnreadableReason
from tests.kit.pages import CHALLENGE, EMPTY_SHELL, SEARCH_URL, search_page, some_goods

ITEM_URL = "https://www.aliexpress.com/item/1005001000000001.html"


@pytest.mark.parametrize(
    ("html", "url", "reason"),
    [
        (CHALLENGE, SEARCH_URL, UnreadableReason.CHALLENGE),
        (
            "<html></html>",
            "https://www.aliexpress.com/w/x.html/_____tmd_____/punish?x5secdata=1",
            UnreadableReason.CHALLENGE,
        ),
        ("<form></form>", "https://login.aliexpress.com/?return=x", UnreadableReason.LOGIN),
        (EMPTY_SHELL, SEARCH_URL, UnreadableReason.EMPTY_SHELL),
        ("<p>hello</p>", "https://example.com/", UnreadableReason.NOT_ALIEXPRESS),
        ("<p>hello</p>", None, UnreadableReason.NOT_ALIEXPRESS),
        (
            "<p>hello</p>",
            "https://www.aliexpress.com.evil.example/item/1005001000000001.html",
            UnreadableReason.NOT_ALIEXPRESS,
        ),
        (
            f"<body data-spm=productlist>{'<img src=x.png><p>words of a page whose layout nobody knows</p>' * 60}",
            SEARCH_URL,
            UnreadableReason.UNKNOWN_LAYOUT,
        ),
    ],
)
def test_reason(html: str, url: str | None, reason: UnreadableReason) -> None:
    page = read_page(html, url)
    assert not page.readable
    assert page.reason is reason
    assert page.listings == []


def test_no_results_are_readable() -> None:
    html = EMPTY_SHELL.replace(
        "</body>",
        '<script>window._dida_config_._init_data_= { data: {"searchResultType":"zero_result"} }</script></body>',
    )
    page = read_page(html, SEARCH_URL)
    assert page.readable
    assert page.listings == []


def test_other_pages_are_readable_without_listings() -> None:
    page = read_page("<html><body><p>Help</p></body></html>", "https://www.aliexpress.com/help/home.html")
    assert page.readable
    assert page.kind is PageKind.OTHER


PICTURE = '<img src="https://ae01.alicdn.com/kf/Sabcdef0123456789abcdef01234567890.jpg">'
HOSTILE = {
    "deep": "<div>" * 100_000,
    "deep after a script": "<script>1</script>" + "<b><p>" * 60_000,
    "deep cards": "".join(f'<div><a href="/item/{1005000000000000 + n}.html">{PICTURE}' for n in range(20_000)),
    "wide": "".join(f'<div><a href="/item/{1005000000000000 + n}.html">t</a></div>' for n in range(30_000)),
    "fifty megabytes of text": "a" * 50_000_000,
    "nulls": "\0" * 5_000_000,
    "lone surrogates": "<div>\ud800\udfff</div>" * 50_000,
    "brackets": "<" * 20_000_000,
    "attributes": "<div " + "a=b " * 1_000_000 + ">",
    "deep data": "<script>window.runParams = " + '{"a":' * 500_000 + "</script>",
    "deep lists": '<script>window._init_data_= { data: {"a":' + "[" * 500_000 + "</script>",
    "many starts": "<script>" + "runParams = {" * 200_000 + "</script>",
    "scripts without end": "<script" * 200_000,
    "comments": "<!--" * 200_000,
    "endless price": f'<div><a href="/item/1005001234567890.html">{PICTURE}'
    + "<span>$1,1</span>" * 50_000
    + "</a></div>",
    "endless title": f'<div><a href="/item/1005001234567890.html">{PICTURE}<h3>'
    + "N1ke " * 500_000
    + "</h3></a></div>",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("url", [SEARCH_URL, ITEM_URL], ids=["search", "item"])
def test_hostile_documents_cost_bounded_time_and_memory(name: str, url: str) -> None:
    """Ten seconds is a bound against endlessness, not a measure of speed: the slowest takes one."""
    html = HOSTILE[name]
    tracemalloc.start()
    started = time.process_time()
    page = read_page(html, url)
    took = time.process_time() - started
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert took < 10
    assert peak < 60_000_000 + 20 * len(html)
    assert len(page.listings) <= 5_000


@given(st.text(alphabet=st.characters(), max_size=300), st.booleans())
def test_any_text_is_answered(text: str, fragment: bool) -> None:
    for url in (SEARCH_URL, ITEM_URL, text):
        read_page(text, url, fragment=fragment)


@given(st.integers(0, 40_000), st.integers(0, 200), st.text(alphabet="<>\"'/ \0\ud800ax", max_size=20))
def test_torn_pages_are_answered(start: int, length: int, put: str) -> None:
    html = search_page(some_goods(12))
    start %= len(html)
    page = read_page(html[:start] + put + html[start + length :], SEARCH_URL)
    assert all(listing.item_id.isdigit() for listing in page.listings)
