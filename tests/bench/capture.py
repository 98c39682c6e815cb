"""What a capture takes and weighs: 60 cards, an item, 30,000 pixels; by the side panel and by the shortcut; headless and in a window.

The peer is Chromium's debugger by way of Playwright: one full-page picture and the document, without digests, package or server.
"""

import io
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from markwarden.evidence import verify
from markwarden.extension import extension_path
from markwarden.pairing import new_code
from markwarden.serving import Server
from markwarden.settings import Settings
from tests.bench.tables import table
from tests.conftest import fill
from tests.kit.browser import Eyes, chromium, pair_by_hand, until
from tests.kit.client import Client
from tests.kit.pages import SEARCH_URL, item_page, search_page, some_goods
from tests.kit.side_panel import SidePanel
from tests.kit.site import Site

GOODS = some_goods(400)
ITEM_URL = f"https://www.aliexpress.com/item/{GOODS[0].item_id}.html"
LONG_URL = "https://www.aliexpress.com/w/wholesale-long.html"
WINDOW = (1400, 1000)


def main() -> None:
    rows = _measured(headless=True)
    with _display() as display:
        if display is None:
            print("no Xvfb: captures in a window are not measured")
        else:
            rows += _measured(headless=False)
    table(
        ["browser", "page", "pixels", "begun by", "seconds", "MB", "files", "missing", "sound", "debugger s", "MB"],
        rows,
    )


def _pages(site: Site) -> dict[str, str]:
    noise = np.random.default_rng(1).integers(0, 255, (60, 60, 3), dtype=np.uint8)
    made = io.BytesIO()
    Image.fromarray(noise).resize((800, 800)).save(made, "JPEG", quality=85)
    photo = made.getvalue()
    for goods in GOODS:
        site.put(goods.picture, photo)
        site.put(f"https:{goods.thumbnail}", photo)
    body = item_page(GOODS[0], GOODS[1:21])
    tall = "<style>body{min-height:5200px} .more{display:grid;grid-template-columns:repeat(4,1fr)} img{max-width:300px}</style>"
    return {
        "search, 60 cards": site.put(SEARCH_URL, search_page(GOODS[:60], shown=60)),
        "item": site.put(ITEM_URL, body.replace("</head>", f"{tall}</head>", 1) if "</head>" in body else tall + body),
        "30,000 px": site.put(LONG_URL, search_page(GOODS[:296], shown=296)),
    }


def _measured(*, headless: bool) -> list[list[str]]:
    rows = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        fill(folder / "data")
        with (
            Server(Settings(data_dir=folder / "data", port=0)) as server,
            Site(folder) as site,
            chromium(
                playwright, folder / "profile", site, extension_path(), window=WINDOW, headless=headless
            ) as context,
        ):
            pair_by_hand(context, Client(server), new_code(folder / "data"))
            for title, url in _pages(site).items():
                for way in ("panel", "shortcut"):
                    page = context.new_page()
                    page.goto(url, wait_until="networkidle")
                    until(Eyes(page).badges)
                    rows.append(
                        ["headless" if headless else "window", title, *_captured(page, server, way), *_debugged(page)]
                    )
                    page.close()
    return rows


def _captured(page: Page, server: Server, way: str) -> list[str]:
    panel = SidePanel(page)
    height = page.evaluate("document.documentElement.scrollHeight")
    packages = server.settings.data_dir / "evidence/packages"
    before = set(packages.iterdir())
    started = time.perf_counter()
    if way == "panel":
        panel.click("#capture-do")
    else:
        # What the shortcut does, whose keys a driven browser does not take: no click of the panel stands behind the pictures.
        panel.js(
            "chrome.tabs.query({active: true}).then(([tab]) => chrome.runtime.sendMessage({type: 'capture', tab: tab.id}))"
        )
    [package] = until(lambda: set(packages.iterdir()) - before, patience=120)
    took = time.perf_counter() - started
    files = [path for path in package.rglob("*") if path.is_file()]
    result = verify(package)
    missing = panel.js("document.querySelectorAll('#capture-missing li').length")
    size = sum(path.stat().st_size for path in files) / 1e6
    return [f"{height:,}", way, f"{took:.1f}", f"{size:.1f}", str(len(files)), str(missing), str(result.sound)]


def _debugged(page: Page) -> list[str]:
    started = time.perf_counter()
    picture, document = page.screenshot(full_page=True), page.content()
    return [f"{time.perf_counter() - started:.1f}", f"{(len(picture) + len(document)) / 1e6:.1f}"]


@contextmanager
def _display() -> Iterator[str | None]:
    """A display of its own for a browser with a window; None where there is no Xvfb."""
    if shutil.which("Xvfb") is None:
        yield None
        return
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    running = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    former = os.environ.get("DISPLAY")
    try:
        with os.fdopen(reading) as told:
            os.environ["DISPLAY"] = f":{told.readline().strip()}"
        yield os.environ["DISPLAY"]
    finally:
        if former is None:
            os.environ.pop("DISPLAY", None)
        else:
            os.environ["DISPLAY"] = former
        running.terminate()
        running.wait(10)
