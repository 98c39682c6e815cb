"""Deciding by key and by button: in the side panel, on a badge, and never while a page's own field is typed in."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from markwarden.serving import Server
from tests.e2e.test_panel import GOODS, panel_of
from tests.kit.browser import Eyes, axe, keep, until
from tests.kit.client import Client
from tests.kit.pages import SEARCH_URL, search_page
from tests.kit.site import Site

GUCCI, NIKE = GOODS[3], GOODS[1]


@pytest.fixture(scope="module")
def asking(shared_server: Server) -> Client:
    """Paired once: codes are few a minute."""
    client = Client(shared_server)
    client.pair()
    return client


@pytest.fixture
def kept(asking: Client) -> Iterator[Client]:
    """Asks for the decisions; none is left over."""
    client = asking
    yield client
    for one in client.ask("GET", "/decisions").json["decisions"]:
        client.ask("DELETE", f"/decisions/{one['id']}")


@pytest.fixture
def shown(page: Page, eyes: Eyes, site: Site, kept: Client) -> Page:
    page.goto(site.put(SEARCH_URL, search_page(GOODS)))
    eyes.wait_for_badges(12)
    return page


@pytest.fixture
def panel(shown: Page) -> Iterator[Page]:
    opened = panel_of(shown)
    expect(opened.locator("#flagged > li")).to_have_count(3)
    yield opened
    opened.close()


def words(client: Client) -> list[tuple[str, str]]:
    return [(one["item_id"], one["word"]) for one in client.ask("GET", "/decisions").json["decisions"]]


def test_keys_of_the_panel(panel: Page, kept: Client, eyes: Eyes) -> None:
    panel.keyboard.press("j")
    assert "Gucci" in panel.evaluate("document.activeElement.innerText")
    panel.keyboard.press("i")
    expect(panel.locator("#flagged .word-infringes")).to_contain_text("Infringes")
    until(lambda: words(kept) == [(GUCCI.item_id, "infringes")])
    case = kept.ask("GET", "/cases").json["cases"][0]["id"]
    expect(panel.locator(f"#cases-list [data-case={case}]")).to_contain_text("Trademark Gucci 1003 (EU)")
    until(lambda: "N1ke" in panel.evaluate("document.activeElement.innerText"))
    panel.keyboard.press("w")
    expect(panel.locator("#flagged .word-watched")).to_have_count(1)
    panel.keyboard.press("z")
    expect(panel.locator("#flagged .word-watched")).to_have_count(0)
    assert words(kept) == [(GUCCI.item_id, "infringes")]
    until(lambda: any("Infringes" in badge.text for badge in eyes.badges()))
    with panel.context.expect_page() as opened:
        panel.get_by_role("button", name="Open: Trademark Gucci 1003 (EU)").click()
    console = opened.value
    expect(console.get_by_role("heading", level=1)).to_contain_text("Gucci")
    assert console.url.endswith(f"/cases/{case}")
    console.close()
    panel.bring_to_front()
    panel.set_viewport_size({"width": 400, "height": 420})  # the list fills it
    panel.evaluate("scrollTo(0, 0)")
    panel.keyboard.press("?")
    for line in panel.locator("#help dl").inner_text().split("\n")[::2]:
        assert line in "jkidwez?"
    expect(panel.locator("#help")).to_be_in_viewport()
    panel.keyboard.press("?")
    expect(panel.locator("#help")).to_be_hidden()


def test_quick_keys_decide_one_listing_each(panel: Page, kept: Client) -> None:
    for key in "jiwi":  # j goes on from the first
        panel.keyboard.press(key)
    expect(panel.locator("#flagged .word")).to_have_count(3)
    until(lambda: len(words(kept)) == 3)
    assert len({item for item, _ in words(kept)}) == 3


def test_dismissing_asks_for_a_reason_and_stays(panel: Page, shown: Page, kept: Client, eyes: Eyes) -> None:
    panel.locator("#flagged > li", has_text="N1ke").locator("button").first.focus()
    panel.keyboard.press("d")
    form = panel.get_by_role("form", name="Dismiss")
    expect(form).to_be_visible()
    for scheme in ("light", "dark"):
        panel.emulate_media(color_scheme=scheme)
        assert axe(panel) == []
        keep(panel, f"panel-dismiss-{scheme}")
    panel.keyboard.press("4")
    panel.get_by_label("A word of your own").fill("jest i z d w")  # keys that mean nothing in a field
    panel.keyboard.press("Enter")
    expect(panel.locator("#flagged .word-dismissed")).to_contain_text("another brand or sign is meant – “⁨jest i z d w⁩”")
    (decision,) = kept.ask("GET", "/decisions").json["decisions"]
    assert (decision["reason"], decision["scope"], decision["right"]) == ("other_brand", "listing", "right-Nike")
    assert decision["level"] == "high"
    until(lambda: next(b for b in eyes.badges() if b.near == NIKE.item_id).level in ("clear", "low"))
    shown.reload()
    until(lambda: "Dismissed" in next((b.text for b in eyes.badges() if b.near == NIKE.item_id), ""))
    panel.keyboard.press("z")
    until(lambda: next((b.level for b in eyes.badges() if b.near == NIKE.item_id), "") == "high")


def test_buttons_and_help_of_the_panel(panel: Page, kept: Client) -> None:
    panel.locator("#flagged > li").first.locator("button").first.focus()
    panel.get_by_role("button", name="Watch", exact=True).click()
    expect(panel.locator("#flagged .word-watched")).to_have_count(1)
    panel.keyboard.press("?")
    expect(panel.get_by_text("Take the last decision back")).to_be_visible()
    for scheme in ("light", "dark"):
        panel.emulate_media(color_scheme=scheme)
        assert axe(panel) == []
        keep(panel, f"panel-decided-{scheme}")


def test_keys_of_a_badge(shown: Page, kept: Client, eyes: Eyes) -> None:
    shown.bring_to_front()
    eyes.focus(1)
    until(eyes.card)
    shown.keyboard.press("j")
    until(lambda: "Gucci" in eyes.card())
    shown.keyboard.press("k")
    until(lambda: "N1ke" in eyes.card())
    shown.keyboard.press("?")
    until(lambda: "Take the last decision back" in eyes.card())
    shown.keyboard.press("?")
    until(lambda: "N1ke" in eyes.card())
    shown.keyboard.press("d")
    until(lambda: "Why is it no matter" in eyes.card())
    keep(shown, "card-dismiss")
    shown.keyboard.press("2")
    shown.keyboard.press("Enter")
    until(lambda: [(NIKE.item_id, "dismissed")] == words(kept))
    until(lambda: "Dismissed" in eyes.badges()[1].text)
    keep(shown, "card-dismissed")
    shown.keyboard.press("z")
    until(lambda: words(kept) == [])
    until(lambda: "Dismissed" not in eyes.badges()[1].text)


def test_a_badge_shortens_where_its_card_is_narrow(shown: Page, kept: Client, eyes: Eyes) -> None:
    """The symbol and the number stay; the words come back with the room, and are in the name and the card all the time."""
    shown.bring_to_front()
    eyes.focus(3)
    until(eyes.card)
    shown.keyboard.press("i")
    until(lambda: words(kept) == [(GUCCI.item_id, "infringes")])
    risk = re.findall(r"\d+", until(lambda: next((b.text for b in eyes.badges() if "· Infringes" in b.text), "")))[0]
    whole = f"High {risk} · Infringes"
    assert eyes.drawn(3) == (whole, True)
    for card, text in ((130, f"{risk} · Infringes"), (84, risk), (250, whole), (84, risk)):
        shown.locator("#card-list").evaluate("(list, card) => { list.style.width = `${4 * card + 36}px`; }", card)
        until(lambda text=text: eyes.drawn(3) == (text, True))  # type: ignore[misc]
        keep(shown, f"badges-{card}")
    assert eyes.drawn(0)[1]
    assert eyes.badges()[3].label == f"Infringement risk High, {risk} of 100 · Infringes"
    eyes.focus(3)
    until(lambda: "Infringes" in eyes.card())
    shown.keyboard.press("z")  # its words change: it is fitted anew
    until(lambda: words(kept) == [])
    until(lambda: "Infringes" not in eyes.badges()[3].text and eyes.drawn(3)[1])


def test_the_pages_own_fields_and_keys_are_untouched(shown: Page, kept: Client, eyes: Eyes) -> None:
    shown.bring_to_front()
    shown.evaluate(
        """() => { window.heard = []; addEventListener("keydown", (event) => heard.push(event.key));
        document.body.insertAdjacentHTML("afterbegin", "<input id=own>"); }"""
    )
    shown.locator("#own").focus()
    shown.keyboard.type("jidwz?")
    assert shown.locator("#own").input_value() == "jidwz?"
    shown.locator("body").click(position={"x": 2, "y": 2})
    shown.evaluate("document.activeElement.blur()")
    for key in "jiwz":
        shown.keyboard.press(key)
    assert shown.evaluate("heard.length") >= 10
    assert words(kept) == []
    eyes.focus(1)
    until(eyes.card)
    shown.keyboard.press("w")
    until(lambda: words(kept) == [(NIKE.item_id, "watched")])
