"""What is read from the real saved pages: listings, and the share with each field."""

import time

from markwarden.pages.saved import read_saved
from tests.bench.tables import table
from tests.real.conftest import SHARED, real_pages

FIELDS = ("in_dom", "title", "price", "images", "seller", "sold", "rating")


def main() -> None:
    pages = real_pages("search", "category", "item", "other", "store")
    if not pages:
        print(f"skipped: no real pages at {SHARED}")
        return
    rows = []
    for path in pages:
        started = time.perf_counter()
        page = read_saved(path)
        took = (time.perf_counter() - started) * 1000
        counts = [sum(bool(getattr(listing, name)) for listing in page.listings) for name in FIELDS]
        rows.append([path.stem[-50:], page.kind.value, page.locale, page.reason.value if page.reason else "", len(page.listings), *counts, f"{took:.0f}"])  # fmt: skip
    table(["page", "kind", "locale", "unreadable", "listings", *FIELDS, "ms"], rows)
