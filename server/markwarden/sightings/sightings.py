"""Every listing of every page that was read: what it was, when, and which store and text an item page once showed for it."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from markwarden.sightings.sighting import Sighting, from_row, row_of
from markwarden.store import SqliteStore
from markwarden_schema.listing import Listing, SellerRef
from markwarden_schema.page import Page

MIGRATIONS = (
    """CREATE TABLE sighting (
        item_id TEXT NOT NULL PRIMARY KEY, title TEXT, url TEXT, price REAL, price_maximum REAL, currency TEXT,
        seller_id TEXT, seller_name TEXT, kind TEXT NOT NULL, image_key TEXT,
        first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, count INTEGER NOT NULL)""",
    "CREATE INDEX sighting_by_time ON sighting (last_seen, item_id)",
    "CREATE INDEX sighting_by_seller ON sighting (seller_id, last_seen, item_id) WHERE seller_id IS NOT NULL",
    "CREATE INDEX sighting_by_image ON sighting (image_key) WHERE image_key IS NOT NULL",
    "ALTER TABLE sighting ADD COLUMN category TEXT",
    "ALTER TABLE sighting ADD COLUMN description TEXT",
)
VISIT = 600
"""Seconds within which looks at a listing are one visit: a page is sent again with each card it adds."""
_PUT = """INSERT INTO sighting VALUES (:item_id, :title, :url, :price, :price_maximum, :currency,
    :seller_id, :seller_name, :kind, :image_key, :seen, :seen, 1, :category, :description)
    ON CONFLICT (item_id) DO UPDATE SET
    title = coalesce(excluded.title, title), url = coalesce(excluded.url, url),
    price_maximum = CASE WHEN excluded.price IS NULL THEN price_maximum ELSE excluded.price_maximum END,
    currency = CASE WHEN excluded.price IS NULL THEN currency ELSE excluded.currency END,
    price = coalesce(excluded.price, price),
    seller_name = CASE WHEN excluded.seller_id IS NULL AND excluded.seller_name IS NULL THEN seller_name
        WHEN excluded.seller_name IS NULL AND excluded.seller_id = seller_id THEN seller_name ELSE excluded.seller_name END,
    seller_id = CASE WHEN excluded.seller_id IS NULL AND excluded.seller_name IS NULL THEN seller_id
        WHEN excluded.seller_id IS NULL AND excluded.seller_name = seller_name THEN seller_id ELSE excluded.seller_id END,
    kind = excluded.kind, image_key = coalesce(excluded.image_key, image_key),
    category = coalesce(excluded.category, category), description = coalesce(excluded.description, description),
    count = count + (excluded.last_seen - last_seen >= :visit),
    last_seen = max(last_seen, excluded.last_seen)"""
_ONCE_SHOWN = ("seller", "category", "description")
"""What a search page says of no listing or of few, and an item page of its own."""
_AT_ONCE = 500
"""Ids in one statement: SQLite's oldest limit is 999 parameters."""


@dataclass(frozen=True, slots=True)
class SellerSeen:
    """A store that was met, and on how many listings."""

    seller: SellerRef
    listings: int
    last_seen: datetime


class Sightings:
    """The listings seen, one row each, in the SQLite store. Raises `StoreError` where the file is broken or full."""

    def __init__(self, store: SqliteStore, now: Callable[[], float] = time.time) -> None:
        self._store = store
        self._now = now
        store.migrate("sightings", MIGRATIONS)

    def record(self, page: Page) -> None:
        """Remember every listing of a page, in one transaction."""
        if not page.listings:
            return
        seen = int(self._now())
        rows = [{**row_of(listing, page.kind, seen), "visit": VISIT} for listing in page.listings]
        with self._store.writing() as connection:
            connection.executemany(_PUT, rows)

    def with_memory(self, page: Page) -> Page:
        """The page with the store, the category and the description that an item page once showed, where it shows none."""
        lacking = [
            listing.item_id for listing in page.listings if any(getattr(listing, name) is None for name in _ONCE_SHOWN)
        ]
        known = self.many(lacking)
        if not known:
            return page
        listings = [
            listing if (seen := known.get(listing.item_id)) is None else _filled(listing, seen)
            for listing in page.listings
        ]
        return page.model_copy(update={"listings": listings})

    def seller_of(self, item_ids: Iterable[str]) -> dict[str, SellerRef]:
        """The store of each listing for which one was ever shown."""
        return {item_id: seen.seller for item_id, seen in self.many(item_ids).items() if seen.seller is not None}

    def get(self, item_id: str) -> Sighting | None:
        """One listing, or None where it was never seen."""
        return next((from_row(row) for row in self._rows("WHERE item_id = ?", [item_id])), None)

    def many(self, item_ids: Iterable[str]) -> dict[str, Sighting]:
        """Several listings by their ids, as far as they were seen."""
        return {row["item_id"]: from_row(row) for some in _batches(item_ids) for row in self._rows(*_among(some))}

    def by_seller(self, seller_id: str, limit: int = 100, after: Sighting | None = None) -> list[Sighting]:
        """The listings of a store, seen last first; `after` is the last one of the former answer."""
        return self._newest(["seller_id = ?"], [seller_id], limit, after)

    def by_image(self, image_key: str, limit: int = 100) -> list[Sighting]:
        """The listings whose main picture has that key."""
        return self._newest(["image_key = ?"], [image_key], limit, None)

    def recent(self, query: str = "", limit: int = 100, after: Sighting | None = None) -> list[Sighting]:
        """The listings seen last first. `query`: words of the title or of the store's name, a store number or an item id."""
        where: list[str] = []
        values: list[object] = []
        for word in query.split():
            # SQLite's LIKE knows the case of ASCII only: other letters are looked for in each case.
            ways = sorted({word, word.lower(), word.upper(), word.capitalize()})
            likes = ["title LIKE ? ESCAPE '\\'", "seller_name LIKE ? ESCAPE '\\'"] * len(ways)
            where.append(f"({' OR '.join(likes)} OR item_id = ? OR seller_id = ?)")
            values += [_contains(way) for way in ways for _ in range(2)] + [word, word]
        return self._newest(where, values, limit, after)

    def sellers(self, limit: int = 200) -> list[SellerSeen]:
        """The stores met, those with the most listings first."""
        with self._store.reading() as connection:
            rows = connection.execute(
                """SELECT seller_id, max(seller_name) AS seller_name, count(*) AS listings, max(last_seen) AS last_seen
                FROM sighting WHERE seller_id IS NOT NULL GROUP BY seller_id ORDER BY listings DESC, seller_id LIMIT ?""",
                (limit,),
            ).fetchall()
        return [
            SellerSeen(
                SellerRef(id=row["seller_id"], name=row["seller_name"]),
                row["listings"],
                datetime.fromtimestamp(row["last_seen"], UTC),
            )
            for row in rows
        ]

    def count(self) -> int:
        """How many listings were ever seen."""
        with self._store.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM sighting").fetchone()[0])

    def _newest(self, where: list[str], values: list[object], limit: int, after: Sighting | None) -> list[Sighting]:
        if after is not None:
            where = [*where, "(last_seen, item_id) < (?, ?)"]
            values = [*values, int(after.last_seen.timestamp()), after.item_id]
        clause = f"WHERE {' AND '.join(where)}" if where else ""
        rows = self._rows(f"{clause} ORDER BY last_seen DESC, item_id DESC LIMIT ?", [*values, limit])
        return [from_row(row) for row in rows]

    def _rows(self, rest: str, values: Sequence[object]) -> list[sqlite3.Row]:
        with self._store.reading() as connection:
            # `rest` holds only this module's own words.
            return connection.execute(f"SELECT * FROM sighting {rest}", values).fetchall()  # noqa: S608


def _filled(listing: Listing, seen: Sighting) -> Listing:
    missing = {
        name: value
        for name in _ONCE_SHOWN
        if getattr(listing, name) is None and (value := getattr(seen, name)) is not None
    }
    return listing.model_copy(update=missing) if missing else listing


def _batches(item_ids: Iterable[str]) -> Iterator[list[str]]:
    every = list(dict.fromkeys(item_ids))
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]


def _among(item_ids: list[str]) -> tuple[str, list[str]]:
    return f"WHERE item_id IN ({','.join('?' * len(item_ids))})", item_ids


def _contains(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
