"""Fields filled and read back, by library and control, and the seconds they take; beside assigning values by label, as a bookmarklet does."""

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

from markwarden.complaints.profiles import shipped_profiles
from markwarden.extension import extension_path
from tests.bench.tables import median, table
from tests.kit.browser import chromium
from tests.kit.forms import (
    CONTROLS,
    FILES,
    HOST,
    LIBRARIES,
    SUBMITTED,
    VALUES,
    comparable,
    driver,
    fill_form,
    put_forms,
)
from tests.kit.site import Site

RUNS = 20
FORMS = (*LIBRARIES, "fusion?remount")
KINDS = {"platform": "select", "ipr_type": "select", "ipr": "search in 200", "complaint_type": "radio", "reason": "select", "order_number": "text that comes up", "links": "300 links", "statement": "text area", "evidence": "upload"}  # fmt: skip
LABELS = {field.key: field.labels.en for field in shipped_profiles()["ipp-aidc"].fields} | {key: [label] for key, _, label in CONTROLS}  # fmt: skip
ASSIGN = """(wanted) => {
  const norm = (text) => (text || "").replace(/\\s+/g, " ").replace(/[*:\\s]+$/, "").trim().toLowerCase();
  for (const [labels, value] of wanted) {
    const label = Array.from(document.querySelectorAll("label, legend, b, span")).find((one) => labels.some((text) => norm(one.innerText) === norm(text)));
    const box = label?.closest("p, fieldset, [class*=form-item]") ?? label?.parentElement;
    for (const text of Array.isArray(value) ? value : [value]) {
      const tick = Array.from(box?.querySelectorAll("input[type=radio], input[type=checkbox]") ?? []).find((one) => norm(one.closest("label")?.innerText) === norm(text));
      const input = tick ?? box?.querySelector("textarea, select, input:not([type=file])");
      if (!input) continue;
      if (tick) tick.checked = true;
      else if (input.tagName === "SELECT") for (const option of input.options) option.selected ||= norm(option.text) === norm(text);
      else input.value = input.tagName === "TEXTAREA" && Array.isArray(value) ? value.join("\\n") : text;
      for (const type of ["input", "change"]) input.dispatchEvent(new Event(type, {bubbles: true}));
    }
  }
}"""
NAMES = KINDS | {key: kind for key, kind, _ in CONTROLS} | {"country": "search in 200", "warehouse": "scroll in 200", "photos": "drop zone", "shape": "radio buttons", "category_hover": "cascader by pointing"}  # fmt: skip


def main(forms: Sequence[str] = FORMS) -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright, Site(Path(name)) as site:
        put_forms(site)
        with chromium(playwright, Path(name) / "profile", site, extension_path()) as context:
            extension_page = driver(context)
            results = {form: [_told(form, number, _run(context, extension_page, form)) for number in range(1, RUNS + 1)] for form in forms}  # fmt: skip
            peers = {form: _assigned(context, form) for form in forms}
    kinds = list(dict.fromkeys(NAMES.values()))
    rows = [[kind, *(_share(results[form], kind) for form in forms)] for kind in kinds]
    rows.append(["whole form, seconds (median)", *(f"{median(sorted(run['seconds'] for run in results[form])):.1f}" for form in forms)])  # fmt: skip
    rows.append(
        ["forms right as submitted", *(f"{sum(run['right'] for run in results[form])}/{RUNS}" for form in forms)]
    )
    rows.append(["fields right of 21: assigned by label", *(str(peers[form]) for form in forms)])
    rows.append(["read back wrongly", *(str(sum(run["misread"] for run in results[form])) for form in forms)])
    rows.append(["submitted by the filler", *(str(sum(run["early"] for run in results[form])) for form in forms)])
    print(f"Arrived as submitted and read back as filled, of {RUNS} runs each:")
    table(["control", *forms], rows)


def _told(form: str, number: int, run: dict[str, Any]) -> dict[str, Any]:
    """What came of a run, at once: a whole table takes minutes."""
    missed = sorted(kind for kind, arrived in run["kinds"].items() if not all(arrived))
    print(f"{form} {number}/{RUNS}: {run['seconds']:.1f} s, missed {missed or 'nothing'}", file=sys.stderr, flush=True)
    return run


def _run(context: BrowserContext, extension_page: Page, form: str) -> dict[str, Any]:
    library, _, query = form.partition("?")
    page = context.new_page()
    try:
        page.goto(f"https://{HOST}/dist/{library}.html?{query}")
        page.wait_for_selector("#root form")
        started = time.perf_counter()
        done = fill_form(extension_page, page, values=VALUES, files=FILES)
        seconds = time.perf_counter() - started
        early = page.evaluate("window.SUBMITTED ?? null") is not None
        page.get_by_role("button", name="Submit", exact=True).click()
        page.wait_for_function("window.SUBMITTED")
        submitted = comparable(library, page.evaluate("window.SUBMITTED"))
    finally:
        page.close()
    kinds: dict[str, list[bool]] = defaultdict(list)
    misread = 0
    for key, kind in NAMES.items():
        arrived = submitted.get(key) == SUBMITTED[key]
        filled = done["states"][key]["state"] == "filled"
        misread += arrived != filled
        kinds[kind].append(arrived and filled)
    return {"kinds": kinds, "seconds": seconds, "early": early, "right": submitted == SUBMITTED, "misread": misread}


def _assigned(context: BrowserContext, form: str) -> int:
    """How many fields arrive where values are assigned to inputs by label, and events sent."""
    library, _, query = form.partition("?")
    shown = {option.value: option.words for field in shipped_profiles()["ipp-aidc"].fields for option in field.options}
    shown |= {reason.value: reason.words for reason in shipped_profiles()["ipp-aidc"].reasons}
    wanted = [
        [LABELS[key], (shown[value].en[0] if key != "ipr_type" else shown[value].zh[0]) if isinstance(value, str) and value in shown else value]
        for key, value in VALUES.items()
    ]  # fmt: skip
    page = context.new_page()
    try:
        page.goto(f"https://{HOST}/dist/{library}.html?{query}")
        page.wait_for_selector("#root form")
        page.evaluate(ASSIGN, wanted)
        page.get_by_role("button", name="Submit", exact=True).click()
        page.wait_for_function("window.SUBMITTED")
        got = {key: value for key, value in page.evaluate("window.SUBMITTED").items() if value not in (None, "", [""])}
    finally:
        page.close()
    got = got if library == "plain" else comparable(library, got)
    return sum(got.get(key) in (SUBMITTED[key], [SUBMITTED[key]]) for key in SUBMITTED)


def _share(runs: list[dict[str, Any]], kind: str) -> str:
    all_of = [one for run in runs for one in run["kinds"][kind]]
    return f"{sum(all_of)}/{len(all_of)}"


if __name__ == "__main__":
    main(sys.argv[1:] or FORMS)
