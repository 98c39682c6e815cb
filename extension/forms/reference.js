// The number that a portal gives after filing: seen on the page and offered, or typed; never taken by itself.

import { element } from "../shared/page.js";

/**
 * @param {Speaker} speak
 * @param {{take: (number: string) => Promise<boolean>}} act
 */
export function referenceWatch(speak, { take }) {
  /** Numbers that stood there before, or were declined. @type {Set<string>} */
  const known = new Set();
  const typed = /** @type {HTMLInputElement} */ (element("filed-number"));
  for (const [id, name] of Object.entries({ "reference-title": "filling_reference", "filed-title": "filling_filed", "filed-label": "filling_filed_number", "filed-button": "filling_reference_keep" })) element(id).textContent = speak.say(name);

  /** @param {string} number */
  async function kept(number) {
    if (!(await take(number))) return false;
    known.add(number);
    element("reference").hidden = false;
    element("reference-offers").replaceChildren();
    element("reference-said").textContent = speak.say("filling_reference_kept", { number });
    return true;
  }

  element("filed-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const number = typed.value.trim();
    if (event.isTrusted && number && (await kept(number))) typed.value = "";
  });

  /** @param {string} number */
  function row(number) {
    const line = document.createElement("div");
    line.className = "offer";
    const code = document.createElement("code");
    code.textContent = number;
    const keep = button(speak.say("filling_reference_keep"), number, () => void kept(number));
    keep.className = "main";
    const leave = button(speak.say("filling_reference_leave"), number, () => {
      known.add(number);
      line.remove();
      element("reference").hidden = element("reference-offers").childElementCount === 0;
    });
    line.append(code, keep, leave);
    return line;
  }

  /** @param {string} label @param {string} number @param {() => void} work */
  function button(label, number, work) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.setAttribute("aria-label", `${label}: ${number}`);
    made.addEventListener("click", (event) => event.isTrusted && work());
    return made;
  }

  return {
    /** A filling begins: what the page shows already is no answer to it. @param {string[]} numbers */
    begin(numbers) {
      for (const number of numbers) known.add(number);
      element("reference").hidden = true;
      element("reference-said").textContent = "";
    },
    /** @param {string[]} numbers */
    offer(numbers) {
      const news = numbers.filter((number) => !known.has(number));
      if (news.length === 0) return;
      element("reference-offers").replaceChildren(...news.map(row));
      element("reference").hidden = false;
    },
  };
}
