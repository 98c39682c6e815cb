"""A page of 60 titles against 1,000, 10,000 and 100,000 marks."""

import time

import numpy as np
import psutil
from rapidfuzz import fuzz, process

from markwarden.matching import Engine
from markwarden_schema.listing import Listing
from tests.bench.registries import made_marks, registry_of
from tests.bench.tables import median, p95, table, timed
from tests.bench.words import made_titles

PAGES = 30


def main() -> None:
    rows = []
    for count in (1_000, 10_000, 100_000):
        marks = made_marks(count)
        before = psutil.Process().memory_info().rss
        started = time.perf_counter()
        engine = Engine.build(registry_of(marks))
        built = time.perf_counter() - started
        memory = (psutil.Process().memory_info().rss - before) / 2**20
        engine.assess([Listing(item_id="0", title="warm up")])
        pages = [
            [Listing(item_id=str(n), title=title) for n, title in enumerate(made_titles(60, page))]
            for page in range(PAGES)
        ]
        queue = iter(pages)
        cold = timed(lambda: engine.assess(next(queue)), PAGES)
        again = timed(lambda: engine.assess(pages[0]), PAGES)
        lowered = [mark.lower() for mark in marks]
        titles = [str(listing.title).lower() for listing in pages[0]]
        naive = timed(
            lambda: process.cdist(titles, lowered, scorer=fuzz.partial_ratio, score_cutoff=90, dtype=np.uint8), 3
        )
        rows.append(
            [f"{count:,}", f"{built:.1f}", f"{memory:.0f}", f"{median(cold):.0f}", f"{p95(cold):.0f}", f"{median(again):.1f}", f"{median(naive):.0f}", f"{median(naive) / median(cold):.0f}×"]
        )  # fmt: skip
    table(["marks", "build s", "MB", "new page ms (median)", "(p95)", "page again ms", "rapidfuzz partial_ratio, all marks, ms", "ratio"], rows)  # fmt: skip
