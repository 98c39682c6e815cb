"""The side panel, the options, the overlay's switch, and every trouble with what to do about it."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from markwarden.extension import extension_path
from markwarden.pairing import new_code
from markwarden.serving import Server
from markwarden.settings import Settings
from tests.conftest import fill
from tests.kit.browser import PAGES, Eyes, ask_worker, axe, chromium, keep, pair_by_hand, until
from tests.kit.client import Client
from tests.kit.pages import CHALLENGE, EMPTY_SHELL, SEARCH_URL, search_page, some_goods
from tests.kit.site import Site

GOODS = some_goods(60, ("Linen dress", "N1ke shoes", "Case for iPhone 15", "Gucci belt", "Addides shoes"))


def panel_of(page: Page) -> Page:
    """The side panel of a tab, opened as a tab of its own."""
    context = page.context
    finder = context.new_page()
    finder.goto(f"{PAGES}/icons/icon.svg")
    tab = finder.evaluate(
        "(url) => chrome.tabs.query({url}).then((tabs) => tabs[0].id)", page.url.split("#")[0].split("?")[0] + "*"
    )
    finder.goto(f"{PAGES}/sidepanel/panel.html?tab={tab}")
    finder.set_viewport_size({"width": 400, "height": 800})
    return finder


@pytest.fixture
def panel(page: Page, eyes: Eyes, site: Site) -> Iterator[Page]:
    """The panel of a search page with badges on it."""
    page.goto(site.put(SEARCH_URL, search_page(GOODS, grow=True)))
    eyes.wait_for_badges(12)
    opened = panel_of(page)
    yield opened
    opened.close()


def test_panel_lists_what_is_flagged_worst_first(panel: Page) -> None:
    rows = panel.locator("#flagged > li > button")
    expect(rows).to_have_count(3)
    text = rows.all_inner_texts()
    assert "Gucci belt" in text[0]
    assert "N1ke shoes" in text[1]
    assert "trademark" in text[0].lower()
    risks = [int(row.split("\n")[0].split()[-1]) for row in text]
    assert risks == sorted(risks, reverse=True)
    expect(panel.locator("#summary")).to_contain_text("12 of 60")
    expect(panel.locator("#counts")).to_contain_text("Clear")
    expect(panel.locator("#words-off")).to_contain_text("not read")


def test_panel_follows_what_scrolls_in(panel: Page, page: Page, eyes: Eyes) -> None:
    page.bring_to_front()
    page.mouse.move(640, 400)
    page.mouse.wheel(0, 20_000)
    eyes.wait_for_badges(24)
    expect(panel.locator("#summary")).to_contain_text("24 of 60")


def test_click_leads_to_the_card(panel: Page, page: Page, eyes: Eyes) -> None:
    page.evaluate("scrollTo(0, 100000)")
    panel.locator("#flagged > li > button", has_text="Gucci").click()
    page.bring_to_front()
    number = [badge.near for badge in eyes.badges()].index(GOODS[3].item_id)
    assert "Gucci" in until(eyes.card)
    x, y = eyes.centre(number)
    assert 0 <= x <= 1280
    assert 0 <= y <= 800


def test_panel_by_keyboard(panel: Page) -> None:
    panel.locator("#flagged > li > button").first.focus()
    panel.keyboard.press("j")
    assert "N1ke" in panel.evaluate("document.activeElement.innerText")
    panel.keyboard.press("ArrowUp")
    assert "Gucci" in panel.evaluate("document.activeElement.innerText")


def test_overlay_is_switched_per_tab(panel: Page, page: Page, eyes: Eyes, context: BrowserContext, site: Site) -> None:
    other = context.new_page()
    other.goto(site.put("https://www.aliexpress.com/w/wholesale-others.html", search_page(GOODS)))
    Eyes(other).wait_for_badges(12)
    panel.get_by_role("button", name="Badges are shown").click()
    eyes.wait_for_badges(0)
    assert len(Eyes(other).badges()) == 12
    page.reload()
    expect(panel.get_by_role("button", name="Badges are hidden")).to_be_visible()
    assert eyes.badges() == []
    panel.get_by_role("button", name="Badges are hidden").click()
    eyes.wait_for_badges(12)
    other.close()


def test_toolbar_counts_what_is_flagged(panel: Page) -> None:
    tab = int(panel.url.split("tab=")[1])
    assert until(lambda: panel.evaluate("(tabId) => chrome.action.getBadgeText({tabId})", tab)) == "3"
    assert "3" in panel.evaluate("(tabId) => chrome.action.getTitle({tabId})", tab)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_panel_is_accessible(panel: Page, scheme: str) -> None:
    panel.emulate_media(color_scheme=scheme)
    expect(panel.locator("#flagged > li > button")).to_have_count(3)
    assert axe(panel) == []
    keep(panel, f"panel-{scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_options_are_accessible(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{PAGES}/options/options.html")
    expect(page.locator("#status")).to_contain_text("Paired")
    assert axe(page) == []
    keep(page, f"options-{scheme}")


@pytest.mark.parametrize(
    ("html", "says"), [(CHALLENGE, "captcha"), (EMPTY_SHELL, "no listings yet")], ids=["captcha", "empty shell"]
)
def test_a_page_that_cannot_be_read_says_what_to_do(page: Page, site: Site, html: str, says: str) -> None:
    page.goto(site.put("https://www.aliexpress.com/w/wholesale-unreadable.html", html))
    panel = panel_of(page)
    expect(panel.locator("#trouble")).to_contain_text("cannot be read")
    expect(panel.locator("#trouble")).to_contain_text(says)
    assert axe(panel) == []
    panel.close()


def test_chinese(page: Page, eyes: Eyes, site: Site, context: BrowserContext) -> None:
    options = context.new_page()
    options.goto(f"{PAGES}/options/options.html")
    options.locator("#language").select_option("zh_CN")
    expect(options.locator("html")).to_have_attribute("lang", "zh-CN")
    try:
        page.goto(site.put(SEARCH_URL, search_page(GOODS)))
        badges = eyes.wait_for_badges(12)
        assert badges[1].text.startswith("高")
        panel = panel_of(page)
        assert axe(panel) == []
        keep(panel, "panel-zh")
        keep(options, "options-zh")
        eyes.focus(1)
        until(eyes.card)
        page.bring_to_front()
        keep(page, "search-zh")
        panel.close()
    finally:
        options.locator("#language").select_option("auto")
        expect(options.locator("html")).to_have_attribute("lang", "en")
        options.close()


# With a browser and a server of their own: the server goes away, comes back, forgets.


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    """A server on a fixed free port, so that it can come back to it."""
    folder = tmp_path / "data"
    fill(folder)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with Server(Settings(data_dir=folder, port=port)) as running:
        yield running


def test_not_paired_then_paired(fresh: BrowserContext, own: Server, site: Site) -> None:
    page = fresh.new_page()
    page.goto(site.put(SEARCH_URL, search_page(GOODS)))
    panel = panel_of(page)
    expect(panel.locator("#trouble")).to_contain_text("not paired")
    expect(panel.locator("#trouble")).to_contain_text("markwarden pair")
    assert axe(panel) == []
    keep(panel, "panel-not-paired")
    assert Eyes(page).badges() == []
    pair_by_hand(fresh, Client(own), new_code(own.settings.data_dir))
    Eyes(page).wait_for_badges(12)
    expect(panel.locator("#trouble")).to_be_hidden()


def test_wrong_codes_say_so(fresh: BrowserContext, own: Server) -> None:
    page = fresh.new_page()
    page.goto(f"{PAGES}/options/options.html")
    page.get_by_label("Port").fill(str(own.port))
    page.get_by_label("Pairing code").fill("ABCD-EFGH")
    page.get_by_role("button", name="Pair", exact=True).click()
    expect(page.locator("#message")).to_contain_text("No pairing code is valid")
    new_code(own.settings.data_dir)
    page.get_by_role("button", name="Pair", exact=True).click()
    expect(page.locator("#message")).to_contain_text("The code is wrong")
    page.get_by_label("Port").fill("99999")
    page.get_by_role("button", name="Pair", exact=True).click()
    expect(page.locator("#message")).to_contain_text("1 to 65535")


def test_server_goes_and_comes_back(fresh: BrowserContext, own: Server, site: Site) -> None:
    pair_by_hand(fresh, Client(own), new_code(own.settings.data_dir))
    own.stop()
    page = fresh.new_page()
    page.goto(site.put(SEARCH_URL, search_page(GOODS)))
    panel = panel_of(page)
    expect(panel.locator("#trouble")).to_contain_text("cannot be reached")
    expect(panel.locator("#trouble")).to_contain_text("markwarden serve")
    keep(panel, "panel-unreachable")
    with Server(replace(own.settings)):
        panel.get_by_role("button", name="Try again").click()
        Eyes(page).wait_for_badges(12)
        expect(panel.locator("#trouble")).to_be_hidden()


def test_another_program_on_the_port(fresh: BrowserContext, own: Server, site: Site) -> None:
    import http.server
    import threading

    pair_by_hand(fresh, Client(own), new_code(own.settings.data_dir))
    other = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    threading.Thread(target=other.serve_forever, daemon=True).start()
    try:
        ask_worker(fresh, {"type": "settings", "settings": {"port": other.server_address[1]}})
        page = fresh.new_page()
        page.goto(site.put(SEARCH_URL, search_page(GOODS)))
        expect(panel_of(page).locator("#trouble")).to_contain_text("Another program")
    finally:
        other.shutdown()
        other.server_close()


def test_revoked_pairing(fresh: BrowserContext, own: Server, site: Site) -> None:
    pair_by_hand(fresh, Client(own), new_code(own.settings.data_dir))
    client = Client(own)
    client.pair()
    for one in client.ask("GET", "/pairings").json["pairings"]:
        if one["name"] != "test":
            client.ask("DELETE", f"/pairings/{one['id']}")
    page = fresh.new_page()
    page.goto(site.put(SEARCH_URL, search_page(GOODS)))
    panel = panel_of(page)
    expect(panel.locator("#trouble")).to_contain_text("Pair again")
    pair_by_hand(fresh, Client(own), new_code(own.settings.data_dir))
    Eyes(page).wait_for_badges(12)


def test_a_reloaded_extension_asks_for_a_new_page(
    playwright: Playwright, own: Server, site: Site, tmp_path: Path
) -> None:
    with chromium(playwright, tmp_path / "profile", site, extension_path()) as context:
        pair_by_hand(context, Client(own), new_code(own.settings.data_dir))
        page = context.new_page()
        page.goto(site.put(SEARCH_URL, search_page(GOODS, grow=True)))
        eyes = Eyes(page)
        eyes.wait_for_badges(12)
        helper = context.new_page()
        helper.goto(f"{PAGES}/icons/icon.svg")
        helper.evaluate("setTimeout(() => chrome.runtime.reload(), 50)")

        def something_happens() -> str:
            page.evaluate(
                "document.querySelector('#card-list').append(document.querySelector('#card-list > div').cloneNode(true))"
            )
            return eyes.notice()

        assert "Reload the page" in until(something_happens)
        assert eyes.badges() == []


def test_the_contract_can_be_read_offline(page: Page, shared_server: Server) -> None:
    page.goto(f"{shared_server.url}/api/v1/docs")
    expect(page.get_by_text("Read a page and assess its listings")).to_be_visible()
    keep(page, "docs")
