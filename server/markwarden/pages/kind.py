"""What a page is for, and whether it is a page at all: challenge, log-in, empty shell."""

import re
from urllib.parse import SplitResult

from selectolax.lexbor import LexborHTMLParser

from markwarden.pages import urls
from markwarden.pages.cards import attribute
from markwarden_schema.page import PageKind

# `body[data-spm]` by era (measured on 221 pages; `a2g0o` and older site codes in `<meta name="data-spm">`).
_SPM = {
    "productlist": PageKind.SEARCH,
    "search0104": PageKind.SEARCH,
    "01010208": PageKind.SEARCH,
    "search": PageKind.SEARCH,
    "search0103": PageKind.CATEGORY,
    "detail": PageKind.ITEM,
    "tm1000015626": PageKind.BUNDLE,
}
_LANGUAGE = re.compile(r"^[a-zA-Z]{2,3}(?:[-_][a-zA-Z]{2,4})?$")
_LANGUAGES_OF_HOSTS = frozenset(
    ["es", "pt", "fr", "de", "it", "nl", "pl", "tr", "ru", "ar", "he", "ko", "ja", "th", "vi", "id"]
)


def is_challenge(html: str) -> bool:
    """Whether this is AliExpress's anti-robot page (status 200, in place of any page): 4 of 4, none of 221 real pages."""
    return "x5secdata" in html or "_____tmd_____" in html


def kind_of(tree: LexborHTMLParser, page: SplitResult | None) -> PageKind:
    """The page's kind: its address, else `body[data-spm]`, else the shape of what it says of itself."""
    named = urls.kind_of(page)
    if named is not None:
        return named
    body = tree.css_first("body[data-spm]")
    spm = attribute(body, "data-spm").lower() if body else ""
    if spm in _SPM:
        return _SPM[spm]
    if spm.startswith("store"):
        return PageKind.STORE
    og_type = tree.css_first("meta[property='og:type']")
    og_url = tree.css_first("meta[property='og:url']")
    own = urls.item_id_of(urls.split(attribute(og_url, "content"), "https://www.aliexpress.com/")) if og_url else None
    if og_type is not None and attribute(og_type, "content") == "product" and own:
        return PageKind.ITEM
    if any(
        "_init_data_" in node.text(deep=True) and '"itemList"' in node.text(deep=True) for node in tree.css("script")
    ):
        return PageKind.SEARCH
    return PageKind.OTHER


def is_aliexpress(tree: LexborHTMLParser, html: str, page: SplitResult | None) -> bool:
    """Whether this is AliExpress at all: by host, or by its marks where the address is unknown."""
    if page is not None and page.hostname:
        return urls.is_aliexpress(page)
    if any(word in html for word in ("aliexpress", "AliExpress", "alicdn.com", "aliexpress-media.com")):
        return True
    return tree.css_first("meta[name='data-spm']") is not None


def locale_of(tree: LexborHTMLParser, page: SplitResult | None) -> str | None:
    """Language of the page (BCP 47): the document's own word, else the host's."""
    root = tree.css_first("html[lang]")
    said = attribute(root, "lang") if root else ""
    if _LANGUAGE.match(said):
        parts = said.replace("_", "-").split("-")
        return parts[0].lower() + (f"-{parts[1].upper()}" if len(parts) > 1 else "")
    host = (page.hostname or "").lower() if page else ""
    first = host.split(".")[0]
    if first in _LANGUAGES_OF_HOSTS:
        return first
    if host.endswith("aliexpress.ru"):
        return "ru"
    return None
