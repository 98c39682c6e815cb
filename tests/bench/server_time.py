"""POST /api/v1/pages with a page of 60 cards, through waitress and a real socket."""

import tempfile
from pathlib import Path

import numpy as np
import psutil
from rapidfuzz import fuzz, process

from markwarden.registry import LoadedRegistry, Registry
from markwarden.serving import Server
from markwarden.settings import Settings
from markwarden.store import BlobStore, TinyStore
from tests.bench.registries import made_marks, registry_of
from tests.bench.tables import median, p95, table, timed
from tests.bench.words import made_titles
from tests.kit.client import Client
from tests.kit.pages import SEARCH_URL, search_page, some_goods

PAGES = 40


def main() -> None:
    rows = []
    for count in (1_000, 10_000):
        marks = made_marks(count)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            Registry(TinyStore(folder), BlobStore(folder / "blobs")).take_over(LoadedRegistry(registry_of(marks)))
            with Server(Settings(data_dir=folder, port=0)) as server:
                client = Client(server)
                client.pair()
                pages = [search_page(some_goods(60, tuple(made_titles(60, page)))) for page in range(PAGES)]
                bodies = iter([{"url": SEARCH_URL, "html": html, "fragment": False} for html in pages])
                new = timed(lambda: client.ask("POST", "/pages", next(bodies)), PAGES)
                body = {"url": SEARCH_URL, "html": pages[0], "fragment": False}
                again = timed(lambda: client.ask("POST", "/pages", body), PAGES)
                memory = psutil.Process().memory_info().rss / 2**20
        lowered, titles = [mark.lower() for mark in marks], [title.lower() for title in made_titles(60, 0)]
        naive = timed(
            lambda: process.cdist(titles, lowered, scorer=fuzz.partial_ratio, score_cutoff=90, dtype=np.uint8), 5
        )
        rows.append([f"{count:,}", f"{median(new):.0f}", f"{p95(new):.0f}", f"{median(again):.0f}", f"{p95(again):.0f}", f"{median(naive):.0f}", f"{p95(naive):.0f}", f"{memory:.0f}"])  # fmt: skip
    table(["marks", "new page ms", "p95", "again ms", "p95", "rapidfuzz all marks ms", "p95", "process MB"], rows)
