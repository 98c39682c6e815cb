"""One listing as it was last seen, as a row and as a value."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from markwarden.pages.images import image_key
from markwarden_schema.listing import Listing, Price, SellerRef
from markwarden_schema.page import PageKind


@dataclass(frozen=True, slots=True)
class Sighting:
    """A listing and when it was seen. A field that no page showed is None."""

    item_id: str
    title: str | None
    url: str | None
    price: Price | None
    seller: SellerRef | None
    """The store, wherever it was shown last: AliExpress's search pages show none since 2025."""
    kind: PageKind
    """The kind of page it was last seen on."""
    image_key: str | None
    """What names its main picture on every host of AliExpress's image network."""
    category: str | None
    description: str | None
    """Shown by item pages alone, as the category is by most: remembered, so that every later verdict knows it."""
    first_seen: datetime
    last_seen: datetime
    count: int
    """Visits: looks less than ten minutes apart are one."""


def row_of(listing: Listing, kind: PageKind, seen: int) -> dict[str, object]:
    """The columns of a listing; `seen` in seconds since 1970."""
    price, seller = listing.price, listing.seller
    return {
        "item_id": listing.item_id,
        "title": _sound(listing.title),
        "url": _sound(listing.url),
        "price": price.amount if price else None,
        "price_maximum": price.maximum if price else None,
        "currency": price.currency if price else None,
        "seller_id": seller.id if seller else None,
        "seller_name": _sound(seller.name) if seller else None,
        "kind": kind.value,
        "image_key": next((key for image in listing.images[:1] if (key := image_key(image))), None),
        "category": _sound(listing.category),
        "description": _sound(listing.description),
        "seen": seen,
    }


def from_row(row: sqlite3.Row) -> Sighting:
    """A row of the table `sighting` as a value."""
    return Sighting(
        item_id=row["item_id"],
        title=row["title"],
        url=row["url"],
        price=None
        if row["price"] is None
        else Price(amount=row["price"], currency=row["currency"], maximum=row["price_maximum"]),
        seller=seller_from(row),
        kind=PageKind(row["kind"]),
        image_key=row["image_key"],
        category=row["category"],
        description=row["description"],
        first_seen=datetime.fromtimestamp(row["first_seen"], UTC),
        last_seen=datetime.fromtimestamp(row["last_seen"], UTC),
        count=row["count"],
    )


def listing_of(sighting: Sighting) -> Listing:
    """A listing as it was last seen, to be assessed again."""
    return Listing(
        item_id=sighting.item_id,
        title=sighting.title,
        url=sighting.url,
        price=sighting.price,
        seller=sighting.seller,
        category=sighting.category,
        description=sighting.description,
    )


def seller_from(row: sqlite3.Row) -> SellerRef | None:
    """The seller that a row remembers."""
    if row["seller_id"] is None and row["seller_name"] is None:
        return None
    return SellerRef(id=row["seller_id"], name=row["seller_name"])


def _sound(text: str | None) -> str | None:
    """Lone surrogates, which a page's data may hold and UTF-8 cannot, as U+FFFD."""
    if text is None or text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
