// One capture, from the first picture to the sealed package: what was on screen goes to the server part by part,
// and what could not be taken is named. Uses nothing but the tab as it is: no reload, no debugger.

import { patiently, send } from "./parts.js";
import { call, ServerError } from "./server.js";
import { camera, NoPermission, TabLeft } from "./shots.js";

const OVERLAP = 40;
const MOST_STRIPS = 90;
const MOST_IMAGES = 400;
const IMAGES_AT_ONCE = 6;
// What the server takes of any part; a larger one is not sent at all.
const MOST_PART_BYTES = 64 * 2 ** 20;
const MOST_ARCHIVE_BYTES = 128 * 2 ** 20;
const PART_LOST = new Set(["body_too_large", "too_slow"]);
const MOST_IMAGE_BYTES = 32 * 2 ** 20;
const IMAGE_PATIENCE_MS = 8000;
const PART_TYPES = new Set(["image/png", "image/jpeg"]);

/** @typedef {{what: string, why: string}} Missing */
/** @typedef {(done: number, of: number) => Promise<unknown>} Progress */

/**
 * @param {{tab: number, way: CaptureWay, report: PageView | null, ask: PageAsk, panel: ((windowId: number) => Promise<string | null>) | null, progress: Progress}} task
 *   `ask`: the tab's content script; `panel`: takes pictures where the side panel was used to begin
 * @returns {Promise<Schemas["CaptureState"]>} raises `ServerError`
 */
export async function capture({ tab, way, report, ask, panel, progress }) {
  const { shoot } = camera(tab, panel);
  /** @type {Missing[]} */
  const missing = [];
  /** @type {string[]} */
  const notes = [];
  const began = new Date();
  const facts = /** @type {PageFacts | null} */ (await ask({ step: "measure" }));
  if (!facts) throw new ServerError("capture_page");
  const images = wanted(report, missing);
  const strips = Math.max(1, Math.ceil((facts.screen.page_height - OVERLAP) / Math.max(1, facts.screen.viewport_height - OVERLAP)));
  const of = strips + images.length + 4;
  let done = 0;
  const step = () => progress(++done, of);
  try {
    const personal = /** @type {Personal[]} */ ((await ask({ step: "hide" })) ?? []);
    const visible = await shoot();
    const waiting = () => progress(done, of);
    const { id } = /** @type {Schemas["CaptureState"]} */ (
      await patiently(() => call("/captures", { method: "POST", body: beginOf(facts, way, began) }), waiting)
    );
    const put = async (/** @type {string} */ name, /** @type {Blob} */ blob, note = {}) => {
      try {
        if (blob.size > (name === "mhtml" ? MOST_ARCHIVE_BYTES : MOST_PART_BYTES)) throw new ServerError("body_too_large");
        await send(id, name, blob, note, waiting);
      } catch (error) {
        // One part that is too large, or that no time-out lets through, costs that part, not the capture.
        if (!(error instanceof ServerError) || !PART_LOST.has(error.code)) throw error;
        missing.push({ what: name, why: error.code === "too_slow" ? `the server did not take its ${blob.size} bytes in time` : `larger than the server takes (${blob.size} bytes)` });
      }
      await step();
    };
    // Uploads and the network run while the browser makes us wait between two pictures.
    const uploads = [put("visible", visible)];
    const fetching = takeImages(images, put, missing);
    await takeStrips({ shoot, ask, facts, visible, put, uploads, missing, notes, personal });
    await ask({ step: "restore" });
    uploads.push(takeDocument(ask, put, missing), takeArchive(tab, put, missing));
    await Promise.all([...uploads, fetching]);
    const sealed = await patiently(
      () => call(`/captures/${id}/seal`, { method: "POST", body: { browser_time: new Date().toISOString(), missing, notes, personal } }),
      waiting,
    );
    await step();
    return sealed;
  } catch (error) {
    if (error instanceof NoPermission) throw new ServerError("capture_gesture");
    if (error instanceof TabLeft) throw new ServerError("capture_left");
    throw error;
  } finally {
    await ask({ step: "end" });
  }
}

/** @param {PageFacts} facts @param {CaptureWay} way @param {Date} began @returns {Schemas["CaptureBegin"]} */
function beginOf({ url, title, screen, language, time_zone: zone }, way, began) {
  const browser = { user_agent: navigator.userAgent, extension_version: chrome.runtime.getManifest().version, language: language.slice(0, 80), time_zone: zone };
  return { url, title: title.slice(0, 2000).toWellFormed(), way, browser_time: began.toISOString(), browser, screen };
}

/**
 * Every window of the page from the top down, until its end as it is then.
 * @param {{shoot: () => Promise<Blob>, ask: PageAsk, facts: PageFacts, visible: Blob, put: (name: string, blob: Blob, note?: object) => Promise<void>, uploads: Promise<void>[], missing: Missing[], notes: string[], personal: Personal[]}} task
 */
async function takeStrips({ shoot, ask, facts, visible, put, uploads, missing, notes, personal }) {
  const began = facts.screen.page_height;
  let height = began;
  let unloaded = 0;
  try {
    for (let top = 0, n = 0; ; n += 1) {
      if (n === MOST_STRIPS) {
        missing.push({ what: "strip", why: `the page goes on below ${Math.round(top)} pixels: it is longer than a capture takes` });
        break;
      }
      const at = /** @type {WindowFacts | null} */ (await ask({ step: "scroll", top, first: n === 0 }));
      if (!at) {
        missing.push({ what: "strip", why: `the page stopped answering ${Math.round(top)} pixels down` });
        break;
      }
      height = at.page_height;
      unloaded += at.pending.length;
      personal.push(...at.personal);
      // At the top, the visible part is the first strip.
      const picture = n === 0 && facts.screen.scroll_y === 0 && at.pending.length === 0 ? visible : await shoot();
      uploads.push(put(`strip-${String(n).padStart(3, "0")}`, picture, { top: Math.max(0, at.top) }));
      if (at.top + at.viewport_height >= at.page_height - 1 || (n > 0 && at.top < top - 1)) break;
      top = at.top + Math.max(1, at.viewport_height - OVERLAP);
    }
  } catch (error) {
    if (!(error instanceof TabLeft)) throw error;
    missing.push({ what: "strip", why: "another tab came to the front while the page was pictured" });
  }
  notes.push("the page was scrolled from top to bottom and back, so that pictures load; what is fixed to the window stands on the first strip only, and sticky parts in their own place");
  if (height !== began) notes.push(`the page grew from ${began} to ${height} pixels while it was scrolled`);
  if (unloaded) missing.push({ what: "pictures on the page", why: `${unloaded} had not loaded when they were pictured` });
}

/** @param {PageAsk} ask @param {(name: string, blob: Blob) => Promise<void>} put @param {Missing[]} missing */
async function takeDocument(ask, put, missing) {
  const html = /** @type {string | null} */ (await ask({ step: "document" }));
  if (html === null) missing.push({ what: "dom", why: "the page did not give its document" });
  else await put("dom", new Blob([html], { type: "text/html" }));
}

/** @param {number} tab @param {(name: string, blob: Blob) => Promise<void>} put @param {Missing[]} missing */
async function takeArchive(tab, put, missing) {
  if (!chrome.pageCapture) {
    missing.push({ what: "mhtml", why: "this browser has no pageCapture; the document and its pictures are kept one by one" });
    return;
  }
  let wrong = "";
  // The archive comes as a temporary file that the browser may have cleared away by the time it is read: then once more.
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      const blob = await chrome.pageCapture.saveAsMHTML({ tabId: tab });
      const data = await blob?.arrayBuffer();
      if (data?.byteLength) {
        await put("mhtml", new Blob([data], { type: "multipart/related" }));
        return;
      }
      wrong = "it was empty";
    } catch (error) {
      if (error instanceof ServerError) throw error;
      wrong = String(error);
    }
  }
  missing.push({ what: "mhtml", why: `the browser gave no archive: ${wrong}` });
}

/** The original pictures: all of an item's own listing, the main one of each card. @param {PageView | null} report @param {Missing[]} missing @returns {string[]} */
function wanted(report, missing) {
  if (!report?.readable) {
    missing.push({ what: "images", why: "the page was not read: which pictures are the listings' is not known" });
    return [];
  }
  const here = report.listings.filter((listing) => listing.in_dom);
  const every = report.kind === "item" ? [...(here[0]?.images ?? []), ...here.slice(1).flatMap(({ images }) => images.slice(0, 1))] : here.flatMap(({ images }) => images.slice(0, 1));
  const urls = Array.from(new Set(every));
  if (urls.length > MOST_IMAGES) missing.push({ what: "images", why: `${urls.length - MOST_IMAGES} of ${urls.length} listings' pictures were not fetched: a capture takes ${MOST_IMAGES}` });
  return urls.slice(0, MOST_IMAGES);
}

/** @param {string[]} urls @param {(name: string, blob: Blob, note: object) => Promise<void>} put @param {Missing[]} missing */
async function takeImages(urls, put, missing) {
  const queue = urls.map((url, n) => ({ url, name: `image-${String(n).padStart(3, "0")}` }));
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { url, name } = next;
      /** @type {Blob | null} */
      let blob = null;
      try {
        const response = await fetch(url, { signal: AbortSignal.timeout(IMAGE_PATIENCE_MS), credentials: "omit", cache: "force-cache" });
        if (!response.ok) missing.push({ what: name, why: `${url} answered with status ${response.status}` });
        else blob = await response.blob();
      } catch (error) {
        missing.push({ what: name, why: `${url} could not be fetched: ${String(error)}` });
      }
      if (blob && blob.size > MOST_IMAGE_BYTES) missing.push({ what: name, why: `${url} is larger than ${MOST_IMAGE_BYTES} bytes` });
      else if (blob) await put(name, PART_TYPES.has(blob.type) ? blob : new Blob([blob], { type: "application/octet-stream" }), { source: url });
    }
  };
  await Promise.all(Array.from({ length: IMAGES_AT_ONCE }, work));
}
