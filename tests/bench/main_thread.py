"""Main-thread time that the extension adds to a page of 60 cards and to a scroll of 60 more, and its longest task."""

import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright

from markwarden.extension import extension_path
from markwarden.pairing import new_code
from markwarden.serving import Server
from markwarden.settings import Settings
from tests.bench.tables import median, table
from tests.bench.words import made_titles
from tests.conftest import fill
from tests.kit.browser import Eyes, chromium, pair_by_hand
from tests.kit.client import Client
from tests.kit.pages import SEARCH_URL, card, search_page, some_goods
from tests.kit.site import Site

RUNS = 7
OBSERVE = """
  window.longest = 0; window.long = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) { window.long += 1; window.longest = Math.max(window.longest, entry.duration); } })
    .observe({type: "longtask", buffered: true});
"""


def main() -> None:
    goods = some_goods(120, tuple(made_titles(120)))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        fill(folder / "data")
        with (
            Server(Settings(data_dir=folder / "data", port=0)) as server,
            Site(folder) as site,
            chromium(playwright, folder / "with", site, extension_path()) as paired,
        ):
            pair_by_hand(paired, Client(server), new_code(folder / "data"))
            site.put(SEARCH_URL, search_page(goods[:60], shown=60))
            added = "".join(map(card, goods[60:]))
            rows = [["with the extension", *_measured(paired, added, badges=True)]]
            with chromium(playwright, folder / "without", site, None) as bare:
                rows.append(["without it", *_measured(bare, added, badges=False)])
        table(
            ["", "60 cards: busy ms", "longest task ms", "60 more: busy ms", "longest task ms"],
            rows,
        )


def _measured(context: BrowserContext, added: str, *, badges: bool) -> list[str]:
    figures: list[list[float]] = [[], [], [], []]
    for _ in range(RUNS):
        page = context.new_page()
        page.add_init_script(OBSERVE)
        session = context.new_cdp_session(page)
        session.send("Performance.enable")
        page.goto(SEARCH_URL)
        eyes = Eyes(page)
        if badges:
            eyes.wait_for_badges(60)
        else:
            page.wait_for_load_state("networkidle")
        first = _spent(session)
        figures[0].append(first)
        figures[1].append(page.evaluate("window.longest"))
        page.evaluate("window.longest = 0")
        before = _spent(session)
        page.evaluate("(html) => document.getElementById('card-list').insertAdjacentHTML('beforeend', html)", added)
        if badges:
            eyes.wait_for_badges(120)
        else:
            page.wait_for_timeout(300)
        figures[2].append(_spent(session) - before)
        figures[3].append(page.evaluate("window.longest"))
        page.close()
    return [f"{median(sorted(values)):.0f}" for values in figures]


def _spent(session: Any) -> float:
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"]) * 1000
