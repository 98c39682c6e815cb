"""The filling panel on a real server's complaints: drafted, checked, filled with its files, filed, by portal."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from markwarden.serving import Server
from tests.kit.browser import axe, keep, until
from tests.kit.client import Client
from tests.kit.filing import PNG, Filing, filing_of
from tests.kit.filling import fill, panel_of, states
from tests.kit.forms import HOST, comparable, put_forms
from tests.kit.pages import some_goods
from tests.kit.site import Site

GOODS = some_goods(60, tuple(f"Nike shoes {number}" for number in range(60)))
FORM = """<!doctype html><html lang="en"><title>form</title><body><h1>Report</h1><form>
  <label>IPR type <select name="ipr_type"><option></option><option>Trademark</option><option>Copyright</option></select></label>
  <label>Registration number <input name="ipr"></label>
  <label>Complaint reason <select name="reason"><option></option><option>Trademark use without permission</option></select></label>
  <label>Infringing links <textarea name="links"></textarea></label>
  <label>Description of infringement <textarea name="statement"></textarea></label>
  <label>Evidence <input type="file" name="evidence" multiple></label>
  <label><input type="checkbox" name="d"> I declare in good faith that this is true</label><button>Submit</button></form>
  <script>window.SENT = 0; document.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); window.SENT += 1; });</script></body></html>"""


@pytest.fixture(scope="module")
def context(own_context: BrowserContext) -> BrowserContext:
    return own_context


@pytest.fixture(scope="module")
def client(own_server: Server) -> Client:
    made = Client(own_server)
    made.pair()
    return made


@pytest.fixture
def desk(client: Client) -> Iterator[Filing]:
    with filing_of(client) as made:
        yield made
    for portal in client.ask("GET", "/portals").json["portals"]:
        client.ask("PUT", f"/portals/{portal['profile']['id']}/overrides", {})


@pytest.fixture(scope="module")
def forms(site: Site) -> Site:
    put_forms(site)
    return site


def test_a_real_complaint_with_its_files(forms: Site, page: Page, desk: Filing) -> None:
    desk.decide(*GOODS[:3])
    (case,) = desk.cases()
    desk.add_picture(case["id"])
    desk.add_picture(case["id"], "page of the shop.png", PNG + b"more", "screenshot")
    (draft,) = desk.draft()
    page.goto(f"https://{HOST}/dist/fusion.html#/complaint")
    panel = panel_of(page, None)
    # Chosen by itself: it is the one that waits for this portal.
    expect(panel.get_by_label("Complaint", exact=True)).to_have_value(draft["id"])
    report = desk.client.ask("GET", f"/complaints/{draft['id']}/check").json
    assert report["fit"]
    expect(panel.locator("#check-title")).to_have_text(
        f"Points to look at: {len({one['message']['en'] for one in report['findings']})}"
    )
    fill(panel)
    assert {key for key, state in states(panel).items() if state == "filled"} == {
        "platform", "ipr_type", "ipr", "complaint_type", "reason", "links", "statement", "evidence",
    }  # fmt: skip
    assert page.evaluate("window.SUBMITTED ?? null") is None
    page.bring_to_front()
    page.get_by_role("button", name="Submit", exact=True).click()
    sent = comparable("fusion", until(lambda: page.evaluate("window.SUBMITTED ?? null")))
    complaint = desk.complaint(draft["id"])
    assert (sent["ipr"], sent["reason"], sent["statement"]) == ("nike", "uu", complaint["statement"])
    assert sent["links"].split("\n") == [link["url"] for link in complaint["links"]]
    assert sent["evidence"] == ["comparison.png 70", "page of the shop.png 74"]

    # The number typed, where the page shows none.
    panel.bring_to_front()
    panel.get_by_text("Filed already? Write its number down").click()
    panel.get_by_role("textbox", name="Reference number").fill("AE-0001-77")
    panel.get_by_role("textbox", name="Reference number").press("Enter")
    expect(panel.locator("#reference-said")).to_contain_text("AE-0001-77 is kept")
    expect(panel.get_by_label("Complaint", exact=True)).to_have_value("")
    filed = desk.complaint(draft["id"])
    assert (filed["status"], filed["reference"]) == ("submitted", "AE-0001-77")
    assert {"answer", "list_window"} <= {one["key"] for one in filed["deadlines"]}
    panel.close()


@pytest.mark.parametrize("portal", ["notice-form", "generic", "ipp-alibaba", "ipp-aidc"])
def test_each_profile_fills_and_catches_its_number(
    site: Site, page: Page, desk: Filing, client: Client, portal: str
) -> None:
    host = "qinquan.taobao.com" if portal == "ipp-alibaba" else HOST
    if portal in ("notice-form", "generic"):
        assert client.ask("PUT", f"/portals/{portal}/overrides", {"hosts": [host]}).status == 200
    start = {"notice-form": 10, "generic": 22, "ipp-alibaba": 34, "ipp-aidc": 46}[portal]
    desk.decide(*GOODS[start : start + 12])
    page.goto(site.put(f"https://{host}/complaint/complaint.htm", FORM))
    panel = panel_of(page, None)
    if portal in ("notice-form", "generic"):
        panel.locator("#which-portal").select_option(portal)
        expect(panel.locator("#portal-name")).to_contain_text("Notice form" if portal == "notice-form" else "form", ignore_case=True)  # fmt: skip
    panel.get_by_role("button", name="Prepare complaints").click()
    parts = 2 if portal == "notice-form" else 1  # ten links at most
    expect(panel.locator("#said")).to_contain_text(f"Complaints prepared: {parts}.")
    expect(panel.locator("#cases")).to_be_hidden()
    chosen = panel.get_by_label("Complaint", exact=True).input_value()
    fill(panel)
    told = states(panel)
    assert told["links"] == "filled"
    values = desk.values(chosen)
    assert len(values["links"]) == (12 if portal != "notice-form" else len(values["links"]))
    assert len(values["links"]) <= 12 if portal != "notice-form" else len(values["links"]) <= 10
    assert page.locator("[name=links]").input_value().split("\n") == values["links"]
    if portal in ("notice-form", "generic"):
        assert (page.locator("[name=ipr]").input_value(), page.locator("[name=statement]").input_value()) == ("1000", values["statement"])  # fmt: skip
    assert page.evaluate("window.SENT") == 0
    assert not page.locator("[name=d]").is_checked()
    page.bring_to_front()
    page.get_by_role("button", name="Submit").click()
    page.evaluate("document.body.innerHTML = '<h1>Thank you</h1><p>Case ID: <b>QX77-2026-001</b></p>'")
    expect(panel.locator("#reference code")).to_have_text("QX77-2026-001")
    panel.bring_to_front()
    panel.get_by_role("button", name="Keep it: QX77-2026-001").click()
    expect(panel.locator("#reference-said")).to_contain_text("QX77-2026-001 is kept")
    filed = desk.complaint(chosen)
    assert (filed["status"], filed["reference"], filed["portal"]) == ("submitted", "QX77-2026-001", portal)
    # The next one that waits is chosen, where there is one.
    left = [one["id"] for one in desk.complaints() if one["status"] == "draft"]
    expect(panel.get_by_label("Complaint", exact=True)).to_have_value(left[0] if left else "")
    panel.close()


def test_a_reason_that_the_form_has_and_the_profile_not(site: Site, page: Page, desk: Filing, client: Client) -> None:
    desk.decide(GOODS[58])
    (draft,) = desk.draft()
    options = "".join(f"<option>{text}</option>" for text in ("", "Trade dress imitation", "Something else"))
    page.goto(site.put(f"https://{HOST}/reasons.html", FORM.replace("<option>Trademark use without permission</option>", options)))  # fmt: skip
    panel = panel_of(page, None)
    fill(panel)
    expect(panel.locator("[data-key=reason] .why")).not_to_be_empty()
    panel.get_by_text("A reason is not in the list?").click()
    panel.get_by_label("The reason, as the form words it").fill("Trade dress imitation")
    for scheme in ("light", "dark"):
        panel.emulate_media(color_scheme=scheme)
        assert axe(panel) == []
        keep(panel, f"filing-reason-{scheme}")
    panel.get_by_role("button", name="Add it and use it here").click()
    expect(panel.locator("#said")).to_contain_text("“Trade dress imitation” is added")
    fill(panel)
    assert states(panel)["reason"] == "filled"
    assert page.locator("[name=reason]").input_value() == "Trade dress imitation"
    (portal,) = [one for one in client.ask("GET", "/portals").json["portals"] if one["profile"]["id"] == "ipp-aidc"]
    (added,) = portal["overrides"]["reasons"]
    assert (added["words"]["en"], added["rights"], added["added"]) == (["Trade dress imitation"], ["trademark"], True)
    assert desk.complaint(draft["id"])["reason"] == added["value"]
    panel.close()


def test_two_tabs_take_two_complaints(site: Site, page: Page, desk: Filing, context: BrowserContext) -> None:
    desk.decide(GOODS[3])
    desk.decide(GOODS[4], mark="Gucci")
    desk.draft()
    first, second = reversed([one["id"] for one in desk.complaints() if one["status"] == "draft"])
    page.goto(site.put(f"https://{HOST}/two.html", FORM))
    panel = panel_of(page, None)
    expect(panel.get_by_label("Complaint", exact=True)).to_have_value(first)
    fill(panel)
    other = context.new_page()
    other.goto(page.url)
    beside = panel_of(other, None)
    expect(beside.get_by_label("Complaint", exact=True)).to_have_value(second)
    beside.close()
    other.close()
    panel.close()
