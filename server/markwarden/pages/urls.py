"""AliExpress addresses: which host, which kind of page, which item. Knows no HTML."""

import re
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urljoin, urlsplit

from markwarden_schema.page import PageKind

US_OFFSET = 2**51
"""Ids of aliexpress.us are those of aliexpress.com plus 2^51 (measured on 1,059 pairs)."""

_HOST = re.compile(r"^(?:[a-z0-9-]{1,63}\.){0,3}aliexpress\.(?:com|us|ru)$")
_DEMO_HOST = re.compile(r"^(?:127\.0\.0\.1|localhost)$")
DEMO_PREFIX = "/markwarden-demo"
"""Path under which the demonstration serves its marketplace on the loopback address."""

_ITEM = re.compile(r"^/(?:item|i)/(?:[^/?#]{0,600}/)?(\d{8,19})\.html$")
_STORE_PRODUCT = re.compile(r"^/store/product/[^/?#]{0,600}/\d{1,20}_(\d{8,19})\.html$")
_LANDING = re.compile(r"^/(?:ssr|gcp|p|wow)/")
_PRODUCT_IDS = re.compile(r"^\s*(\d{8,19})(?=$|[:,;\s_-])")
_STORE = re.compile(r"^/store/(?:all-wholesale-products/|group/[^/]{1,200}/|feedback-score/)?(\d{3,20})(?=$|[./_])")

# What names the page itself. Everything else in an address is tracking, or the buyer's.
_KEPT_PARAMETERS = frozenset(
    [
        "SearchText",
        "searchText",
        "keywords",
        "q",
        "page",
        "catId",
        "CatId",
        "categoryId",
        "productIds",
        "productId",
        "shop_sortType",
        "sortType",
        "SortType",
        "minPrice",
        "maxPrice",
        "isFreeShip",
        "shipFromCountry",
        "g",
        "sku_id",
    ]
)
_LOGIN_HOSTS = frozenset(
    {"login.aliexpress.com", "login.aliexpress.us", "login.aliexpress.ru", "passport.aliexpress.com"}
)


def split(url: str | None, base: str | None = None) -> SplitResult | None:
    """The parts of an http(s) address, relative ones resolved against `base`; None where it is no such address."""
    if not url:
        return None
    try:
        parts = urlsplit(urljoin(base, url.strip()) if base else url.strip())
        if parts.scheme == "" and parts.netloc:
            parts = parts._replace(scheme="https")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        _ = parts.port
    except ValueError:
        return None
    return parts


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").lower().rstrip(".")


def is_demo(parts: SplitResult) -> bool:
    """Whether this is a page of the demonstration."""
    return bool(_DEMO_HOST.match(_host(parts))) and parts.path.startswith(DEMO_PREFIX + "/")


def is_aliexpress(parts: SplitResult) -> bool:
    """Whether the host is one of AliExpress's own, or the demonstration."""
    return bool(_HOST.match(_host(parts))) or is_demo(parts)


def is_login(parts: SplitResult) -> bool:
    """Whether this address asks for a log-in."""
    return _host(parts) in _LOGIN_HOSTS


def canonical_id(item_id: str | int) -> str:
    """The item's id on aliexpress.com: .us ids are larger by 2^51."""
    number = int(item_id)
    return str(number - US_OFFSET if number > US_OFFSET else number)


def _path(parts: SplitResult) -> str:
    return parts.path[len(DEMO_PREFIX) :] if is_demo(parts) else parts.path


def item_id_of(parts: SplitResult | None) -> str | None:
    """Canonical id of the item that an address leads to; None for every other address.

    Only the host and the path decide: share links carry an item's address inside their query.
    """
    if parts is None or not is_aliexpress(parts):
        return None
    path = _path(parts)
    found = _ITEM.match(path) or _STORE_PRODUCT.match(path)
    if found:
        return canonical_id(found[1])
    if _LANDING.match(path) and ("productIds=" in parts.query or "productId=" in parts.query):
        for name, value in parse_qsl(parts.query, max_num_fields=200):
            if name in ("productIds", "productId") and (first := _PRODUCT_IDS.match(value)):
                return canonical_id(first[1])
    return None


def store_id_of(parts: SplitResult | None) -> str | None:
    """Store number of a store's address, else None."""
    if parts is None or not is_aliexpress(parts):
        return None
    path = _path(parts)
    if path.startswith("/store/product/"):
        found = re.match(r"^/store/product/[^/?#]{0,600}/(\d{1,20})_\d", path)
        return found[1] if found else None
    found = _STORE.match(path)
    return found[1] if found else None


def kind_of(parts: SplitResult | None) -> PageKind | None:
    """The kind of page that an address names; None where the address alone does not say."""
    if parts is None or not is_aliexpress(parts):
        return None
    path = _path(parts)
    if "/_____tmd_____/" in path or "x5secdata=" in parts.query or path.endswith("/wp.html") or is_login(parts):
        return PageKind.CHALLENGE
    if _ITEM.match(path) or _STORE_PRODUCT.match(path):
        return PageKind.ITEM
    if _LANDING.match(path) and ("productIds=" in parts.query or "BundleDeals" in path):
        return PageKind.BUNDLE
    if re.match(
        r"^/(?:w/)?wholesale(?:[-/.]|$)|^/(?:popular|af|premium|cheap|price|promotion)/|^/search(?:pc)?(?:/|$|\.)", path
    ):
        return PageKind.SEARCH
    if re.match(r"^/(?:category|p/calp|gcp/category)", path):
        return PageKind.CATEGORY
    if path.startswith("/store/"):
        return PageKind.STORE
    return None


def item_url(item_id: str, page: SplitResult | None = None) -> str:
    """The plain address of an item: no tracking, no buyer. Items seen on aliexpress.ru stay there."""
    host = _host(page) if page is not None else ""
    if host.endswith("aliexpress.ru"):
        return f"https://aliexpress.ru/item/{item_id}.html"
    return f"https://www.aliexpress.com/item/{item_id}.html"


def clean(url: str | None) -> str | None:
    """An address without tracking and without the buyer's id: only what names the page is kept."""
    parts = split(url)
    if parts is None:
        return None
    host = _host(parts)
    if ":" in host:
        host = f"[{host}]"
    if parts.port is not None:
        host = f"{host}:{parts.port}"
    try:
        fields = parse_qsl(parts.query, max_num_fields=500)
    except ValueError:
        fields = []
    query = urlencode([(name, value) for name, value in fields if name in _KEPT_PARAMETERS], errors="replace")
    path = quote(parts.path.encode("utf-8", "replace"), safe="/%:@!$&'()*+,;=~-._")
    return f"{parts.scheme}://{host}{path or '/'}" + (f"?{query}" if query else "")
