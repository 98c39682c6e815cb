"""JSON that pages embed in their scripts, found by shape: records of items, and the page's own product."""

import json
import re
from collections.abc import Iterator
from typing import Any, cast

from markwarden.pages import urls
from markwarden.pages.counts import parse_rating, parse_sold
from markwarden.pages.images import original, unique
from markwarden.pages.json_values import amount_in, currency_in, text_in
from markwarden.pages.prices import parse_money
from markwarden_schema.listing import Listing, Price, SellerRef

Json = dict[str, Any]

# Where a script assigns state: `_init_data_ = { data: {…} }`, `runParams = {…}`, `__STREAMING_DATA__['…'] = {…}`, `DCData = {…}`.
_STARTS = re.compile(
    r"_init_data_\s{0,5}=\s{0,5}\{\s{0,5}data\s{0,5}:\s{0,5}(?=\{)"
    r"|runParams\s{0,5}=\s{0,5}\{\s{0,200}[\"']?data[\"']?\s{0,5}:\s{0,5}(?=\{)"
    r"|(?:runParams|DCData|__INIT_DATA__|__PRELOADED_STATE__|__AER_DATA__|_dida_config_)\s{0,5}=\s{0,5}(?=\{)"
    r"|__STREAMING_DATA__\[[^\]]{1,60}\]\s{0,5}=\s{0,5}(?=\{)"
)
_DECODER = json.JSONDecoder()
MOST_STATES = 60
"""Assignments looked at in one page: real pages have under 20."""
DEEPEST = 14
"""Levels walked into embedded data: items lie at most 9 deep on real pages."""
MOST_VALUES = 400_000
"""Values walked in one page: real pages have under 100,000."""


def states(scripts: list[str]) -> list[Json]:
    """The JSON objects that a page's scripts assign, in their order. Broken ones are passed over: they hold nothing."""
    found: list[Json] = []
    for script in scripts:
        for number, match in enumerate(_STARTS.finditer(script)):
            if number >= MOST_STATES or len(found) >= MOST_STATES:
                break
            value = _decode(script, match.end())
            if isinstance(value, dict) and value:
                found.append(value)
    return found


def _decode(script: str, start: int) -> object:
    try:
        value, _ = _DECODER.raw_decode(script, start)
    except (ValueError, RecursionError):
        return None
    return cast("object", value)


def json_ld_products(blocks: list[str]) -> list[Json]:
    """`Product` records with offers. Search pages carry one named like the search word, without offers: not accepted."""
    products: list[Json] = []
    for block in blocks:
        value = _decode(block.strip(), 0)
        products.extend(
            entry
            for entry in (value if isinstance(value, list) else [value])
            if isinstance(entry, dict) and entry.get("@type") == "Product" and entry.get("offers")
        )
    return products


def _walk(root: Json) -> Iterator[list[Json]]:
    """Every list of objects below `root`, outer ones first, within bounds."""
    pending: list[tuple[object, int]] = [(root, 0)]
    seen = 0
    while pending:
        value, depth = pending.pop(0) if len(pending) < 64 else pending.pop()
        seen += 1
        if seen > MOST_VALUES:
            return
        if isinstance(value, list):
            objects = [entry for entry in value if isinstance(entry, dict)]
            if objects:
                yield objects
        if depth < DEEPEST:
            children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
            pending += [(child, depth + 1) for child in children if isinstance(child, (dict, list))]


def listings(root: Json, page_locale: str | None) -> list[Listing]:
    """Items that embedded data announces, in order, each once."""
    found: dict[str, Listing] = {}
    for objects in _walk(root):
        for record in objects:
            listing = _listing(record, page_locale)
            if listing is not None:
                found.setdefault(listing.item_id, listing)
    return list(found.values())


def _object(record: Json, *path: str) -> Json:
    value: object = record
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _id(record: Json) -> str | None:
    com_id = _object(record, "trace", "utLogMap").get("x_object_id")
    raw = record.get("productId") or (
        record.get("id") if "detailUrl" in record or "productDetailUrl" in record else None
    )
    for value in (com_id, raw):
        if isinstance(value, (str, int)) and re.fullmatch(r"\d{8,19}", str(value)):
            return urls.canonical_id(value)
    return None


def _listing(record: Json, locale: str | None) -> Listing | None:
    item_id = _id(record)
    if item_id is None:
        return None
    raw_title = record.get("title")
    title = (
        text_in(raw_title)
        or text_in(_object(record, "title").get("displayTitle"))
        or text_in(_object(record, "title").get("seoTitle"))
    )
    pictures = _pictures(record)
    if title is None or not pictures:
        return None
    trade = _object(record, "trade")
    trade_text = trade.get("tradeDesc") or record.get("tradeDesc") or record.get("orders")
    count = _object(record, "trace", "utLogMap").get("real_trade_count")
    stars = _object(record, "evaluation").get("starRating", record.get("starRating", record.get("reviewStar")))
    sold = int(count) if isinstance(count, (str, int)) and re.fullmatch(r"\d{1,9}", str(count)) else None
    if sold is None and isinstance(trade_text, (str, int)):
        sold = int(trade_text) if re.fullmatch(r"\d{1,9}", str(trade_text)) else parse_sold(str(trade_text))
    return Listing(
        item_id=item_id,
        title=title,
        url=urls.item_url(item_id),
        price=_price(record, locale),
        seller=_store(record),
        images=pictures,
        in_dom=False,
        sold=sold,
        rating=parse_rating(str(stars)) if stars is not None else None,
        picture_group=_group(record, "pic_group_id"),
        product_group=_group(record, "spu_id"),
    )


def _group(record: Json, name: str) -> str | None:
    """AliExpress's own grouping of a listing; what it writes for none is no number, or nought."""
    value = str(_object(record, "trace", "utLogMap").get(name) or "")
    return value if re.fullmatch(r"[1-9]\d{0,19}", value) else None


def _pictures(record: Json) -> list[str]:
    found: list[object] = [
        _object(record, "image").get("imgUrl"),
        record.get("imageUrl"),
        record.get("imgUrl"),
        record.get("image"),
        record.get("productImage"),
    ]
    images = record.get("images")
    if isinstance(images, list):
        found += [entry.get("imgUrl") if isinstance(entry, dict) else entry for entry in images]
    return unique([url for url in (original(u) for u in found if isinstance(u, str)) if url])


def _price(record: Json, locale: str | None) -> Price | None:
    for sale in (
        _object(record, "prices", "salePrice"),
        _object(record, "prices", "sale_price"),
        _object(record, "price"),
        _object(record, "salePrice"),
    ):
        currency = currency_in(sale.get("currencyCode") or sale.get("currency"))
        amount = amount_in(sale.get("minPrice", sale.get("value")))
        if amount is not None:
            top = amount_in(sale.get("maxPrice"))
            return Price(amount=amount, currency=currency, maximum=top if top is not None and top > amount else None)
        shown = parse_money(sale.get("formattedPrice"), currency=currency, locale=locale) if sale else None
        if shown is not None:
            return shown
    for name in ("localizedAssignToolMinPriceInfo", "localizedMinPriceInfo", "price", "salePrice", "formattedPrice"):
        value = record.get(name)
        if isinstance(value, str):
            shown = parse_money(
                value.split("|")[0],
                currency=currency_in(record.get("currency") or record.get("currencyCode")),
                locale=locale,
            )
            if shown is not None:
                return shown
    return None


def _store(record: Json) -> SellerRef | None:
    store = _object(record, "store")
    name = text_in(store.get("storeName")) or text_in(record.get("storeName"))
    number = store.get("storeId") or record.get("storeId") or store.get("storeNum")
    store_id = str(number) if isinstance(number, (str, int)) and re.fullmatch(r"\d{1,20}", str(number)) else None
    return SellerRef(id=store_id, name=name[:500] if name else None) if name or store_id else None
