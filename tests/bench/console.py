"""Every page of the console in Chromium: axe-core's findings in light and English and in dark and Chinese, weight, first paint.

Weight is what crosses the socket: at the first visit of all, and again with the program's files in the browser's cache. First
paint is Chromium's own first contentful paint, the median of seven visits.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright
from werkzeug.routing import Rule

from markwarden.app import create_app
from markwarden.preferences import Preferences, PreferenceStore
from markwarden.services import services_of
from markwarden.serving import Server
from markwarden.settings import Settings
from markwarden.store import TinyStore
from tests.bench.tables import median, p95, table
from tests.kit.browser import axe, chromium, until
from tests.kit.casework import decide, worked
from tests.kit.console import console_link
from tests.kit.console_pages import ADDRESSES, address, worked_on_server
from tests.kit.site import Site

VISITS = 7
_NO_PAGE = ("console.static", "console.door", "console.tryit.picture", "console.numbers")


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as name,
        sync_playwright() as playwright,
        Site(Path(name)) as site,
        worked_on_server(Path(name) / "data") as server,
        chromium(playwright, Path(name) / "profile", site, None) as context,
    ):
        page = context.new_page()
        page.goto(console_link(server))
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        _, first = _weighed(wire, page, server.url + "/", cached=False)
        rows, paints, weights, faults = [], [], [], 0
        for path in _paths(server):
            answer = page.request.get(server.url + path)
            if answer.status != 200 or not answer.headers["content-type"].startswith("text/html"):
                continue  # a file, or a page that wants to be told what to show
            found = len(_faults(page, server, path, "light", "en")) + len(_faults(page, server, path, "dark", "zh"))
            times, sizes = zip(
                *(_weighed(wire, page, server.url + path, cached=True) for _ in range(VISITS)), strict=True
            )
            faults += found
            paints.append(median(sorted(times)))
            weights.append(median(sorted(sizes)))
            rows.append(
                [path.split("?")[0], found, f"{weights[-1] / 1024:.1f}", f"{paints[-1]:.0f}", f"{max(times):.0f}"]
            )
        table(["page", "axe", "kB", "first paint ms", "worst"], rows)
        print(f"{len(rows)} pages, {faults} findings of axe-core in {2 * len(rows)} runs; first visit of all {first / 1024:.0f} kB, "
              f"then {median(sorted(weights)) / 1024:.1f} kB a page (p95 {p95(sorted(weights)) / 1024:.1f}); "
              f"first paint median {median(sorted(paints)):.0f} ms, p95 {p95(sorted(paints)):.0f} ms ({VISITS} visits each)")  # fmt: skip


def _paths(server: Server) -> Iterator[str]:
    """Every address without parameters that answers with a page, and one of each kind with them."""
    for name in ADDRESSES:
        yield address(server, name)
    known = {one.split("?")[0] for one in ADDRESSES.values()}
    decide(server, 2)
    ids = worked(server)
    yield f"/cases/{ids['case']}"
    yield f"/complaints/{ids['counter']}"
    yield f"/complaints/{ids['draft']}"
    for rule in sorted(_rules(), key=lambda one: one.rule):
        page = rule.endpoint.startswith("console.") and not rule.endpoint.startswith(_NO_PAGE)
        if page and "GET" in (rule.methods or ()) and not rule.arguments and rule.rule not in known and "." not in rule.rule:  # fmt: skip
            yield rule.rule


def _rules() -> list[Rule]:
    """Those of an application on an empty folder: they are the same on every one."""
    with tempfile.TemporaryDirectory() as name:
        app = create_app(Settings(data_dir=Path(name)))
        services_of(app).close()
        return list(app.url_map.iter_rules())


def _faults(page: Page, server: Server, path: str, scheme: str, language: str) -> list[str]:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    PreferenceStore(TinyStore(server.settings.data_dir)).put(Preferences(language=language))  # type: ignore[arg-type]
    page.goto(server.url + path)
    found = axe(page)
    for one in found:
        print(f"{path} {scheme} {language}: {one}")
    return found


def _weighed(wire: CDPSession, page: Page, url: str, *, cached: bool) -> tuple[float, int]:
    """First contentful paint in milliseconds, and bytes received."""
    received: list[int] = []

    def count(event: dict[str, float]) -> None:
        received.append(int(event["encodedDataLength"]))

    if not cached:
        wire.send("Network.clearBrowserCache")
    wire.on("Network.loadingFinished", count)
    page.goto(url, wait_until="load")
    # Asked over and over: the page's policy forbids the evaluation that Playwright's own waiting needs.
    painted = until(lambda: page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"))
    wire.remove_listener("Network.loadingFinished", count)
    return float(painted), sum(received)


if __name__ == "__main__":
    main()
