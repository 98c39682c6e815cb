// The two pictures of a comparison: the reference from the server, the listing's picture from AliExpress's image hosts.

import { base64 } from "./base64.js";
import { IMAGE_HOSTS } from "./hosts.js";
import { call, file, ServerError } from "./server.js";

const MOST_BYTES = 16 * 1024 * 1024;
const PATIENCE_MS = 20_000;

/** Open the comparison of a signal in a tab of its own. @param {number} tab @param {Extract<ContentRequest, {type: "compare"}>} signal */
export async function openComparison(tab, { item, kind, reference }) {
  const query = new URLSearchParams({ tab: String(tab), item, kind, reference });
  await chrome.tabs.create({ url: chrome.runtime.getURL(`compare/compare.html?${query}`), openerTabId: tab });
}

/** @param {Extract<PanelRequest, {type: "comparison"}>} asked @returns {Promise<{reference: PictureFile | null, suspect: PictureFile}>} `reference` null where words were read, not compared */
export async function comparedPictures({ image, reference }) {
  if (!IMAGE_HOSTS.test(image) || (reference !== null && !/^[0-9a-f]{64}$/.test(reference))) throw new ServerError("picture_gone");
  const [own, theirs] = await Promise.all([reference === null ? null : file(`/references/${reference}`), suspect(image)]);
  return { reference: own, suspect: theirs };
}

/** Who else shows a picture of a listing. @param {string} item @returns {Promise<Schemas["AlikeReport"]>} */
export const alikeListings = (item) => call(`/listings/${encodeURIComponent(item)}/alike`);

/** @param {string} url @returns {Promise<PictureFile>} */
async function suspect(url) {
  let data;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), cache: "force-cache", credentials: "omit", referrerPolicy: "no-referrer" });
    if (!response.ok) throw new ServerError("picture_gone");
    data = await response.blob();
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) throw new ServerError("picture_gone");
    throw error;
  }
  if (data.size === 0 || data.size > MOST_BYTES || !data.type.startsWith("image/")) throw new ServerError("picture_gone");
  return { type: data.type, base64: base64(new Uint8Array(await data.arrayBuffer())) };
}
