"""A page of 60 titles against 1,000, 10,000 and 100,000 marks."""

import time

import numpy as np
import psutil
from rapidfuzz import fuzz, process

from markwarden.matching import Engine
from markwarden_schema.listing import Listing
from markwarden_schema.registry import FORMAT, RegistryDocument, Trademark
from tests.bench.registries import made_marks, registry_of
from tests.bench.tables import median, p95, table, timed
from tests.bench.words import made_titles

PAGES = 30


def windows_of(title: str) -> list[str]:
    """Runs of one to three words: what the peer compares with every mark."""
    words = title.split()
    return [" ".join(words[first : first + size]) for size in (1, 2, 3) for first in range(len(words) - size + 1)]


def adding(engine: Engine, document: RegistryDocument, times: int) -> list[float]:
    """Seconds that a mark takes until it is found, each in the brand that a reviewer opened; one after the other."""
    out = []
    brands = list(document.brands)
    for number, name in enumerate(made_marks(times, seed=99)):
        mark = Trademark(kind="trademark", id=f"new{number}", mark=name)
        brand = brands[number].model_copy(update={"rights": [*brands[number].rights, mark]})
        brands = [*brands[:number], brand, *brands[number + 1 :]]
        changed = RegistryDocument.model_construct(format=FORMAT, brands=brands)
        started = time.perf_counter()
        engine = engine.updated(changed)
        out.append(time.perf_counter() - started)
        (one,) = engine.assess([Listing(item_id="0", title=f"{name} shoes")])
        assert any(signal.right == mark.id for signal in one.signals), name
    return out


def main() -> None:
    rows = []
    for count in (1_000, 10_000, 100_000):
        marks = made_marks(count)
        document = registry_of(marks)
        before = psutil.Process().memory_info().rss
        started = time.perf_counter()
        engine = Engine.build(document)
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
        windows = sorted({window for title in titles for window in windows_of(title)})
        peer = timed(
            lambda: process.cdist(windows, lowered, scorer=fuzz.ratio, score_cutoff=85, dtype=np.uint8, workers=1), 3
        )
        added = [one * 1000 for one in adding(engine, document, 40)]
        rows.append(
            [f"{count:,}", f"{built:.1f}", f"{memory:.0f}", f"{median(cold):.1f}", f"{p95(cold):.0f}", f"{median(again):.1f}", f"{median(naive):.0f}", f"{median(peer):.0f}", f"{median(peer) / median(cold):.0f}×", f"{median(added):.1f}", f"{max(added):.0f}"]
        )  # fmt: skip
    table(["marks", "build s", "MB", "new page ms (median)", "(p95)", "page again ms", "partial_ratio ms", "cdist of 1–3-word windows ms", "ratio", "one mark added ms", "(longest of 40)"], rows)  # fmt: skip
