"""HTML of an AliExpress page → `Page`: the union of the cards shown and of the items the page's data announces.

The way of a page: bounds → kind → challenge, log-in → embedded data → own product (item pages) → cards → union.
"""

import re
from urllib.parse import SplitResult

from selectolax.lexbor import LexborHTMLParser

from markwarden.pages import embedded, urls
from markwarden.pages.bounds import too_complex
from markwarden.pages.bundle import mark_shown
from markwarden.pages.cards import attribute, find_cards, read_card
from markwarden.pages.images import unique
from markwarden.pages.item import own_id, read_item
from markwarden.pages.kind import is_aliexpress, is_challenge, kind_of, locale_of
from markwarden_schema.listing import Listing
from markwarden_schema.page import Page, PageKind, UnreadableReason

MOST_LISTINGS = 5_000
_SURROGATES = re.compile("[\ud800-\udfff]")
_BASE = "https://www.aliexpress.com/"
_ZERO_RESULTS = re.compile(r'"searchResultType"\s{0,3}:\s{0,3}"zero_result"')


def read_page(html: str, url: str | None = None, *, fragment: bool = False, description: str | None = None) -> Page:
    """Read one document, or (with `fragment`) the outer HTML of cards that were added to it.

    `description`: what an item page shows as its description in a frame or a shadow root, which HTML does not hold.

    Never raises on any input: what cannot be read says so with its reason.
    """
    html = _SURROGATES.sub("\ufffd", html)
    url = _SURROGATES.sub("\ufffd", url) if url else url
    if too_complex(html):
        return _unreadable(url, PageKind.OTHER, None, UnreadableReason.TOO_COMPLEX)
    tree = LexborHTMLParser(html.replace("\x00", "\ufffd"))
    page = urls.split(url) or _address_in(tree, html)
    clean = urls.clean(page.geturl()) if page else None
    if not is_aliexpress(tree, html, page):
        return _unreadable(clean, PageKind.OTHER, None, UnreadableReason.NOT_ALIEXPRESS)
    locale = locale_of(tree, page)
    kind = kind_of(tree, page)
    if not fragment:
        refused = _refusal(html, page, kind)
        if refused is not None:
            return _unreadable(clean, PageKind.CHALLENGE, locale, refused)
    described = _SURROGATES.sub("\ufffd", description) if description else None
    listings = _listings(tree, page, kind, locale, fragment=fragment, described=described)
    if listings or fragment or kind is PageKind.OTHER:
        return Page(url=clean, kind=kind, locale=locale, readable=True, listings=listings)
    if kind is PageKind.SEARCH and _says_no_results(tree, html):
        return Page(url=clean, kind=kind, locale=locale, readable=True, listings=[])
    return _unreadable(clean, kind, locale, _why_empty(tree))


def _unreadable(url: str | None, kind: PageKind, locale: str | None, reason: UnreadableReason) -> Page:
    return Page(url=urls.clean(url), kind=kind, locale=locale, readable=False, reason=reason)


def _address_in(tree: LexborHTMLParser, html: str) -> SplitResult | None:
    """The address that a saved page carries in itself."""
    saved = re.search(r"<!-- saved from url=\(\d{1,6}\)(\S{1,8000})", html[:20_000])
    candidates = [saved[1] if saved else ""]
    for selector, name in (("meta[property='og:url']", "content"), ("link[rel=canonical]", "href")):
        node = tree.css_first(selector)
        candidates.append(attribute(node, name) if node else "")
    for candidate in candidates:
        parts = urls.split(candidate, _BASE) if candidate else None
        if parts is not None and urls.is_aliexpress(parts):
            return parts
    return None


def _refusal(html: str, page: SplitResult | None, kind: PageKind) -> UnreadableReason | None:
    if page is not None and urls.is_login(page):
        return UnreadableReason.LOGIN
    if kind is PageKind.CHALLENGE or is_challenge(html):
        return UnreadableReason.CHALLENGE
    return None


def _listings(
    tree: LexborHTMLParser,
    page: SplitResult | None,
    kind: PageKind,
    locale: str | None,
    *,
    fragment: bool,
    described: str | None,
) -> list[Listing]:
    scripts = [] if fragment else [s for s in (n.text(deep=True) for n in tree.css("script")) if len(s) > 60]
    states = embedded.states(scripts)
    base = page.geturl() if page else _BASE
    own: list[Listing] = []
    this = None
    if kind is PageKind.ITEM and not fragment:
        this = own_id(tree, page)
        blocks = [n.text(deep=True) for n in tree.css("script[type='application/ld+json']")]
        products = embedded.json_ld_products(blocks)
        product = read_item(tree, this, page, states, products, locale, described) if this else None
        own = [product] if product else []
    elif kind is PageKind.ITEM:
        this = urls.item_id_of(page)
    shown = _shown(tree, page, base, locale, this)
    announced = [] if kind is PageKind.ITEM else _announced(states, locale, shown, kind)
    if kind is PageKind.BUNDLE:
        announced = mark_shown(tree, announced)
    return _union(own + shown, announced)[:MOST_LISTINGS]


def _shown(
    tree: LexborHTMLParser, page: SplitResult | None, base: str, locale: str | None, own: str | None
) -> list[Listing]:
    found: dict[str, Listing] = {}
    for card in find_cards(tree, base, own)[: MOST_LISTINGS * 2]:
        listing = read_card(card, page, base, locale)
        before = found.get(card.item_id)
        found[card.item_id] = listing if before is None else _filled(before, listing)
    return list(found.values())


def _announced(states: list[embedded.Json], locale: str | None, shown: list[Listing], kind: PageKind) -> list[Listing]:
    """Items of the embedded data, unless it is stale: paging in the page rewrites the cards but not the scripts."""
    found: dict[str, Listing] = {}
    for state in states:
        for listing in embedded.listings(state, locale):
            found.setdefault(listing.item_id, listing)
    on_page = {listing.item_id for listing in shown}
    if kind is not PageKind.BUNDLE and len(on_page) >= 5 and found and not on_page & found.keys():
        return []
    return list(found.values())


def _same_amount(first: Listing, other: Listing) -> bool:
    if first.price is None or other.price is None:
        return False
    return abs(first.price.amount - other.price.amount) < 0.005 * max(1.0, other.price.amount)


def _filled(first: Listing, other: Listing) -> Listing:
    """`first`, with what it lacks taken from `other`; the pictures of both."""
    missing = {
        name: getattr(other, name)
        for name in ("title", "price", "seller", "sold", "rating", "category", "picture_group", "product_group")
        if getattr(first, name) is None and getattr(other, name) is not None
    }
    if (
        first.price is not None
        and first.price.currency is None
        and other.price is not None
        and _same_amount(first, other)
    ):
        missing["price"] = first.price.model_copy(update={"currency": other.price.currency})
    if not other.in_dom and other.rating is not None:
        missing["rating"] = other.rating  # the data names the stars; on a card they are only a number among others
    images = unique(first.images + other.images)
    return first.model_copy(update={**missing, "images": images})


def _union(shown: list[Listing], announced: list[Listing]) -> list[Listing]:
    """Each item once: what the reviewer sees wins, the embedded data fills the rest."""
    merged = {listing.item_id: listing for listing in shown}
    for listing in announced:
        before = merged.get(listing.item_id)
        merged[listing.item_id] = listing if before is None else _filled(before, listing)
    return list(merged.values())


def _says_no_results(tree: LexborHTMLParser, html: str) -> bool:
    if _ZERO_RESULTS.search(html):
        return True
    body = tree.css_first("body")
    text = body.text(deep=True)[:200_000].lower() if body else ""
    return any(words in text for words in _NO_RESULT_WORDS)


_NO_RESULT_WORDS = (
    "sorry, your search", "did not match any", "0 results", "no results", "couldn't find", "aucun résultat", "keine ergebnisse", "sin resultados",
    "no hay resultados", "nenhum resultado", "nessun risultato", "geen resultaten", "brak wyników", "ничего не найдено", "ничего не нашли", "sonuç bulunamadı",
    "لا توجد نتائج", "לא נמצאו", "見つかりません", "검색 결과가 없습니다", "ไม่พบ", "không tìm thấy", "tidak ditemukan", "没有找到",
)  # fmt: skip


def _why_empty(tree: LexborHTMLParser) -> UnreadableReason:
    """A shell has next to no text of its own; a page with text but no card has a layout we do not know."""
    body = tree.css_first("body")
    if body is None:
        return UnreadableReason.EMPTY_SHELL
    for node in body.css("script, style, noscript, template"):
        node.decompose()
    return (
        UnreadableReason.UNKNOWN_LAYOUT
        if len(body.css("img")) >= 12 and len(body.text(deep=True).split()) > 150
        else UnreadableReason.EMPTY_SHELL
    )
