// Parts of a capture on their way to the server: digest, note, and patience with a server that is being started again.

import { call, ServerError } from "./server.js";

const PATIENCE_MS = 60_000;
const FIRST_WAIT_MS = 500;
const PASSING = new Set(["unreachable", "too_slow"]);

/**
 * Ask until the server answers; it may be restarted meanwhile. Every call of a capture may be made twice.
 * @template T
 * @param {() => Promise<T>} work
 * @param {() => Promise<unknown>} waiting told whenever there is no answer
 * @returns {Promise<T>}
 */
export async function patiently(work, waiting) {
  const end = Date.now() + PATIENCE_MS;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, 8000)) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ServerError) || !PASSING.has(error.code) || Date.now() + wait > end) throw error;
      await waiting();
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/**
 * @param {string} capture id
 * @param {string} name
 * @param {Blob} blob
 * @param {{top?: number, source?: string}} note
 * @param {() => Promise<unknown>} waiting
 */
export async function send(capture, name, blob, note, waiting) {
  const data = await blob.arrayBuffer();
  const digest = Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", data)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const headers = { "Content-Type": blob.type.split(";")[0] || "application/octet-stream", "Markwarden-Part": encodeURIComponent(JSON.stringify({ ...note, sha256: digest })) };
  await patiently(() => call(`/captures/${capture}/parts/${name}`, { method: "PUT", raw: { data, headers } }), waiting);
}
