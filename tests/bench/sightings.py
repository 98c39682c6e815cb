"""POST /api/v1/pages with a page of 60 cards never seen before, with 0, 10,000 and 200,000 sightings stored."""

import tempfile
from pathlib import Path

import psutil

from markwarden.serving import Server
from markwarden.settings import ROWS, Settings
from markwarden.sightings import Sightings
from markwarden.store import SqliteStore
from markwarden_schema.listing import Listing, SellerRef
from markwarden_schema.page import Page, PageKind
from tests.bench.tables import median, p95, table, timed
from tests.bench.words import made_titles
from tests.conftest import fill
from tests.kit.client import Client
from tests.kit.pages import SEARCH_URL, Goods, search_page

STORED = (0, 10_000, 200_000)
PAGES = 60


def main() -> None:
    bodies = [_page(number) for number in range(PAGES)]
    medians: list[float] = []
    rows = []
    for count in STORED:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            fill(folder)
            _store(folder, count)
            size = (folder / ROWS).stat().st_size / 2**20
            with Server(Settings(data_dir=folder, port=0)) as server:
                client = Client(server)
                client.pair()
                for number in range(5):
                    client.ask("POST", "/pages", _page(PAGES + number))
                fresh = iter(bodies)
                times = timed(lambda: client.ask("POST", "/pages", next(fresh)), PAGES)
                again = timed(lambda: client.ask("POST", "/pages", bodies[0]), PAGES)
                memory = psutil.Process().memory_info().rss / 2**20
        medians.append(median(times))
        rows.append([f"{count:,}", f"{median(times):.1f}", f"{p95(times):.1f}", f"{median(again):.1f}", f"{median(times) / medians[0]:.2f}", f"{size:.1f}", f"{memory:.0f}"])  # fmt: skip
    table(["stored", "new page ms", "p95", "again ms", "ratio", "file MB", "process MB"], rows)


def _page(number: int) -> dict[str, object]:
    titles = made_titles(60, number)
    # Ids all over the range that is stored: neighbours would share a page of the index.
    goods = [Goods((number * 60 + n) * 1_000_003 % 1_580_000_000, title) for n, title in enumerate(titles)]
    return {"url": SEARCH_URL, "html": search_page(goods), "fragment": False}


def _store(folder: Path, count: int) -> None:
    store = SqliteStore(folder / ROWS)
    sightings = Sightings(store)
    titles = made_titles(1_000, 0)
    step = 2_000
    for start in range(0, count, step):
        listings = [
            Listing(
                item_id=str(1005000000000000 + n * 7919),
                title=titles[n % 1_000],
                url=f"https://www.aliexpress.com/item/{1005000000000000 + n * 7919}.html",
                seller=SellerRef(id=str(1100000000 + n % 5_000), name=f"Store {n % 5_000}") if n % 3 == 0 else None,
                images=[f"https://ae-pic-a1.aliexpress-media.com/kf/S{n:032x}X.jpg"],
            )
            for n in range(start, min(count, start + step))
        ]
        sightings.record(Page(kind=PageKind.SEARCH, readable=True, listings=listings))
    store.close()
