"""The desktop notification when something is due: in a real browser, asked of a real server."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.kit.browser import PAGES, ask_worker, until
from tests.kit.filing import Filing
from tests.kit.pages import some_goods


@pytest.fixture(scope="module")
def context(own_context: BrowserContext) -> BrowserContext:
    return own_context


@pytest.fixture
def options(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    page.goto(f"{PAGES}/options/options.html")
    expect(page.locator("#status")).to_have_class("good")
    yield page
    page.evaluate("chrome.storage.local.remove('told')")
    for name in shown(page):
        page.evaluate("(name) => chrome.notifications.clear(name)", name)
    page.close()


def shown(page: Page) -> list[str]:
    """The notifications that stand."""
    return list(page.evaluate("chrome.notifications.getAll().then(Object.keys)"))


def told(page: Page) -> list[str] | None:
    """What the worker remembers to have told; None where it did not look yet."""
    kept: Any = page.evaluate("chrome.storage.local.get('told').then(({told}) => told ?? null)")
    return kept


def look(page: Page) -> None:
    """Let the alarm ring now, and wait until what it set off is over."""
    page.evaluate("chrome.storage.local.get('told').then(({told}) => chrome.storage.local.set({told: [...(told ?? []), 'looked']}))")  # fmt: skip
    page.evaluate("chrome.alarms.create('due', {when: Date.now()})")
    until(lambda: "looked" not in (told(page) or []))


CLICKED = "(name) => chrome.notifications.onClicked.dispatch(name)"


def click(context: BrowserContext, name: str) -> Page:
    """What the worker hears of a click on a notification; the page that it opens."""
    with context.expect_page() as opened:
        context.service_workers[0].evaluate(CLICKED, name)
    return opened.value


def filed(desk: Filing, number: int, days_ago: int) -> str:
    desk.decide(some_goods(40)[number])
    before = {one["id"] for one in desk.complaints()}
    (made,) = [one for one in desk.draft() if one["id"] not in before]
    on = str(datetime.now().astimezone().date() - timedelta(days=days_ago))
    desk.step(made["id"], status="ready", on=on)
    desk.step(made["id"], status="submitted", on=on, reference=f"AE-{number}-000000")
    return str(made["id"])


def test_what_is_due_is_told_once_and_can_be_switched_off(options: Page, desk: Filing, context: BrowserContext) -> None:
    first = filed(desk, 30, 15)
    look(options)
    (name,) = shown(options)
    assert [key for key in told(options) or [] if key.startswith(f"{first} list_window")]
    look(options)
    assert shown(options) == [name]

    options.get_by_label("Tell me by a desktop notification").uncheck()
    until(lambda: not options.evaluate("chrome.alarms.get('due')"))
    filed(desk, 31, 20)
    before = told(options)
    ask_worker(context, {"type": "status"})
    options.evaluate("chrome.alarms.create('due', {when: Date.now()})")
    until(lambda: not options.evaluate("chrome.alarms.get('due')"))
    ask_worker(context, {"type": "status"})
    assert (shown(options), told(options)) == ([name], before)

    options.get_by_label("Tell me by a desktop notification").check()
    until(lambda: options.evaluate("chrome.alarms.get('due').then((alarm) => alarm?.periodInMinutes ?? 0)") == 30)
    look(options)
    assert len(shown(options)) == 2


def test_a_click_opens_what_is_due(options: Page, desk: Filing, context: BrowserContext) -> None:
    label = desk.complaint(filed(desk, 32, 15))["right"]["label"]
    look(options)
    name = shown(options)[-1]
    page = click(context, name)
    expect(page.get_by_role("heading", level=1)).to_have_text("Due")
    expect(page.get_by_role("main")).to_contain_text(label)
    assert name not in shown(options)
    page.close()
    # Where the console cannot be opened, the options say why; here their tab stands open behind another.
    port = options.locator("#port").input_value()
    options.evaluate("chrome.runtime.sendMessage({type: 'settings', settings: {port: 9}})")
    front = context.new_page()
    active = "chrome.tabs.getCurrent().then(({active}) => active)"
    assert not options.evaluate(active)
    worker = context.service_workers[0]
    worker.evaluate(CLICKED, "of-something-else")
    options.evaluate("chrome.runtime.sendMessage({type: 'status'})")  # asks the same door: answered after it
    assert not options.evaluate(active)
    worker.evaluate(CLICKED, name)
    until(lambda: options.evaluate(active))
    front.close()
    options.evaluate("(port) => chrome.runtime.sendMessage({type: 'settings', settings: {port}})", int(port))


def test_a_server_that_is_down_is_no_news(options: Page) -> None:
    port = options.locator("#port").input_value()
    options.evaluate("chrome.runtime.sendMessage({type: 'settings', settings: {port: 9}})")
    options.evaluate("chrome.alarms.create('due', {when: Date.now()})")
    until(lambda: not options.evaluate("chrome.alarms.get('due')"))
    assert options.evaluate("chrome.runtime.sendMessage({type: 'status'})")["failure"]["code"] == "unreachable"
    assert shown(options) == []
    options.evaluate("(port) => chrome.runtime.sendMessage({type: 'settings', settings: {port}})", int(port))
