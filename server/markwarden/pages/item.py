"""The product that an item page is about, from all eras of the page: embedded modules, JSON-LD, the document, og tags."""

import re
from collections import Counter
from urllib.parse import SplitResult

from selectolax.lexbor import LexborHTMLParser, LexborNode

from markwarden.pages import urls
from markwarden.pages.cards import attribute, card_price, text_of
from markwarden.pages.counts import parse_rating, parse_sold
from markwarden.pages.embedded import Json
from markwarden.pages.images import original, unique
from markwarden.pages.json_values import amount_in, currency_in, text_in
from markwarden.pages.prices import parse_money
from markwarden_schema.listing import Listing, Price, SellerRef

_OG_PRICE = re.compile(r"^[^|]{0,40}\d[^|]{0,20}\|")
_OG_TAIL = re.compile(
    r"(?:\s*\|[^|]{0,120}\|)?\s*(?:-\s[^|]{0,60})?\s*[-–|]\s*Ali\s?express(?:\.\w+)?\s*\d*\s*$", re.IGNORECASE
)

_DESCRIPTION = "#product-description, #nav-description, .product-description, .detail-desc-decorate-richtext"
_LONGEST_DESCRIPTION = 20_000
_NOT_WRITTEN = frozenset({"button", "script", "style", "template", "noscript", "iframe"})


def own_id(tree: LexborHTMLParser, page: SplitResult | None) -> str | None:
    """Canonical id of the product: the address, else what the page says of itself."""
    found = urls.item_id_of(page)
    if found:
        return found
    for selector, name in (("link[rel=canonical]", "href"), ("meta[property='og:url']", "content")):
        node = tree.css_first(selector)
        found = urls.item_id_of(urls.split(attribute(node, name), "https://www.aliexpress.com/")) if node else None
        if found:
            return found
    return None


def read_item(
    tree: LexborHTMLParser,
    item_id: str,
    page: SplitResult | None,
    states: list[Json],
    products: list[Json],
    locale: str | None,
    described: str | None = None,
) -> Listing | None:
    """The page's own product; `described`: the description it shows outside of its HTML. None where the page names its id but shows neither title nor picture of it."""
    modules = max((s for s in states if _is_modules(s)), key=len, default={})
    pictured = next((s for s in states if isinstance(s.get("imagePathList"), list)), {})
    product = products[0] if products else {}
    title = _module_title(modules) or _heading(tree) or text_in(product.get("name")) or _og_title(tree)
    images = _images(tree, modules, pictured, product)
    if title is None and not images:
        return None
    rating, sold = _popularity(tree, modules, product)
    return Listing(
        item_id=item_id,
        title=title,
        url=urls.item_url(item_id, page),
        price=_module_price(modules, locale) or _offer_price(product) or _shown_price(tree, locale),
        seller=_module_store(modules) or _linked_store(tree, page),
        images=images,
        in_dom=True,
        sold=sold,
        rating=rating,
        category=_category(modules, product),
        description=_description(tree, product, described),
    )


def _is_modules(state: Json) -> bool:
    return any(
        name in state
        for name in ("titleModule", "productInfoComponent", "imageModule", "imageComponent", "storeModule")
    )


def _part(state: Json, *names: str) -> Json:
    for name in names:
        part = state.get(name)
        if isinstance(part, dict):
            return part
    return {}


def _module_title(modules: Json) -> str | None:
    return text_in(_part(modules, "titleModule", "productInfoComponent").get("subject"))


def _heading(tree: LexborHTMLParser) -> str | None:
    marked = tree.css_first("h1[data-pl='product-title']")
    for node in [marked] if marked else tree.css("h1")[:20]:
        text = text_of(node)
        if text and text.lower() not in ("aliexpress", "aliexpress.com"):
            return text[:1000]
    return None


def _og_title(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first("meta[property='og:title']")
    text = attribute(node, "content") if node else ""
    text = _OG_TAIL.sub("", _OG_PRICE.sub("", text[:2000], count=1))
    return " ".join(text.split()) or None


def _images(tree: LexborHTMLParser, modules: Json, pictured: Json, product: Json) -> list[str]:
    found: list[object] = []
    for source in (
        _part(modules, "imageModule", "imageComponent").get("imagePathList"),
        pictured.get("imagePathList"),
        product.get("image"),
    ):
        found += source if isinstance(source, list) else [source]
        if found and any(isinstance(url, str) for url in found):
            break
    images = unique([url for url in (original(u) for u in found if isinstance(u, str)) if url])
    if images:
        return images
    node = tree.css_first("meta[property='og:image']")
    url = original(attribute(node, "content")) if node else None
    return [url] if url else []


def _module_price(modules: Json, locale: str | None) -> Price | None:
    prices = _part(modules, "priceModule", "priceComponent")
    prices = {**_part(prices, "origPrice"), **prices, **_part(prices, "discountPrice")}
    for low, high in (("minActivityAmount", "maxActivityAmount"), ("minAmount", "maxAmount")):
        part = _part(prices, low)
        amount = amount_in(part.get("value"))
        if amount is not None:
            top = amount_in(_part(prices, high).get("value"))
            return Price(
                amount=amount, currency=currency_in(part.get("currency")), maximum=top if top and top > amount else None
            )
    for name in ("formatedActivityPrice", "formatedPrice"):
        shown = parse_money(text_in(prices.get(name)), locale=locale)
        if shown is not None:
            return shown
    return None


def _offer_price(product: Json) -> Price | None:
    offers = product.get("offers")
    for offer in offers if isinstance(offers, list) else [offers]:
        if not isinstance(offer, dict):
            continue
        low = amount_in(offer.get("price", offer.get("lowPrice")))
        if low is not None:
            top = amount_in(offer.get("highPrice"))
            return Price(
                amount=low, currency=currency_in(offer.get("priceCurrency")), maximum=top if top and top > low else None
            )
    return None


def _shown_price(tree: LexborHTMLParser, locale: str | None) -> Price | None:
    for node in tree.css("[data-pl='product-price'], [class*='price-default--current'], [itemprop='price']")[:10]:
        price = card_price(list(node.traverse(include_text=False))[:200], None, locale)
        if price is not None:
            return price
    return None


def _module_store(modules: Json) -> SellerRef | None:
    store = _part(modules, "storeModule", "sellerComponent")
    number = store.get("storeNum") or _part(modules, "actionModule").get("storeNum")
    name = text_in(store.get("storeName"))
    store_id = str(number) if isinstance(number, (int, str)) and re.fullmatch(r"\d{1,20}", str(number)) else None
    if store_id is None:
        store_id = urls.store_id_of(urls.split(text_in(store.get("storeURL")), "https://www.aliexpress.com/"))
    return SellerRef(id=store_id, name=name[:500] if name else None) if store_id or name else None


def _linked_store(tree: LexborHTMLParser, page: SplitResult | None) -> SellerRef | None:
    """The store that the page links to most often (several legacy numbers may stand beside it)."""
    base = page.geturl() if page else "https://www.aliexpress.com/"
    ids: Counter[str] = Counter()
    names: dict[str, str] = {}
    for node in tree.css("a[href*='/store/']"):
        store_id = urls.store_id_of(urls.split(attribute(node, "href"), base))
        if store_id is None:
            continue
        ids[store_id] += 1
        text = text_of(node)
        marked = attribute(node, "data-pl") == "store-name"
        if text and len(text) <= 200 and (marked or store_id not in names):
            names[store_id] = text
    if not ids:
        return None
    store_id = ids.most_common(1)[0][0]
    return SellerRef(id=store_id, name=names.get(store_id))


def _popularity(tree: LexborHTMLParser, modules: Json, product: Json) -> tuple[float | None, int | None]:
    rating = parse_rating(str(_part(_part(modules, "titleModule"), "feedbackRating").get("averageStar", "")))
    if rating is None:
        rating = parse_rating(str(_part(modules, "feedbackComponent").get("evarageStar", "")))
    if rating is None:
        rating = parse_rating(str(_part(product, "aggregateRating").get("ratingValue", "")))
    traded = _part(modules, "titleModule").get("formatTradeCount") or _part(modules, "tradeComponent").get(
        "formatTradeCount"
    )
    sold = parse_sold(f"{traded} sold") if isinstance(traded, str) else None
    if sold is None:
        node = tree.css_first("[data-pl='product-reviewer']")
        sold = parse_sold(text_of(node)) if node else None
    return rating, sold


def _category(modules: Json, product: Json) -> str | None:
    path = _part(modules, "crossLinkModule", "breadcrumbComponent")
    names = path.get("breadCrumbPathList") or path.get("pathList")
    if isinstance(names, list):
        words = [entry["name"] for entry in names if isinstance(entry, dict) and isinstance(entry.get("name"), str)]
        words = [word for word in words if word.lower() not in ("home", "all categories")]
        if words:
            return " > ".join(words)[:500]
    category = text_in(product.get("category"))
    return category[:500] if category else None


def _description(tree: LexborHTMLParser, product: Json, described: str | None) -> str | None:
    """The product text that the page shows (it comes in late, when the reader scrolls), else that of the page's data."""
    node = tree.css_first(_DESCRIPTION)
    shown = " ".join(_written(node)) if node else ""
    text = " ".join((described or shown or text_in(product.get("description")) or "").split())
    return text[:_LONGEST_DESCRIPTION] or None


def _written(box: LexborNode) -> list[str]:
    """What a seller wrote in the box of the description: the site's own heading, link for reports and buttons are not."""
    words: list[str] = []
    headed = False
    waiting = [box]
    while waiting:  # no recursion: how deep it goes is the page's choice
        node = waiting.pop()
        if node.tag == "-text":
            words.append(node.text(deep=False))
        elif node.tag == "h2" and not headed:
            headed = True
        elif node.tag not in _NOT_WRITTEN and not (node.tag == "a" and "report" in attribute(node, "href")):
            waiting += reversed(list(node.iter(include_text=True)))
    return words
