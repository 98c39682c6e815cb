"""Complaint forms made of real components, served at a portal's own host, and what is put into them."""

import subprocess
from typing import Any

from playwright.sync_api import BrowserContext, Page

from markwarden.complaints.profiles import shipped_profiles
from markwarden.complaints.profiles.portals import merged
from markwarden_schema.portal import PortalOverrides, PortalProfile
from tests.kit.browser import PAGES, ROOT
from tests.kit.site import Site

HOST = "ipp.aidcgroup.net"
LIBRARIES = ("plain", "antd3", "antd4", "antd5", "antd6", "fusion")
DIST = ROOT / "tests" / "forms" / "dist"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
FILES = [
    {"name": "comparison.png", "type": "image/png", "base64": PIXEL},
    {"name": "test-buy.pdf", "type": "application/pdf", "base64": "JVBERi0xLjQ="},
]
CONTROLS = (
    ("complainant", "text", "Complainant name"),
    ("quantity", "number", "Quantity seen"),
    ("country", "select", "Country"),
    ("warehouse", "select", "Warehouse"),
    ("platforms", "multiple", "Platforms"),
    ("keywords", "tags", "Keywords"),
    ("where", "checkboxes", "Where it infringes"),
    ("shape", "radio", "Company form"),
    ("category", "cascader", "Category"),
    ("category_hover", "cascader", "Second category"),
    ("bought_on", "date", "Bought on"),
    ("photos", "upload", "Photos"),
)
"""Fields of the test forms beyond those of a complaint: key, kind, label."""
LINKS = [f"https://www.aliexpress.com/item/{1005006000000000 + number}.html" for number in range(300)]
VALUES: dict[str, str | list[str]] = {
    "platform": "aliexpress",
    "ipr_type": "design",
    "ipr": "Acmara 137 (EU)(0180000137)",
    "complaint_type": "store",
    "reason": "test_buy",
    "order_number": "8012345678901234",
    "links": LINKS,
    "statement": "The seam is on the wrong side.\nThe logo is 3 mm too wide. 标志不同。",
    "complainant": "Acmara Ltd",
    "quantity": "12",
    "country": "Country 157",
    "warehouse": "Warehouse 143",
    "platforms": ["Alibaba", "Lazada"],
    "keywords": ["bag", "wallet"],
    "where": ["Title", "Description"],
    "shape": "Agent",
    "category": ["Electronics", "Phones", "Chargers"],
    "category_hover": ["Home", "Lamps", "Desk lamps"],
    "bought_on": "2026-10-05",
}
_NAMES = [f"{file['name']} {size}" for file, size in zip(FILES, (70, 8), strict=True)]
SUBMITTED: dict[str, object] = {
    "platform": "ae",
    "ipr_type": "dp",
    "ipr": "r137",
    "complaint_type": "store",
    "reason": "tb",
    "order_number": "8012345678901234",
    "links": "\n".join(LINKS),
    "statement": VALUES["statement"],
    "evidence": _NAMES,
    "complainant": "Acmara Ltd",
    "quantity": 12,
    "country": "Country157",
    "warehouse": "Warehouse143",
    "platforms": ["Alibaba", "Lazada"],
    "keywords": ["bag", "wallet"],
    "where": ["t", "d"],
    "shape": "a",
    "category": ["e", "p", "g"],
    "category_hover": ["h", "l", "d"],
    "bought_on": "2026-10-05",
    "photos": _NAMES,
}
"""What a form submits once `VALUES` and `FILES` are in it, as Ant Design gives it."""
_LOOK = """async ({tab, portal, values}) => {
  const {enter} = await import(chrome.runtime.getURL("forms/frames.js"));
  const {look} = await import(chrome.runtime.getURL("forms/filler.js"));
  const states = await look(portal, {portal: "", values, files: []}, [], await enter(tab, portal.profile.pages.map(({host}) => host)));
  return Object.fromEntries(states.map(({key, state, shown, copy}) => [key, {state, shown, copy}]));
}"""
_RUN = """async ({tab, portal, values, files}) => {
  const {enter} = await import(chrome.runtime.getURL("forms/frames.js"));
  const {fill} = await import(chrome.runtime.getURL("forms/filler.js"));
  const frames = await enter(tab, portal.profile.pages.map(({host}) => host));
  const times = {};
  let [key, since] = [null, performance.now()];
  const told = (_, next) => {
    if (key) times[key] = performance.now() - since;
    [key, since] = [next, performance.now()];
  };
  const {states, stopped} = await fill(portal, {portal: "", values, files: []}, files, frames, told);
  return {stopped, times, hosts: frames.map(({host}) => host), states: Object.fromEntries(states.map(({key, state, shown, failure, why}) => [key, {state, shown, failure, why}]))};
}"""


def build() -> None:
    """Bundle the forms where that was not done since they changed."""
    subprocess.run(["make", "--silent", "tests/forms/dist/.ready"], cwd=ROOT, check=True, capture_output=True)


def put_forms(site: Site, host: str = HOST) -> None:
    """Serve them at a host; the page's address is `https://HOST/dist/LIBRARY.html`."""
    build()
    for path in DIST.iterdir():
        site.put(f"https://{host}/dist/{path.name}", path.read_bytes())


def portal(host: str = HOST, **overrides: Any) -> dict[str, Any]:
    """The AIDC portal, with the fields of every other kind of control beside its own."""
    profile = shipped_profiles()["ipp-aidc"].model_dump(mode="json")
    profile["pages"] = [{"host": host}]
    profile["fields"] += [{"key": key, "kind": kind, "labels": {"en": [label]}} for key, kind, label in CONTROLS]
    sound = PortalProfile.model_validate(profile)
    return merged(sound, PortalOverrides.model_validate(overrides), shipped=False).model_dump(mode="json")


def tab_of(extension_page: Page, page: Page) -> int:
    """The browser's number for a page's tab, which is in front then; the address may be one the extension cannot see."""
    page.bring_to_front()
    return int(extension_page.evaluate("() => chrome.tabs.query({active: true}).then(([tab]) => tab.id)"))


def driver(context: BrowserContext) -> Page:
    """A page of the extension's own, from which the filler can be driven as its panel does."""
    page = context.new_page()
    page.goto(f"{PAGES}/icons/icon.svg")
    return page


def fill_form(
    extension_page: Page,
    page: Page,
    *,
    at: dict[str, Any] | None = None,
    values: dict[str, str | list[str]] | None = None,
    files: list[dict[str, str]] | None = None,
) -> dict[str, Any]:
    """Fill the form of a page; each field's state, and how often the page tried to send itself."""
    told = {
        "tab": tab_of(extension_page, page),
        "portal": at or portal(),
        "values": VALUES if values is None else values,
        "files": FILES if files is None else files,
    }
    done: dict[str, Any] = extension_page.evaluate(_RUN, told)
    return done


def look_at(extension_page: Page, page: Page, at: dict[str, Any], values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Each field's state before anything is filled."""
    told = {"tab": tab_of(extension_page, page), "portal": at, "values": values}
    return dict(extension_page.evaluate(_LOOK, told))


def comparable(library: str, submitted: dict[str, Any]) -> dict[str, Any]:
    """What a library submits, as `SUBMITTED` has it."""
    same = {key: value for key, value in submitted.items() if value not in (None, "", [])}
    if "bought_on" in same and library != "plain":
        same["bought_on"] = str(same["bought_on"])[:10]
    if library == "fusion":
        full = {"g": ["e", "p", "g"], "d": ["h", "l", "d"]}
        same |= {key: full[same[key]] for key in ("category", "category_hover") if key in same}
    if library == "plain":
        lists = {"evidence", "photos", "platforms", "where"}
        same = {key: value if key in lists else value[0] for key, value in same.items()}
        paths = {"Electronics/Phones/Chargers": ["e", "p", "g"], "Home/Lamps/Desk lamps": ["h", "l", "d"]}
        same |= {key: paths[same[key]] for key in ("category", "category_hover") if key in same}
        same |= {"quantity": int(same["quantity"]), "keywords": same["keywords"].split(", "), "links": same["links"].replace("\r\n", "\n"), "statement": same["statement"].replace("\r\n", "\n")}  # fmt: skip
    return same
