"""The console in a real Chromium: the way in, the keyboard, every page without accessibility faults, light and dark, en and zh."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from markwarden.preferences import Preferences, PreferenceStore
from markwarden.serving import Server
from markwarden.store import TinyStore
from tests.kit.browser import ARTIFACTS, PAGES, axe
from tests.kit.console import console_link
from tests.kit.console_pages import ADDRESSES, BRAND, address, dropped, worked_on_server
from tests.kit.photos import EDITS, jpeg, scene
from tests.kit.site import Site


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with worked_on_server(tmp_path_factory.mktemp("filled")) as running:
        yield running


def arrived(tab: Page, heading: str) -> None:
    """The page of that heading is there, and listens: its scripts run before its load event, but after it is drawn."""
    expect(tab.get_by_role("heading", level=1)).to_have_text(heading)
    tab.wait_for_load_state()


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "zh")])
def test_pages_have_no_accessibility_faults(tab: Page, filled: Server, name: str, scheme: str, language: str) -> None:
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    preferences = PreferenceStore(TinyStore(filled.settings.data_dir))
    preferences.put(Preferences(language=language))
    tab.goto(filled.url + address(filled, name))
    expect(tab.locator("html")).to_have_attribute("lang", language)
    expect(tab.locator("html")).to_have_attribute("data-bs-theme", scheme)
    ARTIFACTS.mkdir(exist_ok=True)
    tab.screenshot(path=ARTIFACTS / f"console-{name}-{scheme}-{language}.png", full_page=True)
    assert axe(tab) == []
    preferences.put(Preferences())


def test_narrow_windows_have_a_menu(tab: Page) -> None:
    tab.set_viewport_size({"width": 420, "height": 800})
    expect(tab.get_by_role("link", name="Brands")).to_be_hidden()
    tab.get_by_role("button", name="Menu").click()
    tab.get_by_role("link", name="Brands").click()
    arrived(tab, "Brands")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(tab) == []
    tab.set_viewport_size({"width": 1280, "height": 800})


def test_keyboard(tab: Page) -> None:
    tab.keyboard.press("g")
    tab.keyboard.press("b")
    arrived(tab, "Brands")
    tab.keyboard.press("?")
    expect(tab.get_by_role("dialog")).to_contain_text("To the search field")
    assert axe(tab) == []
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog")).to_be_hidden()
    tab.goto(tab.url)
    tab.keyboard.press("Tab")
    expect(tab.locator(".skip")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("#main")).to_be_focused()


def test_without_scripts_every_page_is_there(browser: BrowserContext, filled: Server) -> None:
    assert browser.browser is not None
    plain = browser.browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(console_link(filled, "/brands/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Brands")
    page.set_viewport_size({"width": 420, "height": 800})
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")
    plain.close()


def test_closing(tab: Page, filled: Server) -> None:
    tab.get_by_role("button", name="Close the console").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("The console is closed")
    assert axe(tab) == []


def test_the_side_panel_opens_the_console(context: BrowserContext, shared_server: Server) -> None:
    """By a link of its own: the browser needs no other log-in."""
    panel = context.new_page()
    panel.goto(f"{PAGES}/sidepanel/panel.html")
    with context.expect_page() as opening:
        panel.get_by_role("button", name="Console").click()
    console = opening.value
    expect(console.get_by_role("heading", level=1)).to_have_text("Overview")
    assert console.url == shared_server.url + "/"
    console.reload()
    expect(console.get_by_role("heading", level=1)).to_have_text("Overview")
    console.close()
    panel.close()


def test_a_foreign_page_reaches_nothing(tab: Page, browser: BrowserContext, filled: Server, site: Site) -> None:
    """With the console open in the same browser: neither a form nor a frame nor a script gets in."""
    foreign = browser.new_page()
    foreign.goto(
        site.put(
            "https://www.aliexpress.com/evil.html",
            f'<form method="post" action="{filled.url}/close"></form><iframe src="{filled.url}/brands/"></iframe>',
        )
    )
    assert "Adidas" not in "".join(frame.content() for frame in foreign.frames)
    with foreign.expect_navigation():
        foreign.evaluate("document.forms[0].submit()")
    assert "The console is closed" not in foreign.content()
    foreign.close()
    tab.goto(filled.url + "/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Overview")


def test_a_first_brand_with_its_files_dropped(tab: Page, browser: BrowserContext, filled: Server) -> None:
    """A number that is no number of its office is told while it is typed; a slip elsewhere loses no file."""
    logo = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(logo, "PNG")
    tab = browser.new_page()  # a form that is refused is an error to the browser's own log
    tab.goto(f"{filled.url}/brands/new")
    tab.get_by_label("Place of registration").fill("EU")
    tab.get_by_label("Registration number").fill("12")
    tab.keyboard.press("Tab")
    expect(tab.locator(".number-hint")).to_contain_text("does not look like a number of EUIPO")
    zones = tab.locator("[data-drop]")
    zones.nth(0).dispatch_event("drop", {"dataTransfer": dropped(tab, ("logo.png", "image/png", logo.getvalue()))})
    for number in (1, 2):
        photo = (f"photo {number}.jpg", "image/jpeg", jpeg(scene(40 + number)))
        zones.nth(1).dispatch_event("drop", {"dataTransfer": dropped(tab, photo)})
    zones.nth(2).dispatch_event("drop", {"dataTransfer": dropped(tab, ("Certificate.pdf", "application/pdf", b"%PDF-1.7 x"))})  # fmt: skip
    expect(zones.nth(1).locator("li")).to_have_text(["photo 1.jpg", "photo 2.jpg"])
    tab.get_by_label("Your own stores").fill("Happy Shop")
    tab.get_by_role("button", name="Put into the registry").click()
    expect(tab.locator(".invalid-feedback")).to_have_text(["This field is required.", "Happy Shop is no store number."])
    assert axe(tab) == []
    tab.screenshot(path=ARTIFACTS / "console-new-brand-sent-back.png", full_page=True)
    tab.get_by_label("Name", exact=True).fill("Bramolo")
    tab.get_by_label("Your own stores").fill("1100000077")
    tab.get_by_role("button", name="Put into the registry").click()
    arrived(tab, "Bramolo")
    expect(tab.locator("#rights tbody tr")).to_have_count(3)
    expect(tab.locator("#rights tbody tr").first).to_contain_text("12 EU")
    expect(tab.locator("#sellers input[value='1100000077']")).to_have_count(1)
    tab.close()


def test_a_first_brand_by_keyboard(tab: Page, filled: Server) -> None:
    tab.keyboard.press("g")
    tab.keyboard.press("b")
    arrived(tab, "Brands")
    tab.keyboard.press("n")
    expect(tab.get_by_label("Name", exact=True)).to_be_focused()
    tab.keyboard.type("Acmara")
    tab.keyboard.press("Tab")
    tab.keyboard.type("Acmara GmbH")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Acmara")
    expect(tab.get_by_role("status")).to_contain_text("counts from the next page on")


def test_dropped_files_are_added(tab: Page, filled: Server) -> None:
    tab.goto(filled.url + address(filled, "right"))
    renewal = dropped(tab, ("Renewal 2026.pdf", "application/pdf", b"%PDF-1.7 x"))
    with tab.expect_navigation():
        tab.locator("#papers form[data-drop]").dispatch_event("drop", {"dataTransfer": renewal})
    expect(tab.get_by_role("link", name="Renewal 2026.pdf", exact=True)).to_be_visible()
    tab.locator("#papers input[type=file]").set_input_files(
        {"name": "Identity.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 y"}
    )
    tab.locator("#papers").get_by_role("button", name="Add", exact=True).click()
    expect(tab.get_by_role("link", name="Identity.pdf", exact=True)).to_be_visible()


def test_another_row_and_its_removal(tab: Page, filled: Server) -> None:
    tab.goto(f"{filled.url}/brands/{BRAND}")
    tab.locator("#price_floors").get_by_role("button", name="Another row").click()
    tab.keyboard.type("hoodie")
    row = tab.locator("#price_floors tbody tr").last
    row.get_by_label("Amount").fill("30")
    tab.locator("#price_floors").get_by_role("button", name="Save").click()
    expect(tab.locator("#price_floors input[value=hoodie]")).to_have_count(1)


def test_removing_asks_first(tab: Page, filled: Server) -> None:
    tab.goto(f"{filled.url}/brands/{BRAND}")
    tab.once("dialog", lambda dialog: dialog.dismiss())
    tab.get_by_role("button", name="Remove").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Adidas")
    assert filled._services.registry.brand(BRAND) is not None


def test_a_picture_is_tried_and_laid_on_its_reference(tab: Page, filled: Server) -> None:
    """The comparison that the extension draws, in the console: four views, by key and by pointer."""
    brand = filled._services.registry.brand(BRAND)
    assert brand is not None
    tab.goto(f"{filled.url}/try/?brand={BRAND}")
    picture = {"name": "seen.jpg", "mimeType": "image/jpeg", "buffer": jpeg(EDITS["cropped"](scene(1)))}
    own = {"name": "own.jpg", "mimeType": "image/jpeg", "buffer": jpeg(scene(1))}
    tab.locator("#picture_file").set_input_files(picture)
    tab.locator("#reference_file").set_input_files(own)
    tab.get_by_role("button", name="Try", exact=True).click()
    expect(tab.get_by_role("heading", name="As it would be")).to_contain_text("High")
    tab.screenshot(path=ARTIFACTS / "console-try-picture.png", full_page=True)
    assert axe(tab) == []
    tab.get_by_role("link", name="Compare").click()
    expect(tab.locator("#shown")).to_be_visible()
    expect(tab.locator("#suspect")).to_be_visible()
    tab.screenshot(path=ARTIFACTS / "console-comparison.png", full_page=True)
    assert axe(tab) == []
    tab.keyboard.press("4")
    expect(tab.locator("#share")).to_be_visible()
    expect(tab.locator("#drawn")).to_be_visible()
    tab.keyboard.press("2")
    expect(tab.locator("#mix")).to_be_visible()
