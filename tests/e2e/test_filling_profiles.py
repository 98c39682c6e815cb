"""Every field of every shipped profile, by every label it may have, in both languages: found, filled, read back."""

from collections.abc import Iterator
from html import escape
from typing import Any, Literal

import pytest
from playwright.sync_api import BrowserContext, Page

from markwarden.complaints.profiles import shipped_profiles
from markwarden.complaints.profiles.portals import merged
from markwarden_schema.portal import PortalField, PortalOverrides, PortalProfile, Words
from tests.kit.forms import FILES, HOST, driver, fill_form, look_at
from tests.kit.site import Site

Language = Literal["en", "zh"]
PROFILES = [profile for profile in shipped_profiles().values() if profile.fields]
TEXTS = {"ipr": "Acmara (EU)(018000137)", "order_number": "8012345678901234", "statement": "Seam on the wrong side.\n标志不同。", "links": ["https://www.aliexpress.com/item/1.html", "https://www.aliexpress.com/item/2.html"]}  # fmt: skip


@pytest.fixture(scope="module")
def extension_page(context: BrowserContext) -> Iterator[Page]:
    page = driver(context)
    yield page
    page.close()


def here(profile: PortalProfile) -> tuple[dict[str, Any], str]:
    """The portal as the extension gets it, and where its form stands."""
    # Where a form has no public address, the person adds one.
    hosts = [] if profile.pages else [HOST]
    portal = merged(profile, PortalOverrides(hosts=hosts), shipped=True)
    page = next(page for page in portal.profile.pages if page.form)
    return portal.model_dump(mode="json"), f"https://{page.host}/profiles/{profile.id}.html"


def texts(words: Words, language: Language) -> list[str]:
    return list(getattr(words, language))


def choices(profile: PortalProfile, field: PortalField) -> list[tuple[str, Words]]:
    options = profile.reasons if field.key == "reason" else field.options
    return [(one.value, one.words) for one in options]


def values(profile: PortalProfile) -> dict[str, str | list[str]]:
    """The last option of each choice that leads to the most fields; texts for the rest."""
    found: dict[str, str | list[str]] = {}
    for field in profile.fields:
        offered = choices(profile, field)
        if not field.person and field.kind.value != "upload":
            found[field.key] = TEXTS[field.key] if field.key in TEXTS else offered[-1][0]
    wanted = {key: allowed[0] for field in profile.fields for key, allowed in field.when.items()}
    return found | wanted


def control(profile: PortalProfile, field: PortalField, label: str, language: Language, nth: int) -> str:
    offered = [(words := texts(one, language))[min(nth, len(words) - 1)] for _, one in choices(profile, field)]
    if field.key == "ipr":
        offered = ["Acmara (EU)(018000136)", str(TEXTS["ipr"])]
    name, label = f'name="{field.key}"', escape(label)
    match field.kind.value:
        case "select":
            return f"<p><label>{label} <select {name}><option></option>{''.join(f'<option>{escape(one)}</option>' for one in offered)}</select></label></p>"
        case "radio":
            return f"<fieldset><legend>{label}</legend>{''.join(f'<label><input type=radio {name} value={n}>{escape(one)}</label>' for n, one in enumerate(offered))}</fieldset>"
        case "textarea":
            return f"<p><label>{label} <textarea {name}></textarea></label></p>"
        case "upload":
            return f"<p><label>{label} <input type=file multiple {name}></label></p>"
        case "checkbox":
            return f"<p><label><input type=checkbox {name}> {label}</label></p>"
        case "button":
            return f"<p><button>{label}</button></p>"
        case kind:
            assert kind == "text"
            return f"<p><label>{label} <input {name}></label></p>"


def form(profile: PortalProfile, language: Language, nth: int) -> str:
    """A form with the nth label of each field that has so many, and the nth text of each option."""
    names = [(field, texts(field.labels, language)) for field in profile.fields]
    fields = "".join(control(profile, field, found[min(nth, len(found) - 1)], language, nth) for field, found in names)
    return f"""<!doctype html><html lang="{language}"><meta charset="utf-8"><title>form</title><body><form>{fields}</form>
      <script>window.SENT = 0; document.querySelector("form").addEventListener("submit", (event) => {{ event.preventDefault(); window.SENT += 1; }});</script></body></html>"""


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_every_field_by_every_label(
    site: Site, page: Page, extension_page: Page, profile: PortalProfile, language: Language
) -> None:
    portal, url = here(profile)
    wanted = values(profile)
    left = {field.key for field in profile.fields if field.person}
    most = max(len(texts(words, language)) for field in profile.fields for words in [field.labels, *(one for _, one in choices(profile, field))])  # fmt: skip
    for nth in reversed(range(most)):
        page.goto(site.put(url, form(profile, language, nth)))
        found = {key: told["state"] for key, told in look_at(extension_page, page, portal, wanted).items()}
        assert found == dict.fromkeys(wanted, "empty") | dict.fromkeys(left, "person") | {"evidence": "no_value"}, nth
    done = fill_form(extension_page, page, at=portal, values=wanted, files=FILES)
    assert {key: told["state"] for key, told in done["states"].items()} == dict.fromkeys([*wanted, "evidence"], "filled") | dict.fromkeys(left, "person")  # fmt: skip
    for field in profile.fields:
        shown = done["states"][field.key]["shown"]
        offered = dict(choices(profile, field))
        if field.key in TEXTS:
            text = TEXTS[field.key]
            assert shown == [text if isinstance(text, str) else "\n".join(text)]
        elif field.key in wanted:
            assert shown == texts(offered[str(wanted[field.key])], language)[:1]
    assert page.evaluate("window.SENT") == 0
    assert page.locator("input[type=checkbox]:checked").count() == 0
