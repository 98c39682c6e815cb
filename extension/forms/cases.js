// Cases with listings that stand in no complaint yet: drafted for the portal in front, on the person's word.

import { element } from "../shared/page.js";
import { asked } from "./server.js";

/**
 * @param {Speaker} speak
 * @param {{said: (text: string) => void, trouble: (failure: Failure) => void, drafted: (ids: string[]) => Promise<void>}} tell
 */
export function caseOffer(speak, { said, trouble, drafted }) {
  const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
  let portal = "";
  element("cases-title").textContent = speak.say("filling_cases");
  element("cases-text").textContent = speak.say("filling_cases_text");
  const button = /** @type {HTMLButtonElement} */ (element("cases-draft"));
  button.textContent = speak.say("filling_cases_draft");

  /** @returns {HTMLInputElement[]} */
  const ticks = () => Array.from(element("cases-list").querySelectorAll("input"));

  /** @param {Schemas["CaseSummary"]} one */
  function item({ id, right, seller, open, missing }) {
    const line = document.createElement("li");
    const label = document.createElement("label");
    label.className = "tick";
    const tick = document.createElement("input");
    tick.type = "checkbox";
    tick.value = id;
    tick.checked = true;
    const text = document.createElement("span");
    text.textContent = `${speak.rightLine(right)} · ${speak.sellerName(seller)} · ${speak.caseCounts(open, missing)}`;
    label.append(tick, text);
    line.append(label);
    return line;
  }

  /** @param {string} id of the portal in front */
  async function offer(id) {
    portal = id;
    const listed = await asked({ type: "forms-cases" });
    if (!listed.ok) return trouble(listed.failure);
    const open = listed.reply.cases.filter((one) => one.open > 0);
    element("cases").hidden = open.length === 0;
    element("cases-list").replaceChildren(...open.map(item));
  }

  button.addEventListener("click", async (event) => {
    const chosen = ticks().filter(({ checked }) => checked).map(({ value }) => value);
    if (!event.isTrusted || button.disabled) return;
    if (chosen.length === 0) return said(speak.say("filling_cases_none"));
    button.disabled = true;
    try {
      const made = await asked({ type: "forms-draft", request: { cases: chosen, portal, language } });
      if (!made.ok) return trouble(made.failure);
      const { complaints, left_out: out } = made.reply;
      await drafted(complaints.map(({ id }) => id));
      const why = Array.from(new Set(out.map((one) => one.why[language])));
      said([speak.say("filling_drafted", { count: complaints.length }), ...(out.length ? [speak.say("filling_left_out", { count: out.length, why: why.join(" ") })] : [])].join(" "));
    } finally {
      button.disabled = false;
    }
  });

  return { offer };
}
