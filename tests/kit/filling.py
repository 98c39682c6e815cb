"""The filling panel in tests: opened on a tab, and complaints that stand where the server's stand."""

import base64
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.kit.browser import PAGES
from tests.kit.forms import FILES, VALUES, driver, tab_of

COMPLAINT = {
    "id": "c1",
    "portal": "ipp-aidc",
    "right": {"id": "r1", "brand": "Acmara", "kind": "design", "label": "Acmara bag", "number": "018000137", "jurisdiction": "EU"},
    "reason": "test_buy",
    "status": "ready",
    "reference": None,
    "count": 300,
    "sellers": ["Fine Shop"],
}  # fmt: skip
KEYS = ("platform", "ipr_type", "ipr", "complaint_type", "reason", "order_number", "links", "statement")


@dataclass
class Complaints:
    """Stands where the server's complaints stand, in the contract's shapes; remembers what it is told."""

    values: dict[str, Any] = field(default_factory=lambda: {key: VALUES[key] for key in KEYS})
    events: list[dict[str, Any]] = field(default_factory=list)
    spoil: bool = False

    def answer(self, route: Route) -> None:
        path = route.request.url.split("/api/v1")[1]
        if path == "/complaints":
            self._json(route, {"complaints": [COMPLAINT, COMPLAINT | {"id": "c2", "count": 1}]})
        elif path in ("/complaints/c1", "/complaints/c2"):
            self._json(route, COMPLAINT | {"id": path[-2:]})
        elif path in ("/complaints/c1/check", "/complaints/c2/check"):
            self._json(route, {"complaint": path[12:14], "fit": True, "findings": [], "effects": [], "forecast": {}})
        elif path == "/complaints/c1/form":
            files = [
                {"name": file["name"], "media_type": file["type"], "sha256": hashlib.sha256(base64.b64decode(file["base64"])).hexdigest(), "address": f"/api/v1/complaints/c1/files/{number}"}
                for number, file in enumerate(FILES)
            ]  # fmt: skip
            self._json(route, {"portal": "ipp-aidc", "complaint": "c1", "values": self.values, "files": files, "left_to_person": ["declaration", "submit"], "not_known": []})  # fmt: skip
        elif path == "/complaints/c2/form":
            other = self.values | {"links": ["https://www.aliexpress.com/item/2.html"]}
            self._json(route, {"portal": "ipp-aidc", "complaint": "c2", "values": other, "files": [], "left_to_person": ["declaration", "submit"], "not_known": []})  # fmt: skip
        elif path.startswith("/complaints/c1/files/"):
            data = base64.b64decode(FILES[int(path[-1])]["base64"])
            route.fulfill(body=data + b"x" * self.spoil, headers={"Markwarden-Api": "1.0"})
        elif path == "/complaints/c1/events":
            self.events.append(json.loads(route.request.post_data or "null"))
            self._json(route, {})
        else:
            route.fallback()

    @staticmethod
    def _json(route: Route, value: object) -> None:
        route.fulfill(body=json.dumps(value), content_type="application/json", headers={"Markwarden-Api": "1.0"})


@contextmanager
def standing_in(context: BrowserContext) -> Iterator[Complaints]:
    """A browser in which the server's complaints are these."""
    stand_in = Complaints()
    context.route("http://127.0.0.1:*/api/v1/complaints**", stand_in.answer)
    context.route("http://127.0.0.1:*/api/v1/complaints/**", stand_in.answer)
    yield stand_in
    context.unroute_all()


def panel_of(form: Page, choose: str | None = "c1") -> Page:
    """The filling panel of a tab, opened as a tab of its own."""
    panel = driver(form.context)
    panel.goto(f"{PAGES}/forms/panel.html?tab={tab_of(panel, form)}")
    panel.set_viewport_size({"width": 400, "height": 900})
    if choose:
        panel.get_by_label("Complaint", exact=True).select_option(choose)
        expect(panel.locator("#fields li").first).to_be_visible()
    return panel


def states(panel: Page) -> dict[str, str]:
    return dict(panel.eval_on_selector_all("#fields li", "(rows) => rows.map((row) => [row.dataset.key, row.dataset.state])"))  # fmt: skip


def fill(panel: Page) -> None:
    panel.bring_to_front()
    panel.get_by_role("button", name="Fill the form").click()
    expect(panel.get_by_role("button", name="Fill the form")).to_be_enabled(timeout=60_000)
