// The cases that the decisions of a page go to, and the way to them in the console.

import { ask, element } from "../shared/page.js";

/**
 * @param {Speaker} speak
 * @param {(failure: Failure) => void} failed
 */
export function caseList(speak, failed) {
  /** What is shown, by what it was asked for: a page that draws itself anew asks nothing. */
  let shown = "";
  element("cases-title").textContent = speak.say("panel_cases");

  /** @param {Schemas["CaseSummary"]} one */
  function item({ id, right, seller, listings, missing }) {
    const line = document.createElement("li");
    line.dataset.case = id;
    const text = document.createElement("span");
    const name = document.createElement("strong");
    name.textContent = speak.rightLine(right);
    text.append(name, document.createElement("br"), `${speak.sellerName(seller)} · ${speak.caseCounts(listings, missing)}`);
    const open = document.createElement("button");
    open.type = "button";
    open.textContent = speak.say("panel_case_open");
    open.setAttribute("aria-label", `${speak.say("panel_case_open")}: ${speak.rightLine(right)}`);
    open.addEventListener("click", async (event) => {
      if (!event.isTrusted) return;
      const opened = await ask({ type: "console", page: `/cases/${encodeURIComponent(id)}` });
      if (!opened.ok) failed(opened.failure);
    });
    line.append(text, open);
    return line;
  }

  /** Those of the listings that were decided to infringe. @param {Verdict[]} listings of the page */
  async function draw(listings) {
    const decided = listings.filter(({ decision }) => decision?.word === "infringes");
    const wanted = decided.map(({ item_id, decision }) => `${item_id} ${decision?.id}`).sort().join();
    if (wanted === shown) return;
    shown = wanted;
    if (decided.length === 0) return show([]);
    const listed = await ask({ type: "cases" });
    if (shown !== wanted) return;
    if (!listed.ok) {
      shown = "";
      return failed(listed.failure);
    }
    const ids = new Set(decided.map(({ item_id }) => item_id));
    show(listed.reply.cases.filter(({ items }) => items?.some((id) => ids.has(id))));
  }

  /** @param {Schemas["CaseSummary"][]} cases */
  function show(cases) {
    element("cases").hidden = cases.length === 0;
    element("cases-list").replaceChildren(...cases.map(item));
  }

  return { draw };
}
