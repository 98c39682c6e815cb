"""A complaint of 300 links in a real browser and a real form: prepared from its case, checked, filled; seconds.

Beside it, in the same tab, the least that filling takes: the same 300 links assigned to the form's own text area by a script.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests.bench.tables import median, table
from tests.conftest import filled_server
from tests.kit.browser import paired
from tests.kit.client import Client
from tests.kit.filing import Filing, filing_of
from tests.kit.filling import panel_of, states
from tests.kit.forms import HOST, LIBRARIES, put_forms
from tests.kit.pages import Goods
from tests.kit.site import Site

LINKS = 300
RUNS = 3
PATIENCE_MS = 120_000
ASSIGN = """(links) => {
  const area = document.querySelectorAll("textarea")[0];
  const began = performance.now();
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(area, links);
  area.dispatchEvent(new Event("input", {bubbles: true}));
  return performance.now() - began;
}"""


def main(libraries: Sequence[str] = LIBRARIES) -> None:
    rows = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright, Site(Path(name)) as site:
        put_forms(site)
        with (
            filled_server(Path(name) / "data") as server,
            paired(playwright, Path(name) / "profile", site, server) as context,
        ):
            client = Client(server)
            client.pair()
            for library in libraries:
                with filing_of(client) as desk:
                    desk.decide(*(Goods(n, f"Nike shoes {n}") for n in range(LINKS)))
                    (case,) = desk.cases()
                    desk.add_picture(case["id"])
                    runs = [_run(context, desk, library) for _ in range(RUNS)]
                rows.append(
                    [
                        library,
                        *(f"{median(sorted(run[step] for run in runs)):.2f}" for step in ("prepared", "checked", "filled", "links only")),
                        f"{median(sorted(run['assigned'] for run in runs)) * 1000:.0f}",
                        " ".join(f"{run['fields']}/8 {run['arrived']} {run['sent']}" for run in runs),
                    ]
                )  # fmt: skip
    table(["form", "prepared, s", "checked, s", "filled, s", "links only, s", "links assigned, ms", "fields, links arrived, sent"], rows)  # fmt: skip
    print(
        f"Medians of {RUNS} runs. Prepared: from the click to a draft that the panel shows; checked: until the findings stand there."
    )


def _run(context: BrowserContext, desk: Filing, library: str) -> dict[str, float]:
    for complaint in desk.complaints():
        desk.drop(complaint["id"])
    page = context.new_page()
    page.goto(f"https://{HOST}/dist/{library}.html")
    page.wait_for_selector("#root form")
    panel = panel_of(page, None)
    try:
        panel.bring_to_front()
        began = time.perf_counter()
        panel.get_by_role("button", name="Prepare complaints").click()
        expect(panel.locator("#said")).to_have_text("Complaints prepared: 1.", timeout=PATIENCE_MS)
        prepared = time.perf_counter() - began
        expect(panel.locator("#check-title")).not_to_be_empty(timeout=PATIENCE_MS)
        expect(panel.locator("#fields li").first).to_be_visible(timeout=PATIENCE_MS)
        checked = time.perf_counter() - began - prepared
        filled = _filled(panel)
        fields = sum(state == "filled" for state in states(panel).values())
        sent = page.evaluate("window.SUBMITTED ?? null") is not None
        page.bring_to_front()
        page.get_by_role("button", name="Submit", exact=True).click()
        page.wait_for_function("window.SUBMITTED")
        links = str(page.evaluate("[window.SUBMITTED.links].flat()[0]")).replace("\r\n", "\n").split("\n")
        (draft,) = desk.complaints()
        arrived = len(links) if links == desk.values(draft["id"])["links"] else 0
        page.reload()
        page.wait_for_selector("#root form")
        assigned = page.evaluate(ASSIGN, "\n".join(links)) / 1000
        return {"prepared": prepared, "checked": checked, "filled": filled["all"], "links only": filled["links"], "fields": fields, "arrived": arrived, "sent": sent, "assigned": assigned}  # fmt: skip
    finally:
        panel.close()
        page.close()


def _filled(panel: Page) -> dict[str, float]:
    """Seconds of the whole form and of its links alone, as the panel shows them going by."""
    panel.evaluate(
        """() => { window.now = {}; new MutationObserver(() => {
          const key = document.querySelector("#fields li[data-now=true]")?.dataset.key ?? "";
          window.now[key] ??= performance.now();
        }).observe(document.getElementById("fields"), {childList: true, subtree: true, attributes: true}); }"""
    )
    began = time.perf_counter()
    panel.get_by_role("button", name="Fill the form").click()
    expect(panel.get_by_role("button", name="Fill the form")).to_be_enabled(timeout=PATIENCE_MS)
    seconds = time.perf_counter() - began
    times = panel.evaluate("Object.entries(window.now).filter(([key]) => key)")
    order = [key for key, _ in times]
    after = times[order.index("links") + 1][1] if order.index("links") + 1 < len(order) else None
    links = (after - dict(times)["links"]) / 1000 if after else seconds
    return {"all": seconds, "links": links}


if __name__ == "__main__":
    main(sys.argv[1:] or LIBRARIES)
