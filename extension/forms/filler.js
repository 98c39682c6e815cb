// One filling, from describing to reading back. Fields come and go as it goes on, so it looks again until nothing is new.

import "../shared/namespace.js";
import "../shared/plain.js";
import "../shared/agree.js";
import { ask, describe } from "./frames.js";
import { held } from "./hold.js";
import { plan } from "./plan.js";

const { agree } = markwarden;
const MOST_ROUNDS = 6;

/**
 * The state of each field, without filling anything.
 * @param {Portal} portal @param {FormValues} form @param {FormFile[]} files @param {Frame[]} frames
 * @returns {Promise<FieldState[]>}
 */
export async function look(portal, form, files, frames) {
  return plan(portal, form, await describe(frames), files).map((entry) => stateOf(entry));
}

/** @param {PlanEntry} entry @param {{failure?: string}} [done] @returns {FieldState} */
function stateOf(entry, { failure = "" } = {}) {
  const { state, step } = entry;
  if (state !== "ready" || !step) return { ...entry, shown: [], failure };
  const shown = step.target.value;
  if (agree.holds(step, shown)) return { ...entry, state: "filled", shown, failure: "" };
  return { ...entry, state: shown.length ? "differs" : "empty", shown, failure };
}

/**
 * Fill what is not filled yet.
 * @param {Portal} portal @param {FormValues} form @param {FormFile[]} files @param {Frame[]} frames
 * @param {(states: FieldState[], now: string | null) => void} tell after each field
 * @param {Set<string>} [only] keys; all where none are named
 * @returns {Promise<{states: FieldState[], stopped: number}>} `stopped`: how often the page tried to send itself
 */
export async function fill(portal, form, files, frames, tell, only) {
  /** @type {Map<string, string>} */
  const failures = new Map();
  /** @type {Set<string>} */
  const tried = new Set();
  let stopped = 0;
  // A tab behind another one draws nothing: no list would open there.
  if (frames.length) await chrome.tabs.update(frames[0].tab, { active: true });
  const { stopped: heldBack } = await held(frames, async () => {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const entries = plan(portal, form, await describe(frames), files);
      const next = entries.filter((entry) => entry.step && !tried.has(entry.key) && (!only || only.has(entry.key)) && stateOf(entry).state !== "filled");
      if (next.length === 0) break;
      for (const { key, step, frame } of next) {
        if (!step || !frame) continue;
        tried.add(key);
        tell(states(entries, failures), key);
        const reply = await ask(frame, "fill", { step });
        stopped = Math.max(stopped, reply?.stopped ?? 0);
        failures.set(key, reply === null ? "gone" : reply.failure);
        if (reply?.field) step.target = reply.field;
      }
    }
  });
  const last = states(plan(portal, form, await describe(frames), files), failures);
  tell(last, null);
  return { states: last, stopped: stopped + heldBack };
}

/** @param {PlanEntry[]} entries @param {Map<string, string>} failures */
const states = (entries, failures) => entries.map((entry) => stateOf(entry, { failure: failures.get(entry.key) ?? "" }));

