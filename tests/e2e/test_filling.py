"""Real components of Ant Design 3 to 6 and Alibaba Fusion, and plain HTML: judged by what the forms submit."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.kit.browser import until
from tests.kit.forms import (
    FILES,
    HOST,
    LIBRARIES,
    SUBMITTED,
    VALUES,
    comparable,
    driver,
    fill_form,
    look_at,
    portal,
    put_forms,
)
from tests.kit.site import Site


@pytest.fixture(scope="module")
def forms(site: Site) -> Site:
    put_forms(site)
    return site


@pytest.fixture
def extension_page(context: BrowserContext) -> Iterator[Page]:
    page = driver(context)
    yield page
    page.close()


@pytest.fixture
def form(context: BrowserContext) -> Iterator[Page]:
    """A tab whose own scripts may fail: libraries do when their nodes are replaced under them."""
    page = context.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("library", [*LIBRARIES, "fusion?remount"])
def test_every_field_arrives(forms: Site, form: Page, extension_page: Page, library: str) -> None:
    name, _, query = library.partition("?")
    form.goto(f"https://{HOST}/dist/{name}.html?{query}")
    form.wait_for_selector("#root form")
    done = fill_form(extension_page, form)
    states = {key: told["state"] for key, told in done["states"].items()}
    assert {key: done["states"][key] for key in [*VALUES, "evidence", "photos"] if states[key] != "filled"} == {}
    assert (states["declaration"], states["submit"], states["proof_type"]) == ("person", "person", "no_value")
    assert form.evaluate("window.SUBMITTED ?? null") is None
    assert done["stopped"] == 0
    form.get_by_role("button", name="Submit", exact=True).click()
    assert comparable(name, until(lambda: form.evaluate("window.SUBMITTED ?? null"))) == SUBMITTED


def test_filling_again_changes_nothing(forms: Site, form: Page, extension_page: Page) -> None:
    form.goto(f"https://{HOST}/dist/antd5.html")
    form.wait_for_selector("#root form")
    some = {key: VALUES[key] for key in ("platform", "ipr", "complaint_type", "links", "where", "bought_on")}
    fill_form(extension_page, form, values=some)
    form.evaluate(
        "() => { window.HEARD = 0; document.addEventListener('input', () => window.HEARD++, true); document.addEventListener('mousedown', () => window.HEARD++, true); }"
    )
    again = fill_form(extension_page, form, values=some)
    assert again["times"] == {}
    assert form.evaluate("window.HEARD") == 0


def test_what_the_person_changed_since_is_told(forms: Site, form: Page, extension_page: Page) -> None:
    form.goto(f"https://{HOST}/dist/plain.html")
    form.wait_for_selector("#root form")
    values = {"statement": "Mine", "platform": "aliexpress", "ipr_type": "no_such_type"}
    first = fill_form(extension_page, form, values=values, files=[])
    assert first["states"]["ipr_type"] == {"state": "empty", "shown": [], "failure": "not offered", "why": ""}
    form.locator("[name=statement]").fill("Theirs")
    told = look_at(extension_page, form, portal(), values)["statement"]
    assert (told["state"], told["shown"], told["copy"]) == ("differs", ["Theirs"], "Mine")


def test_files_arrive_byte_for_byte(forms: Site, form: Page, extension_page: Page) -> None:
    form.goto(f"https://{HOST}/dist/plain.html")
    form.wait_for_selector("#root form")
    done = fill_form(extension_page, form, values={}, files=FILES)
    assert done["states"]["evidence"]["state"] == "filled"
    read = "async () => Promise.all(Array.from(document.querySelector('[name=evidence]').files, async (file) => [file.name, file.type, btoa(String.fromCharCode(...new Uint8Array(await file.arrayBuffer())))]))"
    assert form.evaluate(read) == [[file["name"], file["type"], file["base64"]] for file in FILES]
