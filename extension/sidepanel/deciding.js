// Deciding in the side panel: the row that is current, its buttons, the keys, and the form of a dismissal.

import { ask } from "../shared/page.js";

const WORDS = /** @type {const} */ ({ infringes: "infringes", watch: "watched" });

/**
 * @param {{list: HTMLElement, said: HTMLElement, help: HTMLElement, speak: Speaker, tab: () => number | null, failed: (failure: Failure) => void, capture: () => void}} parts
 */
export function deciding({ list, said, help, speak, tab, failed, capture }) {
  /** @type {string | null} */
  let current = null;
  /** @type {Map<string, Verdict>} */
  let verdicts = new Map();
  /** What was asked last: each waits for the one before, so that quick keys are neither lost nor out of order. */
  let before = Promise.resolve();

  const items = () => /** @type {HTMLElement[]} */ (Array.from(list.children));
  /** @param {HTMLElement | undefined} item */
  const idOf = (item) => item?.dataset.id ?? null;
  const itemOf = (/** @type {string | null} */ id) => items().find((item) => item.dataset.id === id);

  /** @param {string | null} id @param {boolean} [focus] */
  function choose(id, focus = false) {
    current = id;
    for (const item of items()) item.classList.toggle("current", item.dataset.id === id);
    if (focus) itemOf(id)?.querySelector("button")?.focus();
  }

  /** @param {number} by */
  function step(by) {
    const all = items();
    const place = all.findIndex((item) => item.dataset.id === current);
    const next = all[place < 0 ? 0 : Math.min(all.length - 1, Math.max(0, place + by))];
    if (next) choose(idOf(next), true);
  }

  /** @param {string} words */
  function say(words) {
    said.textContent = words;
  }

  /** @param {() => Promise<PanelReply["decide"]>} work @param {(id: string | null) => void} then @param {() => void} [refused] */
  function run(work, then, refused) {
    const next = async () => {
      const reply = await work();
      if (reply.ok) then(reply.id);
      else {
        failed(reply.failure);
        refused?.();
      }
    };
    before = before.then(next, next);
  }

  /** @param {Deciding} deciding */
  function decide(deciding) {
    const where = tab();
    if (where === null) return;
    const all = items().map(idOf);
    const next = all[all.indexOf(deciding.id) + 1] ?? all[all.indexOf(deciding.id) - 1] ?? deciding.id;
    // At once: the next key means the next listing, whether or not the answer is here.
    choose(next, true);
    run(
      () => ask({ type: "decide", tab: where, decision: deciding }),
      () => {
        say(speak.say("decided_undo", { word: speak.say(`decision_${deciding.word}`) }));
        if (current === next) choose(next, true);
      },
      () => choose(deciding.id, true),
    );
  }

  function undo() {
    const where = tab();
    if (where === null) return;
    run(
      () => ask({ type: "undo", tab: where }),
      (id) => {
        say(speak.say(id === null ? "undo_nothing" : "undo_done"));
        if (id !== null) choose(id, true);
      },
    );
  }

  /** @param {string} id */
  function dismiss(id) {
    const verdict = verdicts.get(id);
    const item = itemOf(id);
    if (!verdict || !item || item.querySelector("form")) return;
    const form = markwarden.dismissal.form(verdict, speak, {
      done: (deciding) => {
        form.remove();
        decide(deciding);
      },
      cancel: () => {
        form.remove();
        choose(id, true);
      },
    });
    item.append(form);
    form.querySelector("input")?.focus();
  }

  /** @param {KeyAction} action */
  function act(action) {
    if (action === "next") step(1);
    else if (action === "previous") step(-1);
    else if (action === "undo") undo();
    else if (action === "help") {
      help.hidden = !help.hidden;
      // Below a long list nobody would see it come.
      if (!help.hidden) help.scrollIntoView({ block: "nearest" });
    } else if (action === "capture") capture();
    else if (current === null) step(0);
    else if (action === "dismiss") dismiss(current);
    else decide({ id: current, word: WORDS[action] });
  }

  /** What a row needs beside its own button: the word that stands, and buttons to decide. @param {HTMLElement} item @param {Verdict} verdict */
  function dress(item, verdict) {
    const id = verdict.item_id;
    item.dataset.id = id;
    item.addEventListener("focusin", () => id !== current && choose(id));
    const { decision } = verdict;
    if (decision) {
      const word = document.createElement("div");
      word.className = `word word-${decision.word}`;
      word.textContent = speak.standing(decision);
      item.firstElementChild?.append(word);
    }
    const buttons = document.createElement("div");
    buttons.className = "decide";
    for (const action of /** @type {const} */ (["infringes", "dismiss", "watch"])) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = speak.say(`decide_${action}`);
      button.addEventListener("click", (event) => {
        if (!event.isTrusted) return;
        choose(id);
        act(action);
      });
      buttons.append(button);
    }
    item.append(buttons);
  }

  document.addEventListener("keydown", (event) => {
    const action = markwarden.keys.actionOf(event) ?? { ArrowDown: /** @type {const} */ ("next"), ArrowUp: /** @type {const} */ ("previous") }[event.key] ?? null;
    if (action === null || (event.key.startsWith("Arrow") && !list.contains(/** @type {Node} */ (event.target)))) return;
    act(action);
    event.preventDefault();
  });
  help.replaceChildren(markwarden.keys.help(speak));

  return {
    dress,
    /** Whether the rows may be drawn anew: not under a form that is being filled. */
    asking: () => list.querySelector("form") !== null,
    /** @param {Verdict[]} listings the rows, as they stand now */
    drawn(listings) {
      verdicts = new Map(listings.map((verdict) => [verdict.item_id, verdict]));
      if (current !== null && !verdicts.has(current)) current = null;
      choose(current);
    },
  };
}
