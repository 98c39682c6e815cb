"""The whole walk of a reviewer: from a search page with flagged listings to filled forms that nobody submitted.

Every key and click that a person makes is counted. Reading, thinking and logging in are not part of it.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.kit.browser import PAGES, Eyes, keep
from tests.kit.filing import Filing
from tests.kit.filling import states
from tests.kit.forms import DIST, HOST, build, put_forms, tab_of
from tests.kit.pages import SEARCH_URL, search_page, some_goods
from tests.kit.site import Site

FLAGGED = ("Nike running shoes", "Nike sports cap", "Nike training shirt", "Gucci silk scarf", "Gucci leather boots")
GOODS = some_goods(24, FLAGGED)
PATIENCE_MS = 90_000


@dataclass
class Steps:
    """What the person did, and when each part was over."""

    keys: int = 0
    clicks: int = 0
    parts: list[tuple[str, int, float]] = field(default_factory=list)
    _began: float = field(default_factory=time.perf_counter)

    def press(self, page: Page, key: str) -> None:
        self.keys += 1
        page.keyboard.press(key)

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def toolbar(self, open_panel: Callable[[], Page]) -> Page:
        """The toolbar button opens a panel."""
        self.clicks += 1
        return open_panel()

    def over(self, part: str) -> None:
        self.parts.append((part, self.keys + self.clicks, time.perf_counter() - self._began))

    @property
    def actions(self) -> int:
        return self.keys + self.clicks

    @property
    def seconds(self) -> float:
        return self.parts[-1][2]


@dataclass
class Walked:
    """The walk's outcome: the forms as they stand, and each panel's states."""

    steps: Steps
    forms: list[Page]
    told: list[dict[str, str]]
    chosen: list[str]


def stand_form(site: Site, library: str) -> str:
    """Serve a library's form where the portal's profile says that it stands."""
    build()
    put_forms(site)
    html = (DIST / f"{library}.html").read_text("utf-8")
    return site.put(
        f"https://{HOST}/", html.replace('src="', 'src="/dist/').replace('href="', 'href="/dist/').replace("/dist/./", "/dist/").replace("/dist//", "/")
    )  # fmt: skip


def walk(context: BrowserContext, site: Site, desk: Filing, library: str) -> Walked:
    """Decide on five listings of two rights, prepare their complaints, fill two forms. The browser is paired."""
    stand_form(site, library)
    page = context.new_page()
    page.goto(site.put(SEARCH_URL, search_page(GOODS)))
    Eyes(page).wait_for_badges(12)
    finder = context.new_page()
    finder.goto(f"{PAGES}/icons/icon.svg")
    where = tab_of(finder, page)
    steps = Steps()

    panel = steps.toolbar(lambda: _panel(finder, f"sidepanel/panel.html?tab={where}"))
    expect(panel.locator("#flagged > li")).to_have_count(len(FLAGGED))
    steps.press(panel, "j")
    for number in range(1, len(FLAGGED) + 1):
        steps.press(panel, "i")
        expect(panel.locator("#flagged .word-infringes")).to_have_count(number)
    expect(panel.locator("#cases-list li")).to_have_count(2)
    keep(panel, f"walk-{library}-1-decided")
    steps.over("five decisions")

    for case in desk.cases():
        desk.add_picture(case["id"], f"comparison-{case['right']['label']}.png")
    steps.click(panel.locator("#forms"))
    link = panel.locator(f'#portals a[href="https://{HOST}/#/"]').first
    walked = Walked(steps, [], [], [])
    for number in (1, 2):
        if number == 2:
            steps.clicks += 1  # back to the first tab, where the way to the portal stands
            panel.bring_to_front()
        with context.expect_page() as opened:
            steps.click(link)
        form = opened.value
        form.wait_for_selector("#root form")
        beside = context.new_page()
        tab = _tab(beside, form)
        filling = steps.toolbar(lambda at=beside, tab=tab: _panel(at, f"forms/panel.html?tab={tab}"))  # type: ignore[misc]
        if number == 1:
            steps.click(filling.get_by_role("button", name="Prepare complaints"))
            expect(filling.locator("#said")).to_have_text("Complaints prepared: 2.")
        expect(filling.locator("#fields li").first).to_be_visible()
        keep(filling, f"walk-{library}-{number + 1}-chosen")
        steps.over(f"complaint {number} chosen")
        steps.click(filling.get_by_role("button", name="Fill the form"))
        expect(filling.locator("#summary")).to_contain_text("8 of 8 fields filled", timeout=PATIENCE_MS)
        expect(filling.get_by_role("button", name="Fill the form")).to_be_enabled(timeout=PATIENCE_MS)
        steps.over(f"form {number} filled")
        keep(filling, f"walk-{library}-{number + 1}-filled")
        keep(form, f"walk-{library}-{number + 1}-form")
        walked.forms.append(form)
        walked.told.append(states(filling))
        walked.chosen.append(filling.locator("#complaint").input_value())
        filling.close()
    finder.close()
    page.close()
    return walked


def _panel(page: Page, path: str) -> Page:
    page.goto(f"{PAGES}/{path}")
    page.set_viewport_size({"width": 400, "height": 900})
    page.bring_to_front()
    return page


def _tab(extension_page: Page, page: Page) -> int:
    extension_page.goto(f"{PAGES}/icons/icon.svg")
    return tab_of(extension_page, page)
