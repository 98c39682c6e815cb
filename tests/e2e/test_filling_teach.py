"""Teach mode, and the reference number that a portal shows after filing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from markwarden.serving import Server
from tests.kit.filling import Complaints, fill, panel_of, standing_in, states
from tests.kit.forms import HOST
from tests.kit.site import Site

URL = f"https://{HOST}/complaint.html"


@pytest.fixture
def complaints(context: BrowserContext) -> Iterator[Complaints]:
    with standing_in(context) as stand_in:
        yield stand_in


@pytest.fixture(autouse=True)
def _nothing_taught(shared_server: Server) -> Iterator[None]:
    yield
    (shared_server.settings.data_dir / "portal_overrides.json").unlink(missing_ok=True)


def form(generation: int) -> str:
    """The same form to a reader, built anew: other class names, other ids, other boxes."""
    box = ["div", "section", "p"][generation]
    name = ["a", "css-1x2y3z", "Field__root--9"][generation]
    fields = "".join(
        f'<{box} class="{name}"><span class="{name}l">{label}</span> <{control} class="{name}c" name="{key}"></{control}></{box}>'
        for key, label, control in (("name", "Your name", "input"), ("where", "Where is it sold?", "textarea"), ("tell", "Tell us more", "textarea"))
    )  # fmt: skip
    return f"""<!doctype html><html lang="en"><title>form</title><body><h2>Details</h2><form>{fields}<label><input type="checkbox" name="d"> I declare that this is true</label></form>
      <script>window.HEARD = []; for (const type of ["click", "mousedown", "pointerdown", "keydown"]) document.addEventListener(type, () => window.HEARD.push(type), true);</script></body></html>"""


def teach(panel: Page, label: str) -> None:
    panel.bring_to_front()
    panel.get_by_role("button", name=f"Teach: {label}").click()
    expect(panel.locator("#teaching")).to_contain_text("Point at")


def test_a_taught_field_survives_changed_class_names(site: Site, page: Page, complaints: Complaints) -> None:
    page.goto(site.put(URL, form(0)))
    panel = panel_of(page)
    assert states(panel)["links"] == "not_found"
    teach(panel, "Infringing listings")
    page.locator("[name=where]").click()
    expect(panel.locator("#said")).to_have_text("“Infringing listings” is found at “Where is it sold?” from now on.")
    assert page.evaluate("window.HEARD") == []
    for generation in (0, 1, 2):
        page.goto(site.put(URL, form(generation)))
        expect(panel.locator("[data-key=links]")).to_have_attribute("data-state", "empty")
        fill(panel)
        assert states(panel)["links"] == "filled"
        assert page.locator("[name=where]").input_value() == "\n".join(complaints.values["links"])
        assert page.locator("[name=tell]").input_value() == ""
    panel.close()


def test_teaching_by_keyboard_and_leaving_off(site: Site, page: Page, complaints: Complaints) -> None:
    page.goto(site.put(URL, form(1)))
    panel = panel_of(page)
    teach(panel, "Infringing listings")
    page.keyboard.press("Escape")
    expect(panel.locator("#teaching")).to_be_hidden()
    assert states(panel)["links"] == "not_found"
    teach(panel, "Supplement infringement reason(s)")
    page.locator("[name=tell]").focus()
    page.keyboard.press("Enter")
    expect(panel.locator("#said")).to_contain_text("Tell us more")
    assert states(panel)["statement"] == "empty"
    assert page.locator("[name=tell]").input_value() == ""
    panel.close()


def test_a_click_of_the_pages_own_teaches_nothing(site: Site, page: Page, complaints: Complaints) -> None:
    page.goto(site.put(URL, form(0)))
    panel = panel_of(page)
    teach(panel, "Infringing listings")
    page.evaluate("document.querySelector('[name=tell]').click()")
    page.locator("[name=where]").click()
    expect(panel.locator("#said")).to_contain_text("Where is it sold?")
    panel.close()


def test_a_declaration_cannot_be_taught(site: Site, page: Page, complaints: Complaints, shared_server: Server) -> None:
    page.goto(site.put(URL, form(0)))
    panel = panel_of(page)
    teach(panel, "Infringing listings")
    page.locator("[name=d]").click()
    expect(panel.locator("#said")).to_have_text("This cannot be taught: It is a declaration: that is your own act.")
    assert not page.locator("[name=d]").is_checked()
    assert not (shared_server.settings.data_dir / "portal_overrides.json").exists()
    panel.close()


LINKS = "<label>Infringing listings <textarea></textarea></label>"


def result(number: str) -> str:
    return f"<!doctype html><html lang=en><title>done</title><body><h1>Thank you</h1><p>Complaint No. <b>{number}</b></p></body></html>"


def test_the_reference_number_is_offered_and_never_taken_by_itself(
    site: Site, page: Page, complaints: Complaints
) -> None:
    site.put(f"https://{HOST}/done.html", result("AE20261124-0077"))
    page.goto(
        site.put(
            URL,
            f'<!doctype html><html lang=en><title>form</title><body><p>Last time: complaint no. OLD-123456</p><form action="/done.html">{LINKS}<button>Submit</button></form></body></html>',
        )
    )
    panel = panel_of(page)
    fill(panel)
    expect(panel.locator("#reference")).to_be_hidden()
    page.bring_to_front()
    page.get_by_role("button", name="Submit").click()
    expect(panel.locator("#reference code")).to_have_text("AE20261124-0077")
    assert complaints.events == []
    panel.bring_to_front()
    panel.get_by_role("button", name="Keep it: AE20261124-0077").click()
    expect(panel.locator("#reference-said")).to_contain_text("AE20261124-0077 is kept")
    assert complaints.events == [{"status": "submitted", "reference": "AE20261124-0077"}]
    panel.close()


def test_a_number_that_comes_into_the_same_page_can_be_left(site: Site, page: Page, complaints: Complaints) -> None:
    page.goto(
        site.put(
            URL,
            f"<!doctype html><html lang=en><title>form</title><body><p>Complaint No. OLD-123456</p><form>{LINKS}</form></body></html>",
        )
    )
    panel = panel_of(page)
    fill(panel)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p>投诉单号：ZX99887766</p>')")
    expect(panel.locator("#reference code")).to_have_text("ZX99887766")
    panel.bring_to_front()
    panel.get_by_role("button", name="Not this: ZX99887766").click()
    expect(panel.locator("#reference")).to_be_hidden()
    assert complaints.events == []
    panel.close()


def test_no_number_is_offered_where_nothing_was_filled(site: Site, page: Page, complaints: Complaints) -> None:
    page.goto(
        site.put(URL, f"<!doctype html><html lang=en><title>form</title><body><form>{LINKS}</form></body></html>")
    )
    panel = panel_of(page)
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<label>Order number <input></label><p>Complaint No. AE20261124-0077</p>')"
    )
    expect(panel.locator("[data-key=order_number]")).to_have_attribute("data-state", "empty")
    expect(panel.locator("#reference")).to_be_hidden()
    panel.close()
