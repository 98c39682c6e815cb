"""A real Chromium with the real extension, and eyes that see into closed shadow roots."""

import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

from playwright.sync_api import BrowserContext, CDPSession, Page, Playwright, expect

from markwarden.extension import extension_id, extension_path
from markwarden.pairing import new_code
from markwarden.serving import Server
from tests.kit.client import Client
from tests.kit.site import Site

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
EXTENSION_ID = extension_id()
PAGES = f"chrome-extension://{EXTENSION_ID}"
ARTIFACTS = ROOT / "artifacts"
PATIENCE = 20.0
"""Seconds that a condition is waited for: a busy machine is no fault of the program."""
expect.set_options(timeout=PATIENCE * 1000)


def chromium_path() -> str:
    """The Chromium that `make chromium` saw to."""
    for name in (os.environ.get("MARKWARDEN_CHROMIUM"), "chromium", "chromium-browser"):
        if name and (found := shutil.which(name)):
            return found
    raise RuntimeError("no Chromium: run `make chromium`")


def until(look: Callable[[], T], patience: float = PATIENCE) -> T:
    """What `look` gives as soon as it is true; its last word in the error when it never is."""
    end = time.monotonic() + patience
    while True:
        seen = look()
        if seen:
            return seen
        if time.monotonic() > end:
            raise AssertionError(f"waited {patience} s in vain; last seen: {seen!r}")
        time.sleep(0.03)


@contextmanager
def chromium(
    playwright: Playwright,
    profile: Path,
    site: Site,
    extension: Path | None,
    *flags: str,
    locale: str = "en-US",
    window: tuple[int, int] | None = None,
    headless: bool = True,
) -> Iterator[BrowserContext]:
    """A browser in which AliExpress's hosts lead to `site` as if it stood on the public network.

    `window`: a real window of that size instead of an emulated viewport, which the browser's own pictures do not know.
    """
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=chromium_path(),
        headless=headless,
        ignore_https_errors=True,
        **({"no_viewport": True} if window else {"viewport": {"width": 1280, "height": 800}}),
        locale=locale,
        args=[
            *(["--headless=new"] if headless else []),
            *([f"--window-size={window[0]},{window[1]}"] if window else []),
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            f"--lang={locale}",
            *([f"--disable-extensions-except={extension}", f"--load-extension={extension}"] if extension else []),
            f"--host-resolver-rules=MAP *:443 127.0.0.1:{site.port}, MAP rebound.example 127.0.0.1, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            "--ignore-certificate-errors",
            f"--ip-address-space-overrides=127.0.0.1:{site.port}=public",
            *flags,
        ],
        ignore_default_args=["--disable-extensions"],
    )
    try:
        yield context
    finally:
        context.close()


@dataclass(frozen=True)
class Badge:
    """A badge as it stands on a page."""

    level: str
    text: str
    label: str
    description: str
    near: str = ""
    """Item id of the link around or beside which it stands."""


@dataclass
class Eyes:
    """Looks into a page as a person does: through closed shadow roots too."""

    page: Page
    _cdp: CDPSession = field(init=False)

    def __post_init__(self) -> None:
        self._cdp = self.page.context.new_cdp_session(self.page)

    def _roots(self, name: str) -> list[tuple[dict[str, Any], dict[str, Any] | None]]:
        """Elements of our own, each with its parent."""
        document = self._cdp.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]
        found: list[tuple[dict[str, Any], dict[str, Any] | None]] = []
        pending: list[tuple[dict[str, Any], dict[str, Any] | None]] = [(document, None)]
        while pending:
            node, parent = pending.pop()
            if node.get("localName") == name:
                found.append((node, parent))
            children = [*node.get("children", []), *([node["contentDocument"]] if "contentDocument" in node else [])]
            pending += [(child, node) for child in reversed(children)]
        return found

    def badges(self) -> list[Badge]:
        """All badges, in document order."""
        out = []
        for host, parent in self._roots("markwarden-badge"):
            for button in _all(host, "button"):
                attributes = _attributes(button)
                out.append(
                    Badge(
                        attributes.get("data-level", ""),
                        _text(button),
                        attributes.get("aria-label", ""),
                        attributes.get("aria-description", ""),
                        _item_of(parent),
                    )
                )
        return out

    def card(self) -> str:
        """The text of the open hover card; empty where none is open."""
        for host, _ in self._roots("markwarden-card"):
            for box in _all(host, "div"):
                model = self._cdp.send("DOM.resolveNode", {"backendNodeId": box["backendNodeId"]})["object"]
                shown = self._cdp.send(
                    "Runtime.callFunctionOn",
                    {
                        "objectId": model["objectId"],
                        "functionDeclaration": "function () { return this.matches(':popover-open') ? this.innerText : ''; }",
                        "returnByValue": True,
                    },
                )
                return str(shown["result"]["value"])
        return ""

    def marked(self) -> list[str]:
        """The words that the hover card highlights."""
        return [_text(mark) for host, _ in self._roots("markwarden-card") for mark in _all(host, "mark")]

    def notice(self) -> str:
        """What the notice in the corner says."""
        return " ".join(_text(host) for host, _ in self._roots("markwarden-notice"))

    def centre(self, number: int) -> tuple[float, float]:
        """Where the badge of that number lies, scrolled into view."""
        host = self._roots("markwarden-badge")[number][0]
        button = next(_all(host, "button"))
        self._cdp.send("DOM.scrollIntoViewIfNeeded", {"backendNodeId": button["backendNodeId"]})
        box = self._cdp.send("DOM.getBoxModel", {"backendNodeId": button["backendNodeId"]})["model"]["border"]
        return (box[0] + box[4]) / 2, (box[1] + box[5]) / 2

    def focus(self, number: int) -> None:
        """Give a badge the keyboard's focus."""
        button = next(_all(self._roots("markwarden-badge")[number][0], "button"))
        self._cdp.send("DOM.focus", {"backendNodeId": button["backendNodeId"]})

    def drawn(self, number: int) -> tuple[str, bool]:
        """What a badge shows of its words, and whether it lies within what carries it."""
        button = next(_all(self._roots("markwarden-badge")[number][0], "button"))
        model = self._cdp.send("DOM.resolveNode", {"backendNodeId": button["backendNodeId"]})["object"]
        shown = self._cdp.send(
            "Runtime.callFunctionOn",
            {
                "objectId": model["objectId"],
                "functionDeclaration": """function () {
                    const [own, around] = [this, this.getRootNode().host.parentElement].map((one) => one.getBoundingClientRect());
                    return [this.innerText.trim(), own.left >= around.left && own.right <= around.right]; }""",
                "returnByValue": True,
            },
        )
        text, within = shown["result"]["value"]
        return str(text), bool(within)

    def wait_for_badges(self, count: int) -> list[Badge]:
        """Exactly that many."""
        return until(lambda: (found,) if len(found := self.badges()) == count else ())[0]


def _all(node: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    for child in [*node.get("shadowRoots", []), *node.get("children", [])]:
        if child.get("localName") == name:
            yield child
        yield from _all(child, name)


def _attributes(node: dict[str, Any]) -> dict[str, str]:
    flat = node.get("attributes", [])
    return dict(zip(flat[::2], flat[1::2], strict=True))


def _text(node: dict[str, Any]) -> str:
    if node.get("nodeName") == "#text":
        return str(node["nodeValue"])
    return "".join(_text(child) for child in [*node.get("shadowRoots", []), *node.get("children", [])])


def _item_of(card: dict[str, Any] | None) -> str:
    """The item that a card's first link leads to."""
    links = [card, *_all(card, "a")] if card else []
    for link in links:
        href = unquote(_attributes(link).get("href", ""))
        found = re.search(r"/(?:item|i)/(?:[^/]*/)?(\d+)\.html", href) or re.search(r"[?&]productIds?=(\d+)", href)
        if found:
            number = int(found[1])
            return str(number - 2**51 if number > 2**51 else number)
    return ""


def stop_workers(page: Page) -> None:
    """End the extension's worker, as the browser does whenever it likes."""
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()


def click_toolbar(page: Page) -> None:
    """A real click on the toolbar button of a tab: it opens the side panel and lets the extension picture the tab."""
    browser = page.context.browser
    assert browser is not None
    session = browser.new_browser_cdp_session()
    tabs = session.send("Target.getTargets", {"filter": [{"type": "tab"}]})["targetInfos"]
    found = next(tab for tab in tabs if tab["url"] == page.url)
    session.send("Extensions.triggerAction", {"id": EXTENSION_ID, "targetId": found["targetId"]})
    until(lambda: [one for one in session.send("Target.getTargets")["targetInfos"] if "/sidepanel/" in one["url"]])
    session.detach()


def ask_worker(context: BrowserContext, message: dict[str, object]) -> Any:
    """Ask the worker as the extension's own pages do."""
    page = context.new_page()
    try:
        page.goto(f"{PAGES}/icons/icon.svg")
        return page.evaluate("(message) => chrome.runtime.sendMessage(message)", message)
    finally:
        page.close()


def pair_by_hand(context: BrowserContext, client: Client, code: str) -> None:
    """Pair as a person does: the options page, the code typed in."""
    page = context.new_page()
    page.goto(f"{PAGES}/options/options.html")
    page.get_by_label("Port").fill(str(client.server.port))
    page.get_by_label("Pairing code").fill(code)
    page.get_by_role("button", name="Pair", exact=True).click()
    until(lambda: "good" in (page.locator("#status").get_attribute("class") or ""))
    page.close()


@contextmanager
def paired(
    playwright: Playwright, profile: Path, site: Site, server: Server, *, window: tuple[int, int] | None = None
) -> Iterator[BrowserContext]:
    """A browser with the extension, paired with a server."""
    with chromium(playwright, profile, site, extension_path(), window=window) as running:
        pair_by_hand(running, Client(server), new_code(server.settings.data_dir))
        yield running


def keep(page: Page, name: str) -> None:
    """A screenshot for people, under `artifacts/`."""
    ARTIFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"{name}.png")


def axe(page: Page) -> list[str]:
    """What axe-core finds wrong with a page's accessibility.

    Transitions are brought to their end first: halfway between the colours of two looks no contrast is the page's own.
    """
    page.evaluate("""() => document.getAnimations()
        .filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime ?? Infinity))
        .forEach((one) => one.finish())""")
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8"))
    found = page.evaluate("() => axe.run()")
    return [json.dumps([rule["id"], [node["html"] for node in rule["nodes"]]]) for rule in found["violations"]]
