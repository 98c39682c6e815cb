"""A first brand, from an empty console to a listing that is flagged, at a person's pace on a stopwatch.

The pace is that of the keystroke-level model (Card, Moran and Newell, 1980): 0.28 s a key, 1.1 s to point, 0.4 s to take the
mouse or the keyboard, 1.35 s to make up one's mind before each field; the seconds are waited for, not added up.
"""

import io
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, expect, sync_playwright

from markwarden.serving import Server
from markwarden.settings import Settings
from tests.bench.tables import table
from tests.kit.browser import chromium
from tests.kit.client import Client
from tests.kit.console import console_link
from tests.kit.console_pages import dropped
from tests.kit.pages import SEARCH_URL, Goods, search_page
from tests.kit.photos import jpeg, scene
from tests.kit.site import Site

KEY, POINT, HAND, MIND = 0.28, 1.1, 0.4, 1.35
"""Seconds."""


@dataclass
class Person:
    """Types, clicks and drags at that pace, and counts it."""

    page: Page
    keys: int = 0
    clicks: int = 0
    drags: int = 0
    _began: float = field(default_factory=time.perf_counter)

    def click(self, what: Locator) -> None:
        self.clicks += 1
        self._wait(MIND + HAND + POINT)
        what.click()

    def write(self, what: Locator, text: str) -> None:
        """Click into a field and type."""
        self.click(what)
        self._wait(HAND)
        for letter in text:
            self.keys += 1
            self._wait(KEY)
            self.page.keyboard.type(letter)

    def drag(self, what: Locator, *files: tuple[str, str, bytes]) -> None:
        """Take files in a window beside the browser, and let them go over a place."""
        self.drags += 1
        self._wait(MIND + HAND + 2 * POINT)
        what.dispatch_event("drop", {"dataTransfer": dropped(self.page, *files)})

    def _wait(self, seconds: float) -> None:
        self.page.wait_for_timeout(seconds * 1000)

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self._began


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as name,
        sync_playwright() as playwright,
        Site(Path(name)) as site,
        Server(Settings(data_dir=Path(name) / "data", port=0)) as server,
        chromium(playwright, Path(name) / "profile", site, None) as context,
    ):
        page = context.new_page()
        page.goto(console_link(server))
        person = Person(page)
        parts = [
            ("overview to wizard", _begin),
            ("name, owner, home page", _facts),
            ("word mark", _mark),
            ("logo, 4 photos, 2 papers", _files),
            ("writings, own store", _rest),
        ]
        rows = []
        for part, act in parts:
            began = (person.keys, person.clicks, person.drags, person.seconds)
            act(person)
            rows.append([part, person.keys - began[0], person.clicks - began[1], person.drags - began[2], f"{person.seconds - began[3]:.1f}"])  # fmt: skip
        flagged = _flagged(server)
        rows.append(["all", person.keys, person.clicks, person.drags, f"{person.seconds:.1f}"])
        table(["part", "keys", "clicks", "drags", "seconds"], rows)
        print(f"Then a page with one copied title has {flagged} flagged listing.")


def _begin(person: Person) -> None:
    person.click(person.page.get_by_role("link", name="Enter the first brand"))
    expect(person.page.get_by_role("heading", level=1)).to_have_text("New brand")


def _facts(person: Person) -> None:
    person.write(person.page.get_by_label("Name", exact=True), "Acmara")
    person.write(person.page.get_by_label("Owner"), "Acmara Handels GmbH")
    person.write(person.page.get_by_label("Home page"), "https://www.acmara.example")


def _mark(person: Person) -> None:
    person.write(person.page.get_by_label("Place of registration"), "EU")
    person.write(person.page.get_by_label("Registration number"), "018123456")
    person.write(person.page.get_by_label("Expires"), "01312031")
    person.click(person.page.locator(".nice summary"))
    for number in (18, 25):
        person.click(person.page.locator(f".nice input[value='{number}']"))


def _files(person: Person) -> None:
    logo = io.BytesIO()
    Image.new("RGB", (300, 200), "navy").save(logo, "PNG")
    zones = person.page.locator("[data-drop]")
    person.drag(zones.nth(0), ("logo.png", "image/png", logo.getvalue()))
    person.drag(zones.nth(1), *((f"photo {n}.jpg", "image/jpeg", jpeg(scene(n))) for n in range(4)))
    papers = (f"{what}.pdf" for what in ("Certificate", "Power of attorney"))
    person.drag(zones.nth(2), *((paper, "application/pdf", b"%PDF-1.7 x") for paper in papers))


def _rest(person: Person) -> None:
    person.write(person.page.get_by_label("Other ways of writing it"), "akmara\nacmarra")
    person.write(person.page.get_by_label("Your own stores"), "1102345678")
    person.click(person.page.get_by_role("button", name="Put into the registry"))
    expect(person.page.get_by_role("heading", level=1)).to_have_text("Acmara")
    expect(person.page.locator("#rights tbody tr")).to_have_count(3)


def _flagged(server: Server) -> int:
    client = Client(server)
    client.pair()
    html = search_page([Goods(0, "Acm4ra bag"), Goods(1, "Ceramic mug")])
    counts = client.ask("POST", "/pages", {"url": SEARCH_URL, "html": html, "fragment": False}).json["counts"]
    return int(counts["high"]) + int(counts["medium"])


if __name__ == "__main__":
    main()
