"""Badges on pages at AliExpress's own addresses, in a real Chromium with the real extension."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from markwarden.pages import read_page
from tests.conftest import MARKS, PRODUCT_TEXT
from tests.e2e.test_panel import panel_of
from tests.kit.browser import Eyes, keep, stop_workers, until
from tests.kit.commands import markwarden
from tests.kit.pages import (
    BUNDLE_URL,
    SEARCH_URL,
    Goods,
    Style,
    bundle_page,
    card,
    described,
    item_page,
    search_page,
    some_goods,
)
from tests.kit.site import Site

TITLES = (
    "N1ke shoes for men",
    "Case for iPhone 15 Pro Max",
    "Аррle smart watch",
    "Stainless steel pineapple slicer",
    "g u c c i belt leather",
    "耐克 sneakers",
    "𝗚𝗨𝗖 bag leather",
)
GOODS = some_goods(60, TITLES)


def scroll(page: Page) -> None:
    page.mouse.move(640, 400)
    page.mouse.wheel(0, 20_000)


def test_every_card_that_screen_reports_has_its_badge_and_nothing_else(
    page: Page, eyes: Eyes, site: Site, tmp_path: Path, data_dir: Path
) -> None:
    html = search_page(GOODS)
    page.goto(site.put(SEARCH_URL, html))
    badges = eyes.wait_for_badges(12)
    (tmp_path / "page.html").write_text(html, "utf-8")
    (tmp_path / "registry.json").write_text(json.dumps(MARKS.document()), "utf-8")
    done = markwarden("screen", tmp_path / "page.html", "--url", SEARCH_URL, "--registry", tmp_path / "registry.json", "--json", data_dir=data_dir)  # fmt: skip
    listings = [listing for listing in json.loads(done.stdout)["listings"] if listing["in_dom"]]
    assert [badge.near for badge in badges] == [listing["item_id"] for listing in listings]
    assert [badge.level for badge in badges] == [listing["assessment"]["level"] for listing in listings]
    for badge, listing in zip(badges, listings, strict=True):
        assert badge.text == (
            "Clear" if badge.level == "clear" else f"{badge.level.title()} {listing['assessment']['risk']}"
        )
    keep(page, "search")


def test_hover_card_gives_reasons_words_and_right(page: Page, eyes: Eyes, site: Site) -> None:
    page.goto(site.put(SEARCH_URL, search_page(GOODS)))
    eyes.wait_for_badges(12)
    assert eyes.card() == ""
    page.mouse.move(*eyes.centre(0))
    text = until(eyes.card)
    assert "N1ke shoes for men" in text
    assert "Nike" in text
    assert "1000" in text
    assert "EU" in text
    assert eyes.marked() == ["N1ke"]
    keep(page, "hovercard")
    page.mouse.move(5, 700)
    until(lambda: eyes.card() == "")


def test_keyboard_reaches_the_reasons(page: Page, eyes: Eyes, site: Site) -> None:
    page.goto(site.put(SEARCH_URL, search_page(GOODS)))
    badges = eyes.wait_for_badges(12)
    assert "High" in badges[0].label
    assert "N1ke" in badges[0].description
    eyes.focus(0)
    assert "N1ke" in until(eyes.card)
    page.keyboard.press("Escape")
    until(lambda: eyes.card() == "")
    page.keyboard.press("Enter")
    assert "N1ke" in until(eyes.card)
    assert page.url == SEARCH_URL


def test_clicking_a_badge_does_not_follow_the_link(page: Page, eyes: Eyes, site: Site) -> None:
    page.goto(site.put(SEARCH_URL, search_page(GOODS)))
    eyes.wait_for_badges(12)
    tabs = len(page.context.pages)
    page.mouse.click(*eyes.centre(0))
    assert until(eyes.card)
    assert page.url == SEARCH_URL
    assert len(page.context.pages) == tabs


def test_a_badge_is_ready_when_its_card_scrolls_in(page: Page, eyes: Eyes, site: Site) -> None:
    page.goto(site.put(SEARCH_URL, search_page(GOODS, grow=True)))
    eyes.wait_for_badges(12)
    for count in (24, 36, 48, 60):
        scroll(page)
        eyes.wait_for_badges(count)
    assert [badge.near for badge in eyes.badges()] == [one.item_id for one in GOODS]


def test_cards_that_the_data_did_not_announce_are_sent(page: Page, eyes: Eyes, site: Site) -> None:
    page.goto(site.put(SEARCH_URL, search_page(GOODS[:12])))
    eyes.wait_for_badges(12)
    more = [Goods(200 + n, title) for n, title in enumerate(("Addidas jacket", "Wool scarf", "Ch4nel bag"))]
    page.evaluate(
        "(html) => document.getElementById('card-list').insertAdjacentHTML('beforeend', html)", "".join(map(card, more))
    )
    badges = eyes.wait_for_badges(15)
    assert [badge.level for badge in badges[12:]] == ["high", "clear", "high"]


def test_badges_survive_re_rendering(page: Page, eyes: Eyes, site: Site) -> None:
    page.goto(site.put(SEARCH_URL, search_page(GOODS)))
    before = eyes.wait_for_badges(12)
    for change in (
        "document.getElementById('card-list').innerHTML = document.getElementById('card-list').innerHTML.replace(/<markwarden[^>]*><\\/markwarden[^>]*>/g, '')",
        "document.querySelectorAll('markwarden-badge').forEach((host) => host.remove())",
        "document.querySelectorAll('#card-list > div').forEach((card) => card.replaceWith(card.cloneNode(true)))",
        "const list = document.getElementById('card-list'); list.append(...Array.from(list.children).reverse())",
    ):
        page.evaluate(change)
        until(lambda: sorted(b.near for b in eyes.badges()) == sorted(b.near for b in before))


def test_a_card_that_becomes_another_item_gets_its_badge(page: Page, eyes: Eyes, site: Site) -> None:
    page.goto(site.put(SEARCH_URL, search_page(GOODS)))
    eyes.wait_for_badges(12)
    page.evaluate(
        "(html) => { const made = document.createElement('div'); made.innerHTML = html;"
        "const link = document.querySelector('#card-list a'); link.href = made.querySelector('a').getAttribute('href');"
        "link.replaceChildren(...made.querySelector('a').childNodes); }",
        card(Goods(301, "Prada handbag")),
    )
    until(lambda: any(badge.near == Goods(301, "").item_id and "Prada" in badge.description for badge in eyes.badges()))
    assert len(eyes.badges()) == 12


def test_single_page_navigation_starts_anew(page: Page, eyes: Eyes, site: Site) -> None:
    page.goto(site.put(SEARCH_URL, search_page(GOODS)))
    eyes.wait_for_badges(12)
    other = some_goods(80, ())[60:]
    page.evaluate(
        "(html) => { history.pushState({}, '', '/w/wholesale-others.html'); document.querySelector('script').remove();"
        "document.getElementById('card-list').innerHTML = html; }",
        "".join(map(card, [Goods(90, "Gucci bag"), *other[:4]])),
    )
    badges = eyes.wait_for_badges(5)
    assert [badge.level for badge in badges] == ["high"] + ["clear"] * 4


def test_bundle_cards_without_links(page: Page, eyes: Eyes, site: Site) -> None:
    goods = some_goods(12, TITLES)
    html = bundle_page(goods, shown=8)
    page.goto(site.put(BUNDLE_URL, html))
    badges = eyes.wait_for_badges(8)
    assert [badge.level for badge in badges] == ["high", "low", "high", "low", "high", "high", "medium", "clear"]
    assert len([listing for listing in read_page(html, BUNDLE_URL).listings if listing.in_dom]) == 8
    keep(page, "bundle")


def test_item_page_has_a_badge_at_its_heading(page: Page, eyes: Eyes, site: Site) -> None:
    one = Goods(400, "Prada handbag", store=("1101", "Some Store"))
    page.goto(site.put(f"https://www.aliexpress.com/item/{one.item_id}.html", item_page(one, GOODS[:3])))
    badges = eyes.wait_for_badges(4)
    assert [badge.level for badge in badges] == ["high", "high", "low", "high"]
    keep(page, "item")


@pytest.mark.parametrize("where", ["frame", "shadow"])
def test_a_description_that_comes_late_is_read_and_its_copied_passage_shown(
    page: Page, eyes: Eyes, site: Site, where: str
) -> None:
    one = (
        Goods(410, "Men jacket cotton")
        if where == "frame"
        else Goods(411, "Cordless bagless cyclone with telescopic tubes")
    )
    page.goto(site.put(f"https://www.aliexpress.com/item/{one.item_id}.html", item_page(one, GOODS[:2])))
    badges = eyes.wait_for_badges(3)
    assert badges[0].level == ("clear" if where == "frame" else "low")
    copied = " ".join(PRODUCT_TEXT.split()[8:31])
    page.evaluate(described(f"New style! {copied} Ships at once.", where))
    until(lambda: eyes.badges()[0].level in ("medium", "high"))
    page.mouse.move(*eyes.centre(0))
    text = until(eyes.card)
    assert "words in a row of “\u2068Field jacket\u2069”, a text of Acmara" in text
    assert copied in text.replace("\n", " ")
    if where == "shadow":
        assert "combines the terms of a patent of Acmara" in text
        assert "cyclone, bagless, telescopic tube" in text
    keep(page, f"copied-{where}")
    panel = panel_of(page)
    expect(panel.locator("#flagged .passage")).to_have_text(re.compile(re.escape(copied)))
    keep(panel, f"copied-panel-{where}")
    panel.close()


@pytest.mark.parametrize(
    ("host", "style"),
    [
        ("pl.aliexpress.com", Style("pl", "{units},{cents:02d} zł", "{sold} sprzedanych", "PLN", "pl.aliexpress.com")),
        ("he.aliexpress.com", Style("he", "₪{units}.{cents:02d}", "נמכרו {sold}+", "ILS", "he.aliexpress.com", "rtl")),
        ("aliexpress.ru", Style("ru", "{units},{cents:02d} ₽", "{sold} продано", "RUB", "aliexpress.ru")),
        ("www.aliexpress.us", Style(host="www.aliexpress.us")),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_locales(page: Page, eyes: Eyes, site: Site, host: str, style: Style) -> None:
    page.goto(site.put(f"https://{host}/w/wholesale-things.html", search_page(GOODS, style=style)))
    assert [badge.level for badge in eyes.wait_for_badges(12)][:5] == ["high", "low", "high", "low", "high"]
    keep(page, f"search-{style.language}-{host}")


HOSTILE = (
    "Nike <img src=x onerror=\"window.pwned='img'\">",
    "</script><script>window.pwned='script'</script> Nike",
    "Nike \u202eegrahcsid\u202c shoes \u2067abc",
    "Nike " + "a" * 10_000,
    "{{7*7}} ${window.pwned='template'} Nike __MSG_extension_name__ {brand}",
    "Nike \u0000\ufffe\U000e0041 \u200b\u200b shoes",
    "Nike " + "Z\u0351\u036b\u0343\u036a\u0302\u036b" * 20,
    "javascript:window.pwned='url'//Nike",
)


def test_hostile_titles_are_shown_as_text(page: Page, eyes: Eyes, site: Site) -> None:
    page.goto(site.put(SEARCH_URL, search_page(some_goods(len(HOSTILE), HOSTILE))))
    badges = eyes.wait_for_badges(len(HOSTILE))
    assert {badge.level for badge in badges} == {"high"}
    for number, title in enumerate(HOSTILE):
        eyes.focus(number)
        text = until(
            lambda title=title: shown if title[:20].split("\u0000")[0].strip() in (shown := eyes.card()) else ""
        )
        assert len(text) < 1_500
    assert page.evaluate("window.pwned") is None
    eyes.focus(2)
    keep(page, "hostile")


def test_the_page_cannot_read_a_verdict(page: Page, eyes: Eyes, site: Site) -> None:
    page.goto(site.put(SEARCH_URL, search_page(GOODS)))
    eyes.wait_for_badges(12)
    seen = page.evaluate(
        """() => ({
          roots: Array.from(document.querySelectorAll('markwarden-badge, markwarden-card'), (host) => host.shadowRoot),
          text: document.documentElement.textContent.includes('High'),
          html: /high|risk|data-level/i.test(document.documentElement.getHTML({serializableShadowRoots: true, shadowRoots: []})),
          globals: Object.getOwnPropertyNames(window).filter((name) => /markwarden/i.test(name)),
          attributes: Array.from(document.querySelectorAll('markwarden-badge'), (host) => host.attributes.length),
        })"""
    )
    assert set(seen["roots"]) == {None}
    assert (seen["text"], seen["html"], seen["globals"]) == (False, False, [])
    assert set(seen["attributes"]) == {0}


def test_the_worker_may_die_at_any_moment(page: Page, eyes: Eyes, site: Site) -> None:
    page.goto(site.put(SEARCH_URL, search_page(GOODS, grow=True)))
    eyes.wait_for_badges(12)
    stop_workers(page)
    scroll(page)
    eyes.wait_for_badges(24)
    stop_workers(page)
    page.evaluate(
        "(html) => document.getElementById('card-list').insertAdjacentHTML('beforeend', html)",
        card(Goods(500, "Prada bag")),
    )
    assert eyes.wait_for_badges(25)[-1].level == "high"


def test_nothing_is_placed_on_pages_that_are_not_aliexpress(page: Page, eyes: Eyes, site: Site) -> None:
    page.goto(site.put("https://www.example.com/w/wholesale-things.html", search_page(GOODS)))
    page.wait_for_load_state("networkidle")
    assert eyes.badges() == []


def test_two_tabs_do_not_mix(context: BrowserContext, page: Page, eyes: Eyes, site: Site) -> None:
    other = context.new_page()
    page.goto(site.put(SEARCH_URL, search_page(GOODS)))
    other.goto(
        site.put("https://www.aliexpress.com/w/wholesale-others.html", search_page(some_goods(5, ("Gucci bag",))))
    )
    assert len(Eyes(other).wait_for_badges(5)) == 5
    assert len(eyes.wait_for_badges(12)) == 12
    other.close()
