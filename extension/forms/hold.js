// Keeps the forms of some frames from being sent while they are filled: in the page's own world, and in the browser.

import { LEFT } from "./frames.js";

/** While it holds, no form of these frames can send itself. @template T @param {Frame[]} frames @param {() => Promise<T>} work @returns {Promise<{result: T, stopped: number}>} */
export async function held(frames, work) {
  if (frames.length === 0) return { result: await work(), stopped: 0 };
  const targets = frames.map(({ tab, document: id }) => ({ tabId: tab, documentIds: [id] }));
  const open = await closed(frames[0]);
  await Promise.all(targets.map((target) => inPage(target, hold)));
  try {
    const result = await work();
    return { result, stopped: await letGo(targets) };
  } catch (error) {
    await letGo(targets);
    throw error;
  } finally {
    await open();
  }
}

/**
 * The browser itself lets no document of these hosts load another one: the last line, for a form that is aimed at
 * another window. Ends with the panel, too; the worker takes away what a crash left.
 * @param {Frame} frame @returns {Promise<() => Promise<void>>}
 */
async function closed({ tab, hosts }) {
  const rule = /** @type {chrome.declarativeNetRequest.Rule} */ ({ id: tab, action: { type: "block" }, condition: { initiatorDomains: hosts, resourceTypes: ["main_frame", "sub_frame"] } });
  const open = () => chrome.declarativeNetRequest.updateSessionRules({ removeRuleIds: [tab] });
  const ends = new AbortController();
  addEventListener("pagehide", open, { signal: ends.signal });
  await chrome.declarativeNetRequest.updateSessionRules({ removeRuleIds: [tab], addRules: [rule] });
  return async () => {
    ends.abort();
    await open();
  };
}

/** @param {chrome.scripting.InjectionTarget[]} targets */
async function letGo(targets) {
  const counts = await Promise.all(targets.map((target) => inPage(target, release)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** @param {chrome.scripting.InjectionTarget} target @param {() => number} func @returns {Promise<number>} */
async function inPage(target, func) {
  try {
    const [{ result }] = await chrome.scripting.executeScript({ target, world: "MAIN", injectImmediately: true, func });
    return result ?? 0;
  } catch (error) {
    if (LEFT.test(String(error))) return 0;
    throw error;
  }
}

/** Runs in the page's own world. */
function hold() {
  const key = Symbol.for("markwarden.held");
  const window_ = /** @type {any} */ (window);
  if (window_[key]) return 0;
  const { submit, requestSubmit } = HTMLFormElement.prototype;
  const kept = { count: 0, submit, requestSubmit };
  window_[key] = kept;
  HTMLFormElement.prototype.submit = function () { kept.count += 1; };
  HTMLFormElement.prototype.requestSubmit = function () { kept.count += 1; };
  return 0;
}

/** Runs in the page's own world. */
function release() {
  const key = Symbol.for("markwarden.held");
  const window_ = /** @type {any} */ (window);
  const kept = window_[key];
  if (!kept) return 0;
  HTMLFormElement.prototype.submit = kept.submit;
  HTMLFormElement.prototype.requestSubmit = kept.requestSubmit;
  delete window_[key];
  return kept.count;
}
