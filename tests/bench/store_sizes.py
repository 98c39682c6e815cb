"""Insert and get at 1,000, 10,000 and 100,000 documents of ~550 bytes: ours beside TinyDB's default and CachingMiddleware."""

import tempfile
from pathlib import Path

from tinydb import TinyDB, where
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import JSONStorage

from markwarden.sightings import Sightings
from markwarden.store import SqliteStore, TinyStore
from markwarden_schema.listing import Listing
from markwarden_schema.page import Page, PageKind
from tests.bench.tables import median, table, timed

SIZES = (1_000, 10_000, 100_000)
TIMES = 7


def _document(number: int) -> dict[str, object]:
    return {"id": str(number), "name": f"Brand {number}", "note": "x" * 500}


def main() -> None:
    rows = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            cells = [f"{size:,}"]
            for kind, storage in (("default", JSONStorage), ("caching", CachingMiddleware(JSONStorage))):
                database = TinyDB(folder / f"{kind}.json", storage=storage)
                database.insert_multiple(_document(number) for number in range(size))
                cells += _measured(
                    database.insert, lambda number, database=database: database.get(where("id") == str(number)), size
                )
                database.close()
            ours = TinyStore(folder).collection("things")
            ours.replace_all(_document(number) for number in range(size))
            cells += _measured(ours.put, lambda number: ours.get(str(number)), size)
            store = SqliteStore(folder / "rows.sqlite3")
            sightings = Sightings(store)
            pages = [Listing(item_id=str(number), title="x" * 500) for number in range(size)]
            sightings.record(Page(kind=PageKind.SEARCH, readable=True, listings=pages))
            cells += _measured(
                lambda document: sightings.record(
                    Page(
                        kind=PageKind.SEARCH,
                        readable=True,
                        listings=[Listing(item_id=str(document["id"]), title="x" * 500)],
                    )
                ),
                lambda number: sightings.get(str(number)),
                size,
            )
            store.close()
            rows.append(cells)
    kinds = ("TinyDB default", "TinyDB caching (not durable)", "our TinyStore (fsync)", "our SQLite (fsync)")
    table(["documents", *(f"{kind}, {what} ms" for kind in kinds for what in ("put", "get"))], rows)


def _measured(put: object, get: object, size: int) -> list[str]:
    numbers = iter(range(size, size + TIMES))
    put_ms = median(timed(lambda: put(_document(next(numbers))), TIMES))  # type: ignore[operator]
    get_ms = median(timed(lambda: get(size // 2), TIMES))  # type: ignore[operator]
    return [f"{put_ms:.2f}", f"{get_ms:.3f}"]
