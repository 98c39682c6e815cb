"""Real brand names, titles and observed spellings; empty lists where the real data is not there."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from markwarden.pages import read_page
from markwarden.registry.sample import sample_registry
from tests.real.conftest import SHARED

DATA = SHARED / "data"


def _rows(name: str, delimiter: str = ",") -> Iterator[dict[str, str]]:
    path: Path = DATA / name
    if path.is_file():
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            yield from csv.DictReader(file, delimiter=delimiter)


def brand_names() -> list[str]:
    """Latin brand names of at least four letters, each once."""
    names: dict[str, str] = {}
    for source, column in (("brands/freight_sensitive_brands_zh_en.csv", "brand_en"), ("brands/fashion_brand_variants_ja.csv", "brand"), ("brands/nsi_shop_brands_wikidata.csv", "brand"), ("brands/simple_icons_brands.csv", "title")):  # fmt: skip
        for row in _rows(source):
            name = (row.get(column) or "").strip()
            if name.isascii() and 4 <= len(name) <= 30 and sum(map(str.isalpha, name)) >= 4:
                names.setdefault(name.lower(), name)
    return list(names.values())


def listing_titles() -> list[str]:
    """Real AliExpress titles, each once."""
    titles: dict[str, None] = {}
    for path in sorted((DATA / "listings").glob("*.csv")) if DATA.is_dir() else []:
        for row in _rows(f"listings/{path.name}"):
            if row.get("title"):
                titles[" ".join(row["title"].split())] = None
    return list(titles)


def observed_spellings() -> list[dict[str, str]]:
    """brand, spelling, tactic, false_alarm_risk, as met at sellers."""
    return list(_rows("obfuscation/observed_spellings.tsv", "\t"))


_DEVICES = re.compile(r"iphone|ipad|samsung|xiaomi|apple|airpods|macbook|playstation|sony|dyson|bmw|huawei|jbl|canon|nintendo|lego|tesla|toyota|garmin|gopro|dji|bosch|makita|philips|braun", re.IGNORECASE)  # fmt: skip


def device_titles() -> list[str]:
    """Real titles, of lists and of saved pages, that name a maker of devices."""
    titles = dict.fromkeys(listing_titles())
    for path in sorted((SHARED / "pages").glob("*/*.html")) if SHARED.is_dir() else []:
        page = read_page(path.read_text("utf-8", errors="replace"), "https://www.aliexpress.com/w/wholesale-x.html")
        titles |= dict.fromkeys(" ".join(listing.title.split()) for listing in page.listings if listing.title)
    return [title for title in titles if _DEVICES.search(title)]


def replica_titles() -> list[str]:
    """Titles of replica catalogues that name a brand of the sample registry as a whole word."""
    marks = {right.mark.lower() for brand in sample_registry().document.brands for right in brand.rights if right.kind == "trademark" and right.mark}  # fmt: skip
    rows = [*_rows("obfuscation/replica_listings_cnfansfinds.csv"), *_rows("obfuscation/replica_listings_kakobuylinki.csv")]  # fmt: skip
    titles = dict.fromkeys(row["title"] for row in rows if row.get("title"))
    return [title for title in titles if any(re.search(rf"\b{re.escape(mark)}\b", title.lower()) for mark in marks)]
