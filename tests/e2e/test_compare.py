"""What a card's picture shows, a copied photo, a figure, printed words, a design, becomes a flag that opens its proof."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from markwarden.extension import extension_path
from markwarden.pairing import new_code
from markwarden.registry import Registry
from markwarden.registry.interchange import dump, parse
from markwarden.serving import Server
from markwarden.settings import Settings
from markwarden.store import BlobStore, TinyStore
from markwarden_schema.registry import FORMAT, RegistryDocument
from tests.api.test_marks_in_pictures import DESIGN, FIGURE, FILES, WORD, with_logo, with_words
from tests.e2e.test_panel import panel_of
from tests.kit.browser import PAGES, Eyes, ask_worker, axe, chromium, keep, pair_by_hand, until
from tests.kit.client import Client
from tests.kit.console import console_link
from tests.kit.held_back import held_back
from tests.kit.pages import SEARCH_URL, Goods, search_page
from tests.kit.photos import EDITS, jpeg, scene
from tests.kit.site import Site
from tests.kit.trials import keep_trials
from tests.unit.image.test_design import photo

GOODS = [Goods(number, f"Handbag number {number}") for number in range(7)]
SHOWN = {
    0: EDITS["mirrored"](scene(1)),
    1: EDITS["cropped"](scene(1)),
    2: scene(70),
    3: scene(71),
    4: Image.open(io.BytesIO(with_logo())),
    5: Image.open(io.BytesIO(with_words())),
    6: Image.fromarray(photo(9)),
}
FLAGS = [True, True, False, False, True, True]
"""Of all cards but the last: a likeness of a design is no flag, and comes when it comes."""


def protect(data_dir: Path) -> None:
    brand = {"name": "Acmara", "rights": [{"kind": "copyright", "title": "Lookbook", "images": ["photo.jpg"]}]}
    other = {"name": "Vexillo", "rights": [WORD, FIGURE, DESIGN]}
    document = RegistryDocument.model_validate({"format": FORMAT, "brands": [brand, other]})
    registry = Registry(TinyStore(data_dir), BlobStore(data_dir / "blobs"))
    registry.take_over(parse(dump(document), "registry.json", {"photo.jpg": jpeg(scene(1)), **FILES}))
    keep_trials(data_dir)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that protects a photo, a figure, a word and a design."""
    data_dir = tmp_path_factory.mktemp("photos")
    protect(data_dir)
    with Server(Settings(data_dir=data_dir, port=0, words=True)) as running:
        yield running


@pytest.fixture(scope="module")
def browser(
    playwright: Playwright, site: Site, server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """A browser of its own, paired with that server."""
    for number, picture in SHOWN.items():
        for size in ("", "_640x640.jpg", "_480x480q75.jpg_.avif"):
            site.put(GOODS[number].picture + size, jpeg(picture))
    with chromium(playwright, tmp_path_factory.mktemp("profile"), site, extension_path()) as running:
        pair_by_hand(running, Client(server), new_code(server.settings.data_dir))
        yield running
    for number in SHOWN:
        for size in ("", "_640x640.jpg", "_480x480q75.jpg_.avif"):
            site.pages.pop(GOODS[number].picture.removeprefix("https://") + size)


@pytest.fixture
def flagged(browser: BrowserContext, site: Site) -> Iterator[Page]:
    """A search page whose first two cards show the protected photo."""
    page = browser.new_page()
    page.goto(site.put(SEARCH_URL, search_page(GOODS)))
    eyes = Eyes(page)
    until(lambda: [badge.level in ("medium", "high") for badge in eyes.badges()][:6] == FLAGS, 60)
    yield page
    page.close()


@pytest.fixture
def compared(browser: BrowserContext, flagged: Page) -> Iterator[Page]:
    """The comparison of the first card, opened with the keyboard."""
    page = opened_from(browser, flagged, 0)
    yield page
    page.close()


def opened_from(browser: BrowserContext, page: Page, card: int) -> Page:
    """The comparison of a card's picture, opened with the keyboard."""
    Eyes(page).focus(card)
    with browser.expect_page() as opened:
        page.keyboard.press("c")
    expect(opened.value.locator("#shown")).to_be_visible()
    return opened.value


def picture_of(page: Page, canvas: str) -> list[int]:
    """The canvas's pixels, every 16th."""
    return page.evaluate(
        "(id) => { const c = document.getElementById(id); return Array.from(c.getContext('2d').getImageData(0, 0, c.width, c.height).data.filter((_, n) => n % 64 < 3)); }",
        canvas,
    )


def test_the_flag_shows_a_glimpse_and_leads_to_the_proof(flagged: Page, compared: Page) -> None:
    expect(compared.locator("#reason")).to_contain_text("Acmara")
    expect(compared.locator("#right")).to_contain_text("Lookbook")
    expect(compared.locator("#facts")).to_contain_text("Mirrored")
    expect(compared.locator("#facts")).to_contain_text("%")
    assert picture_of(compared, "reference")
    flagged.bring_to_front()
    Eyes(flagged).focus(0)
    until(Eyes(flagged).card)
    keep(flagged, "compare-hovercard")


def test_laid_on_each_other_a_mirrored_copy_agrees(compared: Page) -> None:
    compared.keyboard.press("4")
    expect(compared.locator("#share")).to_be_visible()
    share = int((compared.locator("#share").text_content() or "").split()[0])
    assert share >= 90
    compared.keyboard.press("2")
    expect(compared.locator("#mix")).to_be_visible()
    compared.locator("#mix").fill("0")
    theirs = picture_of(compared, "drawn")
    compared.locator("#mix").fill("100")
    ours = picture_of(compared, "drawn")
    apart = sum(abs(a - b) for a, b in zip(theirs, ours, strict=True)) / len(ours)
    assert 0 < apart < 20


def test_it_flickers_and_stops(compared: Page) -> None:
    compared.keyboard.press("3")
    first = picture_of(compared, "drawn")
    until(lambda: picture_of(compared, "drawn") != first)
    compared.locator("h1").click()
    compared.keyboard.press(" ")
    expect(compared.locator("#showing")).not_to_be_empty()
    still = picture_of(compared, "drawn")
    compared.wait_for_function("() => new Promise((done) => setTimeout(() => done(true), 900))")
    assert picture_of(compared, "drawn") == still


def test_it_is_kept_as_a_picture_and_as_data(compared: Page, tmp_path: Path) -> None:
    with compared.expect_download() as picture:
        compared.get_by_role("button", name="Save as a picture").click()
    picture.value.save_as(tmp_path / "sheet.png")
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.format == "PNG"
        assert len(set(sheet.convert("L").resize((60, 60)).tobytes())) > 40
    with compared.expect_download() as data:
        compared.get_by_role("button", name="Save as data").click()
    data.value.save_as(tmp_path / "record.json")
    record = json.loads((tmp_path / "record.json").read_text("utf-8"))
    assert record["reference"]["sha256"] == record["signal"]["evidence"]["reference"]
    assert record["right"]["brand"] == "Acmara"
    assert record["agreeing_share"] > 0.9
    assert len(record["picture"]["sha256"]) == 64


def test_who_else_shows_the_photo_is_told(compared: Page) -> None:
    expect(compared.locator("#alike-title")).not_to_be_empty()


def test_a_figure_on_the_goods_flags_a_silent_title_and_is_laid_on_it(browser: BrowserContext, flagged: Page) -> None:
    page = opened_from(browser, flagged, 4)
    expect(page.locator("#reason")).to_contain_text("figure of Vexillo")
    page.keyboard.press("2")
    expect(page.locator("#mix")).to_be_visible()
    keep(page, "compare-logo")
    assert axe(page) == []
    page.close()


def test_words_on_the_goods_flag_a_silent_title_and_are_shown_enlarged(browser: BrowserContext, flagged: Page) -> None:
    page = opened_from(browser, flagged, 5)
    expect(page.locator("#reason")).to_contain_text("VEXILLO")
    expect(page.locator("#reference-caption")).to_contain_text("words")
    expect(page.locator("#facts")).to_contain_text("Words read")
    assert picture_of(page, "reference")
    keep(page, "compare-words")
    assert axe(page) == []
    page.close()


def test_a_design_is_told_as_a_likeness_only(browser: BrowserContext, flagged: Page) -> None:
    until(lambda: Eyes(flagged).badges()[6].level == "low", 60)
    page = opened_from(browser, flagged, 6)
    expect(page.locator("#reason")).to_contain_text("likeness")
    page.close()


def test_the_side_panel_leads_there_too(browser: BrowserContext, flagged: Page) -> None:
    panel = panel_of(flagged)
    expect(panel.locator("button.compare").first).to_be_visible()
    expect(panel.locator("#words-off")).to_be_hidden()
    assert axe(panel) == []
    with browser.expect_page() as opened:
        panel.locator("button.compare").first.click()
    expect(opened.value.locator("#shown")).to_be_visible()
    opened.value.close()
    panel.close()


@pytest.fixture(scope="module")
def console(browser: BrowserContext, server: Server) -> Iterator[Page]:
    """The console of the same server, in the same browser."""
    page = browser.new_page()
    page.goto(console_link(server))
    yield page
    page.close()


def compared_in(console: Page, card: int, reason: str) -> None:
    """The comparison of a card's signal as its page in the console leads to it."""
    console.goto(
        console.url.split("/", 3)[0] + "//" + console.url.split("/", 3)[2] + f"/listings/{GOODS[card].item_id}"
    )
    console.get_by_role("listitem").filter(has_text=reason).get_by_role("link").click()
    expect(console.locator("#shown")).to_be_visible()


@pytest.mark.parametrize(
    ("card", "reason", "views"),
    [(0, "photo of Acmara", 4), (4, "figure of Vexillo", 4), (5, "A picture reads", 0), (6, "likeness", 4)],
    ids=["photo", "figure", "words", "design"],
)
def test_every_picture_signal_is_compared_in_the_console(flagged: Page, console: Page, card: int, reason: str, views: int) -> None:  # fmt: skip
    until(lambda: Eyes(flagged).badges()[6].level == "low", 60)
    compared_in(console, card, reason)
    assert picture_of(console, "reference")
    assert picture_of(console, "suspect")
    expect(console.locator("#facts")).to_contain_text("Acmara" if card == 0 else "Vexillo")
    expect(console.locator("#views input:enabled:visible")).to_have_count(views)
    for scheme in ("light", "dark"):
        console.emulate_media(color_scheme=scheme)
        keep(console, f"console-compare-{card}-{scheme}")
    assert axe(console) == []


def test_a_comparison_is_kept_in_the_evidence(flagged: Page, console: Page, server: Server) -> None:
    assert flagged.url
    compared_in(console, 4, "figure of Vexillo")
    with console.expect_navigation(url="**/evidence/*"):
        console.get_by_role("button", name="Keep in the evidence").click()
    expect(console.get_by_text("The comparison is sealed.")).to_be_visible()
    record = server._services.evidence.record(console.url.rpartition("/")[2])
    assert [file.source for file in record.files] == ["comparison.png", "suspect.jpg", "reference.png"]
    keep(console, "console-compare-kept")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_comparison_is_accessible(compared: Page, scheme: str) -> None:
    compared.emulate_media(color_scheme=scheme)
    assert axe(compared) == []
    keep(compared, f"compare-side-{scheme}")
    compared.keyboard.press("4")
    assert axe(compared) == []
    keep(compared, f"compare-difference-{scheme}")


def test_a_page_that_is_gone_says_so(browser: BrowserContext) -> None:
    page = browser.new_page()
    page.goto(f"{PAGES}/compare/compare.html?tab=999999&item=1&kind=logo&reference={'a' * 64}")
    expect(page.locator("#trouble")).to_contain_text("gone")
    assert axe(page) == []
    page.close()


@pytest.mark.parametrize("image", ["https://evil.example/kf/x.jpg", "http://127.0.0.1:1/secret", "https://alicdn.com.evil.example/x.jpg"])  # fmt: skip
def test_only_aliexpress_pictures_are_fetched(browser: BrowserContext, site: Site, image: str) -> None:
    asked = len(site.asked)
    reply = ask_worker(browser, {"type": "comparison", "image": image, "reference": "a" * 64})
    assert (reply["ok"], reply["failure"]["code"]) == (False, "picture_gone")
    assert len(site.asked) == asked


def test_leaving_a_page_lets_go_what_was_not_begun(browser: BrowserContext, server: Server, site: Site) -> None:
    pictures = server._services.pictures
    goods = [Goods(number, f"Handbag number {number}") for number in range(100, 112)]
    for one in goods:
        site.put(f"{one.picture}_640x640.jpg", jpeg(scene(one.number)))
    page = browser.new_page()
    with held_back(pictures) as held:
        page.goto(site.put(SEARCH_URL, search_page(goods)))
        until(lambda: len(held.looked) == 2 and all(one.key in pictures._under_way for one in goods))
        page.goto("about:blank")
        until(lambda: not any(pictures._under_way.awaited(one.key) for one in goods))
        held.let_go()
        until(lambda: not any(one.key in pictures._under_way for one in goods))
    assert len(held.looked) == 2
    page.close()
