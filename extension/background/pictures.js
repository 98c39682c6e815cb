// Pictures that the server still wants: fetched from AliExpress's hosts (mostly out of the browser's cache), handed over in
// batches, their verdicts put on the page as they come. A page that is left takes its pictures with it.

import { IMAGE_HOSTS } from "./hosts.js";
import { call, ServerError } from "./server.js";

const AT_ONCE = 4;
const BATCH = 8;
// While the server looks at one batch the next is fetched and handed over.
const LANES = 2;
const MOST_BYTES = 8 * 1024 * 1024;
const PATIENCE_MS = 15_000;
// The server looks on after it answered. While it looks for copies it waits for news itself, and is left alone a little in
// between; for the words of a page, which take half a minute, it is asked after these pauses, then after the last of them
// until nothing has come of it for long: other tabs' pictures may be before ours.
const PAUSE_MS = 150;
const PAUSES_MS = [500, 1000, 2000, 4000];
const MOST_IN_VAIN = 150;
const AT_ONCE_ASKED = 200;

/** @typedef {{controller: AbortController, sent: Set<string>}} Looking `sent`: keys that the server still looks at */

/** @type {Map<number, Looking>} what is under way, by tab */
const underWay = new Map();

/** Stop for a tab whose page was left: nothing more is fetched, and the server lets go what it has not begun. @param {number} tab */
export function leavePictures(tab) {
  const left = underWay.get(tab);
  underWay.delete(tab);
  left?.controller.abort();
  void letGo([...(left?.sent ?? [])]);
}

/**
 * Look at the pictures of a page, the most wanted first.
 * @param {number} tab
 * @param {Schemas["WantedImage"][]} wanted
 * @param {(report: Schemas["ImageReport"]) => Promise<unknown>} apply called with each answer, until the page is left
 */
export async function lookAtPictures(tab, wanted, apply) {
  /** @type {Looking} */
  const looking = underWay.get(tab) ?? { controller: new AbortController(), sent: new Set() };
  underWay.set(tab, looking);
  const { signal } = looking.controller;
  const queue = wanted.filter(({ url }) => IMAGE_HOSTS.test(url));
  /** @type {string[]} */
  const pending = [];
  /** @type {string[]} */
  const partly = [];
  let gone = false;
  async function lane() {
    while (queue.length && !signal.aborted && !gone) {
      const fetched = await fetchSome(queue.splice(0, BATCH), signal);
      if (signal.aborted || !fetched.length) continue;
      const report = await handOver(fetched);
      if (report === null) gone = true;
      else if (signal.aborted) await letGo(fetched.map(({ key }) => key));
      else {
        note(looking.sent, report);
        pending.push(...keysOf(report, "pending"));
        partly.push(...keysOf(report, "partly"));
        await apply(report);
      }
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane));
  if (gone) return;
  await askAgain(pending, partly, looking, apply);
}

/** @param {Set<string>} sent @param {Schemas["ImageReport"]} report */
function note(sent, report) {
  for (const { key, state } of report.images) {
    if (state === "pending" || state === "partly") sent.add(key);
    else sent.delete(key);
  }
}

/** @param {string[]} keys */
async function letGo(keys) {
  for (let start = 0; start < keys.length; start += AT_ONCE_ASKED) {
    await orNull(call("/images/left", { method: "POST", body: { keys: keys.slice(start, start + AT_ONCE_ASKED) } }));
  }
}

/** @param {Schemas["ImageReport"]} report @param {Schemas["ImageState"]} state */
function keysOf(report, state) {
  return report.images.filter((image) => image.state === state).map(({ key }) => key);
}

/**
 * @param {Schemas["WantedImage"][]} wanted @param {AbortSignal} signal
 * @returns {Promise<{key: string, data: Blob}[]>} what could be fetched; a picture that cannot stays wanted
 */
async function fetchSome(wanted, signal) {
  const rest = [...wanted];
  /** @type {{key: string, data: Blob}[]} */
  const fetched = [];
  async function worker() {
    for (let next = rest.shift(); next && !signal.aborted; next = rest.shift()) {
      const data = await fetchOne(next.url, signal);
      if (data !== null) fetched.push({ key: next.key, data });
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return fetched;
}

/** @param {string} url @param {AbortSignal} signal @returns {Promise<Blob | null>} */
async function fetchOne(url, signal) {
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]), cache: "force-cache", credentials: "omit", referrerPolicy: "no-referrer" });
    if (!response.ok || Number(response.headers.get("Content-Length") ?? 0) > MOST_BYTES) return null;
    const data = await response.blob();
    return data.size > 0 && data.size <= MOST_BYTES ? data : null;
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return null; // left, too slow, or not reached
    throw error;
  }
}

/** @param {{key: string, data: Blob}[]} fetched @returns {Promise<Schemas["ImageReport"] | null>} null where the server is gone */
async function handOver(fetched) {
  const form = new FormData();
  for (const { key, data } of fetched) form.append(key, data, key);
  return orNull(call("/images", { method: "POST", form }));
}

/**
 * Copies first: as long as they are looked for, nothing is asked of pictures that wait for the rest.
 * @param {string[]} pending @param {string[]} partly @param {Looking} looking
 * @param {(report: Schemas["ImageReport"]) => Promise<unknown>} apply
 */
async function askAgain(pending, partly, { controller: { signal }, sent }, apply) {
  for (let times = 0, vain = 0; pending.length + partly.length && vain < MOST_IN_VAIN; ) {
    await new Promise((resolve) => setTimeout(resolve, pending.length ? PAUSE_MS : PAUSES_MS[Math.min(times++, PAUSES_MS.length - 1)]));
    if (signal.aborted) return;
    const before = 2 * pending.length + partly.length;
    const asked = (pending.length ? pending : partly).splice(0, AT_ONCE_ASKED);
    const report = /** @type {Schemas["ImageReport"] | null} */ (await orNull(call("/images/verdicts", { method: "POST", body: { keys: asked } })));
    if (report === null || signal.aborted) return;
    note(sent, report);
    pending.push(...keysOf(report, "pending"));
    partly.push(...keysOf(report, "partly"));
    vain = 2 * pending.length + partly.length < before ? 0 : vain + 1;
    await apply(report);
  }
}

/** @template T @param {Promise<T>} work @returns {Promise<T | null>} */
async function orNull(work) {
  try {
    return await work;
  } catch (error) {
    // The page's own request says on the badge what is wrong with the server.
    if (error instanceof ServerError) return null;
    throw error;
  }
}
