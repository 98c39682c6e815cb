"""The console's pages of complaints in a real Chromium: the queue by keyboard, and every page without accessibility faults."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from markwarden.preferences import Preferences
from markwarden.serving import Server
from markwarden.settings import Settings
from markwarden_schema.complaint import ComplaintStatus, EventRequest
from markwarden_schema.decision import DecisionWord
from tests.kit import casework
from tests.kit.browser import ARTIFACTS, axe, until


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with flagged listings on which nothing is decided."""
    folder = tmp_path_factory.mktemp("casework")
    casework.fill(folder)
    with Server(Settings(data_dir=folder, port=0)) as running:
        casework.browse(running)
        yield running


def test_the_queue_by_keyboard(tab: Page, filled: Server) -> None:
    here = filled._services
    tab.goto(f"{filled.url}/queue/")
    cards = tab.locator(".queue-card")
    expect(cards).to_have_count(4)
    expect(cards.first).to_be_focused()
    expect(cards.first.locator("img")).to_have_js_property("complete", value=True)
    assert cards.first.locator("img").evaluate("image => image.naturalWidth") > 0
    tab.keyboard.press("j")
    expect(cards.nth(1)).to_be_focused()
    tab.keyboard.press("k")
    expect(cards.first).to_be_focused()
    first, second = (cards.nth(number).get_attribute("id") or "" for number in (0, 1))

    # A letter after `g` belongs to the navigation: nothing is decided.
    tab.keyboard.press("g")
    tab.keyboard.press("i")
    tab.keyboard.press("i")
    expect(tab.locator(f"#{first}")).to_have_count(0)
    tab.wait_for_load_state()
    expect(tab.locator(f"#{second}")).to_be_focused()
    assert [one.word for one in here.decisions.all()] == [DecisionWord.INFRINGES]

    tab.keyboard.press("d")
    expect(tab.locator(f"#{second} input[type=radio]").first).to_be_focused()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    expect(tab.locator(f"#{second}")).to_have_count(0)
    tab.wait_for_load_state()
    assert [one.word for one in here.decisions.all()] == [DecisionWord.INFRINGES, DecisionWord.DISMISSED]

    tab.keyboard.press("z")
    expect(tab.locator(f"#{second}")).to_be_focused()
    tab.wait_for_load_state()
    tab.keyboard.press("?")
    expect(tab.get_by_role("dialog")).to_contain_text("to capture it there")
    assert axe(tab) == []
    tab.keyboard.press("Escape")
    with tab.expect_popup() as opened:
        tab.keyboard.press("e")
    assert opened.value.url.startswith("https://")
    opened.value.close()
    tab.keyboard.press("z")
    expect(tab.locator(f"#{first}")).to_be_focused()
    until(lambda: here.decisions.all() == [] or ())


PAGES = {
    "queue": "/queue/", "cases": "/cases/", "case": "/cases/{case}", "plan": "/complaints/plan/?case={case}&again=1", "complaints": "/complaints/",
    "draft": "/complaints/{draft}", "counter": "/complaints/{counter}", "due": "/complaints/due/", "import": "/complaints/import/",
    "good-faith": "/complaints/good-faith/", "outcomes": "/complaints/outcomes/", "filing-settings": "/complaints/settings/", "notice": "/cases/{case}/notice/",
    "overview": "/",
}  # fmt: skip
IN_CHINESE = ("queue", "case", "draft", "counter", "good-faith")


@pytest.fixture(scope="module")
def made(filled: Server) -> dict[str, str]:
    """Complaints in several states."""
    casework.decide(filled)
    return casework.worked(filled)


@pytest.mark.parametrize(
    ("name", "scheme", "language"),
    [*((name, "light", "en") for name in PAGES), *((name, "dark", "zh") for name in IN_CHINESE)],
)
def test_pages_have_no_accessibility_faults(
    tab: Page, filled: Server, made: dict[str, str], name: str, scheme: str, language: str
) -> None:
    preferences = filled._services.preferences
    preferences.put(Preferences(language=language, theme=scheme))  # type: ignore[arg-type]
    tab.goto(filled.url + PAGES[name].format(**made))
    expect(tab.locator("html")).to_have_attribute("lang", language)
    expect(tab.locator("html")).to_have_attribute("data-bs-theme", scheme)
    ARTIFACTS.mkdir(exist_ok=True)
    tab.screenshot(path=ARTIFACTS / f"console-{name}-{scheme}-{language}.png", full_page=True)
    assert axe(tab) == []
    preferences.put(Preferences())


def test_a_listing_is_moved_between_complaints_by_keyboard(tab: Page, filled: Server, made: dict[str, str]) -> None:
    tab.goto(f"{filled.url}/complaints/plan/?case={made['case']}&again=1")
    tab.wait_for_load_state()
    parts = tab.locator("section:has(.plan-links)")
    before = parts.count()
    choice = tab.locator(".plan-links select").last
    choice.focus()
    # The last of the choices: another ground, which no complaint of the plan has yet.
    tab.keyboard.press("End")
    tab.locator("button:not([name])", has_text="Apply what I changed").focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("status").first).to_contain_text("1 listing moved.")
    expect(parts).to_have_count(before + (parts.first.locator(".plan-links li").count() > 1))
    assert axe(tab) == []


def test_a_letter_says_its_length_and_values_are_copied(
    tab: Page, browser: BrowserContext, filled: Server, made: dict[str, str]
) -> None:
    browser.grant_permissions(["clipboard-read", "clipboard-write"], origin=filled.url)
    tab.goto(f"{filled.url}/complaints/{made['draft']}")
    tab.locator("textarea.letter").fill("Four")
    expect(tab.locator("[data-length]")).to_have_text("4")
    copy = tab.locator("[data-copy-text='Counterfeit Features']")
    copy.click()
    expect(copy).to_have_text("Copied")
    assert tab.evaluate("navigator.clipboard.readText()") == "Counterfeit Features"
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_below_the_standard_is_read_in_the_dark_and_in_a_narrow_window(
    tab: Page, filled: Server, made: dict[str, str]
) -> None:
    here = filled._services
    here.complaints.step(made["draft"], EventRequest(status=ComplaintStatus.SUBMITTED))
    here.complaints.step(made["draft"], EventRequest(status=ComplaintStatus.REJECTED))
    here.preferences.put(Preferences(theme="dark"))
    tab.set_viewport_size({"width": 420, "height": 800})
    tab.goto(f"{filled.url}/complaints/good-faith/")
    expect(tab.get_by_role("alert")).to_contain_text("Below the standard")
    table = tab.locator(".scroll:has(table)")
    expect(table).to_have_attribute("tabindex", "0")
    assert axe(tab) == []
    table.focus()
    tab.keyboard.press("ArrowRight")
    until(lambda: table.evaluate("box => box.scrollLeft") > 0)
    tab.set_viewport_size({"width": 1280, "height": 800})
    expect(table).not_to_have_attribute("tabindex", "0")
    here.preferences.put(Preferences())
