// The only door to the server: addresses, token, time-outs, and what can go wrong, told apart.

import { base64 } from "./base64.js";
import { settings, token } from "./settings.js";

const API_MAJOR = "1";
const API_HEADER = "Markwarden-Api";
// The worker is ended when an answer takes over 30 seconds.
const PATIENCE_MS = 25_000;

/** Why the server gave no answer that can be used. `code`: of the server's table, or one of ours. */
export class ServerError extends Error {
  /** @param {string} code @param {string} [message] */
  constructor(code, message = "") {
    super(message || code);
    this.code = code;
  }

  /** @returns {Failure} */
  get failure() {
    return { code: this.code, message: this.message };
  }
}

/**
 * @param {string} path below /api/v1
 * @param {{method?: string, body?: unknown, form?: FormData, raw?: {data: ArrayBuffer, headers: Record<string, string>}, port?: number, open?: boolean}} [options] `open`: needs no token; `raw`: a body that is no JSON
 * @returns {Promise<any>} the reply, parsed; null where it has no body
 */
export async function call(path, options = {}) {
  const response = await asked(path, options);
  return response.status === 204 ? null : response.json();
}

/** The reply as it comes: a file. @param {string} path below /api/v1 @returns {Promise<ArrayBuffer>} */
export async function bytes(path) {
  return (await asked(path, {})).arrayBuffer();
}

/** The reply as a picture that a message can carry. @param {string} path below /api/v1 @returns {Promise<PictureFile>} */
export async function file(path) {
  const response = await asked(path, {});
  const type = response.headers.get("Content-Type") ?? "";
  return { type, base64: base64(new Uint8Array(await response.arrayBuffer())) };
}

/**
 * @param {string} path
 * @param {{method?: string, body?: unknown, form?: FormData, raw?: {data: ArrayBuffer, headers: Record<string, string>}, port?: number, open?: boolean}} options
 * @returns {Promise<Response>} one that is no refusal
 */
async function asked(path, { method = "GET", body, form, raw, port, open = false }) {
  const used = port ?? (await settings()).port;
  /** @type {Record<string, string>} */
  const headers = {};
  const secret = await token();
  if (secret === null && !open) throw new ServerError("not_paired");
  if (secret !== null) headers.Authorization = `Bearer ${secret}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (raw) Object.assign(headers, raw.headers);
  const response = await fetched(`http://127.0.0.1:${used}/api/v1${path}`, {
    method,
    headers,
    body: form ?? raw?.data ?? (body === undefined ? undefined : JSON.stringify(body)),
    signal: AbortSignal.timeout(PATIENCE_MS),
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
  });
  const version = response.headers.get(API_HEADER);
  if (version === null) throw new ServerError("wrong_program");
  if (version.split(".")[0] !== API_MAJOR) throw new ServerError("version", version);
  if (response.ok) return response;
  const { code, message } = /** @type {Schemas["ErrorReply"]} */ (await response.json()).error;
  throw new ServerError(code, message);
}

/** @param {string} url @param {RequestInit} options */
async function fetched(url, options) {
  try {
    return await fetch(url, options);
  } catch (error) {
    if (error instanceof DOMException && error.name === "TimeoutError") throw new ServerError("too_slow");
    throw new ServerError("unreachable");
  }
}
