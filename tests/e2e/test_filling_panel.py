"""The filling panel: a complaint chosen, the form filled on the person's word, further steps followed."""

from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from markwarden.serving import Server
from tests.kit.browser import axe, keep, until
from tests.kit.filling import KEYS, Complaints, fill, panel_of, standing_in, states
from tests.kit.forms import CONTROLS, FILES, HOST, SUBMITTED, VALUES, comparable, put_forms
from tests.kit.site import Site


@pytest.fixture
def complaints(context: BrowserContext) -> Iterator[Complaints]:
    with standing_in(context) as stand_in:
        yield stand_in


@pytest.fixture(scope="module")
def forms(site: Site) -> Site:
    put_forms(site)
    return site


@pytest.mark.parametrize("library", ["antd3"])
def test_from_complaint_to_unsubmitted_form(
    forms: Site, page: Page, complaints: Complaints, context: BrowserContext, library: str
) -> None:
    page.goto(f"https://{HOST}/dist/{library}.html#/complaint")
    panel = panel_of(page)
    assert set(states(panel).values()) == {"empty", "person", "no_value", "not_found"}
    fill(panel)
    told = states(panel)
    assert {key for key, state in told.items() if state == "filled"} == {*KEYS, "evidence"}
    assert (told["declaration"], told["submit"], told["proof_type"]) == ("person", "person", "no_value")
    expect(panel.locator("#summary")).to_have_text("9 of 9 fields filled; 2 left to you.")
    expect(panel.locator("#stopped")).to_be_hidden()
    assert page.evaluate("window.SUBMITTED ?? null") is None
    assert not page.locator("input[type=checkbox]").first.is_checked()
    page.get_by_role("button", name="Submit", exact=True).click()
    submitted = comparable(library, until(lambda: page.evaluate("window.SUBMITTED ?? null")))
    assert submitted == {key: SUBMITTED[key] for key in [*KEYS, "evidence"]}
    panel.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_panel_is_accessible(forms: Site, page: Page, complaints: Complaints, scheme: str) -> None:
    page.goto(f"https://{HOST}/dist/plain.html")
    complaints.values["statement"] = "As found."
    panel = panel_of(page)
    panel.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    fill(panel)
    page.locator("[name=statement]").fill("Changed by hand since.")
    expect(panel.locator("[data-key=statement]")).to_have_attribute("data-state", "differs")
    copied = panel.locator("[data-act=copy]").evaluate_all("(all) => all.map((one) => one.closest('li').dataset.key)")
    assert set(copied) == {*KEYS, "evidence"}
    assert axe(panel) == []
    keep(panel, f"filling-{scheme}")
    panel.close()


def test_panel_by_keyboard_copies_a_value(forms: Site, page: Page, complaints: Complaints) -> None:
    page.goto(f"https://{HOST}/dist/plain.html")
    panel = panel_of(page)
    panel.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel.bring_to_front()
    panel.get_by_role("button", name="Copy: Order number").focus()
    panel.keyboard.press("Enter")
    expect(panel.locator("#said")).to_have_text("Order number is copied.")
    assert panel.evaluate("navigator.clipboard.readText()") == VALUES["order_number"]
    panel.close()


@pytest.fixture
def every_control(shared_server: Server) -> Iterator[None]:
    """A profile of the person's own in the shipped one's place, with fields of every kind."""
    folder = shared_server.settings.data_dir / "portals"
    folder.mkdir(exist_ok=True)
    more = "".join(
        f'[[fields]]\nkey = "{key}"\nkind = "{kind}"\nlabels = {{ en = ["{label}"] }}\n\n'
        for key, kind, label in CONTROLS
    )
    own = folder / "ipp-aidc.toml"
    shipped = files("markwarden.complaints.profiles") / "shipped" / "ipp-aidc.toml"
    own.write_text(f"{shipped.read_text('utf-8')}\n{more}", "utf-8")
    yield
    own.unlink()


@pytest.mark.parametrize("library", ["fusion"])
def test_a_further_step_is_filled_when_the_person_goes_on(
    forms: Site, page: Page, complaints: Complaints, every_control: None, library: str
) -> None:
    complaints.values = dict(VALUES)
    page.goto(f"https://{HOST}/dist/{library}.html?steps")
    panel = panel_of(page)
    fill(panel)
    assert {key for key, state in states(panel).items() if state == "filled"} == {*KEYS, "evidence"}
    assert page.get_by_role("button", name="Next", exact=True).is_visible()
    page.bring_to_front()
    page.get_by_role("button", name="Next", exact=True).click()
    expect(panel.locator("[data-key=photos]")).to_have_attribute("data-state", "filled", timeout=60_000)
    expect(panel.get_by_role("button", name="Fill the form")).to_be_enabled(timeout=60_000)
    assert page.evaluate("window.SUBMITTED ?? null") is None
    page.get_by_role("button", name="Submit", exact=True).click()
    assert comparable(library, until(lambda: page.evaluate("window.SUBMITTED ?? null"))) == SUBMITTED
    panel.close()


def test_the_last_choice_counts_whichever_is_answered_first(
    forms: Site, page: Page, complaints: Complaints, context: BrowserContext
) -> None:
    page.goto(f"https://{HOST}/dist/plain.html")
    panel = panel_of(page)
    late: list[Route] = []
    context.route("http://127.0.0.1:*/api/v1/complaints/c1/form", lambda route: late.append(route))
    panel.reload()
    until(lambda: panel.evaluate("true") and late)  # the driver hands on requests only while it is asked something
    panel.get_by_label("Complaint", exact=True).select_option("c2")
    expect(panel.locator("[data-key=links]")).to_be_visible()
    complaints.answer(late[0])
    fill(panel)
    assert page.locator("[name=links]").input_value() == "https://www.aliexpress.com/item/2.html"
    panel.close()


def test_nothing_can_be_filled_before_what_speaks_against_it_is_shown(
    forms: Site, page: Page, complaints: Complaints, context: BrowserContext
) -> None:
    page.goto(f"https://{HOST}/dist/plain.html")
    late: list[Route] = []
    values: list[str] = []
    context.route("http://127.0.0.1:*/api/v1/complaints/c1/check", lambda route: late.append(route))
    panel = panel_of(page, None)
    context.on("requestfinished", lambda request: values.append(request.url) if "/files/" in request.url else None)
    panel.get_by_label("Complaint", exact=True).select_option("c1")
    button = panel.get_by_role("button", name="Fill the form")
    until(lambda: panel.evaluate("true") and late and len(values) >= len(FILES))
    expect(button).to_be_disabled()
    complaints.answer(late[-1])
    expect(button).to_be_enabled()
    place = button.bounding_box()
    expect(panel.locator("#check")).to_be_visible()
    assert button.bounding_box() == place
    panel.close()


HOLD_NEXT_LOOK = """() => {
  const send = chrome.tabs.sendMessage.bind(chrome.tabs);
  chrome.tabs.sendMessage = async (tab, message, options) => {
    const reply = await send(tab, message, options);
    if (message.type === "describe" && !window.letGo) await new Promise((resolve) => { window.letGo = resolve; });
    return reply;
  };
}"""


def test_a_look_that_a_filling_overtook_says_nothing(forms: Site, page: Page, complaints: Complaints) -> None:
    page.goto(f"https://{HOST}/dist/plain.html")
    panel = panel_of(page)
    panel.evaluate(HOLD_NEXT_LOOK)
    panel.get_by_role("button", name="Look again").click()
    until(lambda: panel.evaluate("!!window.letGo"))
    fill(panel)
    filled = states(panel)
    assert filled["links"] == "filled"
    panel.evaluate("async () => { letGo(); await new Promise((resolve) => setTimeout(resolve)); }")
    assert states(panel) == filled
    panel.close()


def test_a_filling_that_breaks_is_told(forms: Site, page: Page, complaints: Complaints) -> None:
    page.goto(f"https://{HOST}/dist/plain.html")
    panel = panel_of(page)
    panel.evaluate("() => { chrome.declarativeNetRequest.updateSessionRules = () => Promise.reject(new Error('no more rules')); }")  # fmt: skip
    fill(panel)
    expect(panel.get_by_role("alert")).to_contain_text("The filling broke off")
    expect(panel.locator("#trouble-help")).to_contain_text("no more rules")
    assert axe(panel) == []
    keep(panel, "filling-broke")
    assert states(panel)["links"] == "empty"
    panel.close()


def test_what_is_being_filled_stays_chosen(forms: Site, page: Page, complaints: Complaints) -> None:
    page.goto(f"https://{HOST}/dist/plain.html")
    panel = panel_of(page)
    panel.evaluate(HOLD_NEXT_LOOK)
    panel.bring_to_front()
    panel.get_by_role("button", name="Fill the form").focus()
    panel.keyboard.press("Enter")
    until(lambda: panel.evaluate("!!window.letGo"))
    expect(panel.get_by_label("Complaint", exact=True)).to_be_disabled()
    panel.evaluate("letGo()")
    expect(panel.get_by_label("Complaint", exact=True)).to_be_enabled(timeout=60_000)
    expect(panel.get_by_label("Complaint", exact=True)).to_have_value("c1")
    expect(panel.get_by_role("button", name="Fill the form")).to_be_focused()
    panel.close()


def test_a_spoilt_file_is_not_put_in(forms: Site, page: Page, complaints: Complaints) -> None:
    complaints.spoil = True
    page.goto(f"https://{HOST}/dist/plain.html")
    panel = panel_of(page, None)
    panel.get_by_label("Complaint", exact=True).select_option("c1")
    expect(panel.locator("#trouble-title")).to_have_text("A file is not the one that was recorded")
    expect(panel.get_by_role("button", name="Fill the form")).to_be_disabled()
    panel.close()


def test_elsewhere_the_panel_leads_to_the_portals(page: Page, site: Site, complaints: Complaints) -> None:
    page.goto(site.put("https://elsewhere.example/", "<!doctype html><title>x</title>x"))
    panel = panel_of(page, None)
    expect(panel.locator("#elsewhere")).to_contain_text("AliProtect was shut down on 15 December 2018")
    links = panel.locator("#portals a").evaluate_all("(links) => links.map((link) => link.href)")
    assert "https://ipp.aidcgroup.net/#/" in links
    assert "https://qinquan.taobao.com/complaint/complaint.htm" in links
    panel.get_by_text("Add a site", exact=True).click()
    panel.get_by_label("Its address").fill("not a host")
    panel.get_by_role("button", name="Add this site").click()
    expect(panel.locator("#said")).to_have_text("That is no address of a web site.")
    assert axe(panel) == []
    panel.close()


def test_the_toolbar_opens_the_filling_panel_on_a_portal(forms: Site, page: Page) -> None:
    page.goto(f"https://{HOST}/dist/plain.html")
    panel = panel_of(page, None)
    tab = int(panel.url.split("tab=")[1])
    path = "(tabId) => chrome.sidePanel.getOptions({tabId}).then(({path}) => path)"
    assert until(lambda: panel.evaluate(path, tab) == f"forms/panel.html?tab={tab}")
    page.goto("https://www.aliexpress.com/")
    assert until(lambda: panel.evaluate(path, tab) == "sidepanel/panel.html")
    panel.close()
