// What speaks against filing the chosen complaint, in a line or two, and the way to it in the console.

import { ask, element } from "../shared/page.js";
import { asked } from "./server.js";

const MOST_LINES = 5;

/**
 * @param {Speaker} speak
 * @param {{trouble: (failure: Failure) => void}} tell
 */
export function preflight(speak, { trouble }) {
  const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
  let complaint = "";
  element("check-open").textContent = speak.say("filling_check_open");

  /** Of the complaint chosen now; empty: of none. @param {string} id */
  async function show(id) {
    complaint = id;
    element("check").hidden = true;
    if (!id) return;
    const checked = await asked({ type: "forms-check", complaint: id });
    if (complaint !== id) return;
    if (!checked.ok) return trouble(checked.failure);
    const { findings } = checked.reply;
    const blocks = findings.filter(({ severity }) => severity === "blocks");
    element("check").hidden = false;
    element("check").dataset.found = blocks.length ? "blocks" : findings.length ? "warns" : "nothing";
    // One line for what is found of several listings.
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { message } of blocks.length ? blocks : findings) counts.set(message[language], (counts.get(message[language]) ?? 0) + 1);
    const lines = Array.from(counts, ([text, count]) => (count > 1 ? `${text} (×${count})` : text));
    const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), speak.say("filling_check_more", { count: lines.length - MOST_LINES })] : lines;
    element("check-title").textContent = lines.length ? speak.say(blocks.length ? "filling_check_blocks" : "filling_check_warns", { count: lines.length }) : speak.say("filling_check_clear");
    element("check-list").replaceChildren(
      ...shown.map((text) => {
        const line = document.createElement("li");
        line.textContent = text;
        return line;
      }),
    );
  }

  element("check-open").addEventListener("click", async (event) => {
    if (!event.isTrusted) return;
    const opened = await ask({ type: "console", page: `/complaints/${encodeURIComponent(complaint)}` });
    if (!opened.ok) trouble(opened.failure);
  });

  return { show };
}
