"""One action keeps the page: pictured, sent, sealed, in a real window of a real Chromium."""

import io
import json
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from markwarden.evidence import verify
from markwarden.evidence.dossier.wacz import wacz
from markwarden.evidence.redaction import found_boxes
from markwarden.extension import extension_path
from markwarden.pairing import new_code
from markwarden.serving import Server
from markwarden.settings import Settings
from markwarden_schema.record import FileKind, Record
from tests.conftest import fill, filled_server
from tests.kit.browser import PATIENCE, Eyes, ask_worker, chromium, keep, pair_by_hand, paired, until
from tests.kit.client import Client
from tests.kit.pages import SEARCH_URL, item_page, search_page, some_goods
from tests.kit.replay import Replay
from tests.kit.side_panel import SidePanel
from tests.kit.site import Site

GOODS = some_goods(24, ("Linen dress", "N1ke shoes", "Gucci belt"))
ITEM_URL = f"https://www.aliexpress.com/item/{GOODS[1].item_id}.html"
LOOK = (
    "<style>header.bar{position:fixed;inset:0 0 auto 0;height:60px;background:rgb(200,0,200);z-index:5}"
    ".stripe{height:97px;font:40px monospace} .sticky{position:sticky;top:80px;background:rgb(0,200,200);height:50px}</style>"
)


def long_page(body: str, height: int = 2600) -> str:
    """A page with a bar that is fixed, a part that sticks, and stripes each unlike the others."""
    stripes = "".join(
        f'<div class="stripe" style="background:hsl({n * 47 % 360} 60% {40 + n % 5 * 10}%)">row {n}</div>'
        for n in range(height // 97)
    )
    return body.replace("<body", f"{LOOK}<body", 1).replace(
        "</body>", f'<header class="bar">cart 3</header><div class="sticky">price</div>{stripes}</body>'
    )


@pytest.fixture(scope="module")
def evidence_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with filled_server(tmp_path_factory.mktemp("evidence")) as running:
        yield running


@pytest.fixture(scope="module")
def window(
    playwright: Playwright, site: Site, evidence_server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """A browser with a real window: what it pictures is what it shows."""
    profile = tmp_path_factory.mktemp("profile")
    with paired(playwright, profile, site, evidence_server, window=(1400, 900)) as running:
        yield running


@pytest.fixture
def tab(window: BrowserContext) -> Iterator[Page]:
    opened = window.new_page()
    yield opened
    opened.close()


def captured(panel: SidePanel, page: Page, server: Server) -> tuple[Path, Record]:
    """The package that a click in the panel leads to."""
    panel.click("#capture-do")
    return finished(panel, page, server)


def finished(panel: SidePanel, page: Page, server: Server) -> tuple[Path, Record]:
    text = until(
        lambda: (
            (shown := panel.js("document.getElementById('capture-text').innerText"))
            and "Keeping" not in shown
            and shown
        )
    )
    assert "Kept as evidence" in text, text
    package = (
        server.settings.data_dir
        / "evidence/packages"
        / next(word.strip(".") for word in text.split() if word[:2] == "20")
    )
    return package, Record.model_validate_json((package / "data/record.json").read_bytes())


def opened(page: Page, url: str) -> SidePanel:
    page.goto(url)
    Eyes(page)
    until(lambda: Eyes(page).badges())
    return SidePanel(page)


def test_item_page_is_kept_whole(tab: Page, site: Site, evidence_server: Server) -> None:
    panel = opened(tab, site.put(ITEM_URL, long_page(item_page(GOODS[1], GOODS[2:6]))) + "?buyer_id=77665544&spm=a2g")
    before = tab.evaluate("document.documentElement.outerHTML")
    tab.evaluate("scrollTo(0, 333)")
    package, record = captured(panel, tab, evidence_server)
    assert record.missing == []
    result = verify(package)
    assert result.sound, result.problems
    kinds = {file.kind for file in record.files}
    assert kinds == set(FileKind) - {FileKind.SUPPLIED, FileKind.COMPARISON}
    assert record.address.shown == ITEM_URL
    assert "77665544" in str(record.address.original)
    assert record.page is not None
    assert record.page.listings[0].assessment.level.value == "high"
    # The page is as it was, and nothing of ours is in what was kept.
    assert tab.evaluate("scrollY") == 333
    assert (
        tab.evaluate("document.documentElement.outerHTML").replace("<markwarden-notice></markwarden-notice>", "")
        == before
    )
    document = (package / "data/page/document.html.txt").read_text("utf-8")
    assert "markwarden" not in document
    assert "visibility" not in document.partition("</style>")[2]
    mhtml = message_from_bytes((package / "data/page/page.mhtml").read_bytes())
    assert str(mhtml["Snapshot-Content-Location"]).startswith(ITEM_URL)
    assert b"markwarden" not in (package / "data/page/page.mhtml").read_bytes()


def test_full_picture_shows_every_row_once(tab: Page, site: Site, evidence_server: Server) -> None:
    panel = opened(tab, site.put(ITEM_URL, long_page(item_page(GOODS[1]))))
    package, record = captured(panel, tab, evidence_server)
    [full] = [file for file in record.files if file.kind is FileKind.FULL]
    assert record.screen is not None
    assert full.height == record.screen.page_height
    pixels = np.asarray(Image.open(package / full.path)).astype(int)
    purple = (abs(pixels - [200, 0, 200]).max(axis=2) < 30).any(axis=1)
    assert purple[:60].mean() > 0.8  # the fixed bar: on the first window,
    assert not purple[70:].any()  # and never again
    cyan = (abs(pixels - [0, 200, 200]).max(axis=2) < 30).mean(axis=1) > 0.5
    assert 40 <= cyan.sum() <= 60  # the sticky part: once, in its place
    shots = tab.evaluate(
        "Array.from(document.querySelectorAll('.stripe'), (e) => Math.round(e.getBoundingClientRect().top + scrollY + 90))"
    )
    wanted = tab.evaluate(
        "Array.from(document.querySelectorAll('.stripe'), (e) => getComputedStyle(e).backgroundColor)"
    )
    for y, colour in zip(shots, wanted, strict=True):
        rgb = [int(part) for part in colour[4:-1].split(",")]
        assert abs(pixels[y, 700] - rgb).max() < 40, (y, colour)


def test_overlay_is_on_no_picture_and_back_afterwards(tab: Page, site: Site, evidence_server: Server) -> None:
    panel = opened(tab, site.put(SEARCH_URL, search_page(GOODS, shown=24)))
    eyes = Eyes(tab)
    eyes.wait_for_badges(24)
    package, _ = captured(panel, tab, evidence_server)
    pixels = np.asarray(
        Image.open(io.BytesIO((package / "data/screen/visible.png").read_bytes())).convert("RGB")
    ).astype(int)
    assert not (abs(pixels - [179, 20, 28]).max(axis=2) < 10).any()  # the red of a badge
    assert len(eyes.badges()) == 24
    assert "Kept as evidence" in eyes.notice()


def test_key_starts_it(tab: Page, site: Site, evidence_server: Server) -> None:
    panel = opened(tab, site.put(SEARCH_URL, search_page(GOODS[:4], shown=4)))
    until(lambda: panel.js("!document.getElementById('capture').hidden"))
    panel.press("e")
    _, record = finished(panel, tab, evidence_server)
    assert record.way is not None
    assert record.way.value == "panel"
    # The same key on a badge: the toolbar button let the extension picture this tab.
    before = panel.js("document.getElementById('capture-text').innerText")
    tab.bring_to_front()
    Eyes(tab).focus(1)
    tab.keyboard.press("e")
    until(lambda: panel.js("document.getElementById('capture-text').innerText") != before)
    _, again = finished(panel, tab, evidence_server)
    assert again.way is not None
    assert again.way.value == "badge"


def test_lazy_pictures_are_loaded_first(tab: Page, site: Site, evidence_server: Server) -> None:
    lazy = '<img loading="lazy" width="400" height="300" src="https://ae01.alicdn.com/kf/S99999999999999999999999999999999L.jpg" class="lazy">'
    panel = opened(tab, site.put(ITEM_URL, long_page(item_page(GOODS[1]).replace("</body>", f'<div style="height:6000px"></div>{lazy}</body>'), 200)))  # fmt: skip
    assert "ae01.alicdn.com/kf/S99999999999999999999999999999999L.jpg" not in site.asked
    _, record = captured(panel, tab, evidence_server)
    assert "ae01.alicdn.com/kf/S99999999999999999999999999999999L.jpg" in site.asked
    assert record.missing == []


def test_picture_that_is_gone_is_named(tab: Page, site: Site, evidence_server: Server) -> None:
    goods = GOODS[1]
    page = item_page(goods)
    site.put(goods.picture, b"gone")
    try:
        panel = opened(tab, site.put(ITEM_URL, long_page(page)))
        _, record = captured(panel, tab, evidence_server)
    finally:
        del site.pages[goods.picture.removeprefix("https://")]
    assert any(one.what == "image-000" for one in record.missing), record.missing


def test_without_a_gesture_it_says_what_to_do(
    tab: Page, site: Site, window: BrowserContext, evidence_server: Server
) -> None:
    tab.goto(site.put("https://www.aliexpress.us/w/wholesale-others.html", search_page(GOODS[:4], shown=4)))
    eyes = Eyes(tab)
    eyes.wait_for_badges(4)
    finder = window.new_page()
    finder.goto("https://www.aliexpress.com/favicon.ico")
    finder.close()
    tab.bring_to_front()
    worker = window.service_workers[0]
    number = worker.evaluate("async (url) => (await chrome.tabs.query({url: url + '*'}))[0].id", tab.url)
    ask = "(tab) => chrome.runtime.getContexts({}).then(() => tab)"
    assert worker.evaluate(ask, number) == number
    before = len(list((evidence_server.settings.data_dir / "evidence/packages").iterdir()))
    asking = window.new_page()
    asking.goto("chrome-extension://" + worker.url.split("/")[2] + "/icons/icon.svg")
    tab.bring_to_front()
    asking.evaluate("(tab) => chrome.runtime.sendMessage({type: 'capture', tab})", number)
    assert "toolbar button" in until(eyes.notice)
    asking.close()
    tab.evaluate("document.querySelector('markwarden-notice').remove()")
    eyes.focus(1)
    tab.keyboard.press("e")
    assert "toolbar button" in until(eyes.notice)
    assert len(list((evidence_server.settings.data_dir / "evidence/packages").iterdir())) == before


def test_server_that_is_gone_for_a_while(playwright: Playwright, site: Site, tmp_path: Path) -> None:
    """It is stopped in the middle of a capture and started again: the worker waits, and nothing is lost."""
    fill(tmp_path / "data")
    first = Server(Settings(data_dir=tmp_path / "data", port=0)).start()
    with chromium(playwright, tmp_path / "profile", site, extension_path(), window=(1400, 900)) as context:
        pair_by_hand(context, Client(first), new_code(tmp_path / "data"))
        page = context.new_page()
        panel = opened(page, site.put(ITEM_URL, long_page(item_page(GOODS[1]), 6000)))
        panel.click("#capture-do")
        until(lambda: list((tmp_path / "data/evidence/incoming").glob("*/strip-001.json")))
        first.stop()
        with Server(Settings(data_dir=tmp_path / "data", port=first.port)) as second:
            package, record = finished(panel, page, second)
            assert record.missing == []
            assert verify(package).sound
            state = Client(second, None)
            assert state.ask("GET", "/captures").status == 401


def test_state_of_a_tab_knows_its_capture(
    tab: Page, site: Site, evidence_server: Server, window: BrowserContext
) -> None:
    panel = opened(tab, site.put(SEARCH_URL, search_page(GOODS[:4], shown=4)))
    package, _ = captured(panel, tab, evidence_server)
    number = window.service_workers[0].evaluate(
        "async (url) => (await chrome.tabs.query({url: url + '*'}))[0].id", tab.url
    )
    state = ask_worker(window, {"type": "state", "tab": number})
    assert state["capture"] == {
        "stage": "done",
        "id": package.name,
        "missing": json.loads(json.dumps(state["capture"]["missing"])),
    }


def test_what_is_the_reviewers_own_is_found(tab: Page, site: Site, evidence_server: Server) -> None:
    """Built as the pages of 2018 to 2026 are: the first words of the class names, links, greetings."""
    head = (
        '<div style="display:flex;gap:20px;height:50px"><div class="my-account--menuItem--1G"><span>Welcome</span> Anna</div>'
        '<div class="ship-to--menuItem--Wd">EN / Musterstr. 1</div><div class="shop-cart--menuItem--1W">3</div>'
        '<p style="margin:0">Deliver to Berlin, 10115</p><a href="//www.aliexpress.com/p/trade/cart.html">cart</a><b>Hello kitty bag</b></div>'
    )
    body = item_page(GOODS[1])
    at = body.index(">", body.index("<body")) + 1
    panel = opened(tab, site.put(ITEM_URL, long_page(body[:at] + head + body[at:])))
    _, record = captured(panel, tab, evidence_server)
    found = {(one.picture, one.what) for one in record.personal}
    assert found >= {(picture, what) for picture in ("visible", "full") for what in ("name", "address", "cart")}
    boxes = found_boxes(record)
    assert {box.why for box in boxes} >= {"name", "address", "cart"}
    name = next(one for one in record.personal if one.picture == "full" and one.what == "name")
    real = tab.evaluate("(() => { const r = document.querySelector('.my-account--menuItem--1G').getBoundingClientRect(); return [r.x + scrollX, r.y + scrollY, r.width, r.height]; })()")  # fmt: skip
    assert [name.x, name.y, name.width, name.height] == pytest.approx(real, abs=1)


def test_web_archive_shows_the_page_again_in_replayweb(
    playwright: Playwright, tab: Page, site: Site, evidence_server: Server, tmp_path: Path
) -> None:
    """ReplayWeb.page itself, from its package, in a browser without the extension: the page with its pictures and styles, and
    nothing asked of the network."""
    panel = opened(tab, site.put(ITEM_URL, long_page(item_page(GOODS[1], GOODS[2:6]))) + "?spm=a2g")
    package, record = captured(panel, tab, evidence_server)
    (served := tmp_path / "served").mkdir()
    with (
        Replay(served, wacz(record, (package / "data/page/page.mhtml").read_bytes())) as replay,
        chromium(playwright, tmp_path / "profile", site, None) as elsewhere,
    ):
        site.asked.clear()
        again = elsewhere.new_page()
        again.goto(replay.url(str(record.address.original)))
        # Looked up anew at each step: ReplayWeb.page may load its frames again while it starts.
        shown = again.frame_locator("replay-web-page iframe").frame_locator("iframe.iframe-main")
        expect(shown.locator("body")).to_contain_text(GOODS[1].title, timeout=PATIENCE * 1000)
        expect(shown.locator(".stripe").last).to_have_text(f"row {2600 // 97 - 1}")
        expect(shown.locator("header.bar")).to_have_css("background-color", "rgb(200, 0, 200)")
        drawn = "(all) => all.filter((image) => image.complete && image.naturalWidth).map((image) => image.src)"
        until(lambda: any(GOODS[1].key in source for source in shown.locator("img").evaluate_all(drawn)))
        keep(again, "replayweb")
        assert [one for one in site.asked if "aliexpress" in one or "alicdn" in one] == []


def test_part_that_is_too_large_costs_that_part_only(
    tab: Page, site: Site, window: BrowserContext, evidence_server: Server
) -> None:
    """A page whose archive is larger than the server takes: named, not passed over, and all else is sealed."""
    panel = opened(tab, site.put(SEARCH_URL, search_page(GOODS[:4], shown=4)))
    worker = window.service_workers[0]
    worker.evaluate(
        "() => { globalThis.before = chrome.pageCapture.saveAsMHTML; chrome.pageCapture.saveAsMHTML = async (tab) => {"
        " const made = await globalThis.before.call(chrome.pageCapture, tab); return new Blob([made, new Uint8Array(129 * 2 ** 20)]); }; }"
    )
    try:
        package, record = captured(panel, tab, evidence_server)
    finally:
        worker.evaluate("() => { chrome.pageCapture.saveAsMHTML = globalThis.before; }")
    [one] = record.missing
    assert one.what == "mhtml"
    assert "larger than the server takes" in one.why
    assert verify(package).sound
    assert {file.kind for file in record.files} >= {FileKind.VISIBLE, FileKind.FULL, FileKind.DOM}
