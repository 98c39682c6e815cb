// What filling asks the server for: portals, complaints, their values and files; what is taught; the number caught.

import { base64 } from "./base64.js";
import { bytes, call, ServerError } from "./server.js";

const PREFIX = "/api/v1";
const MOST_BYTES = 40 * 1024 * 1024;

/** @param {FormsRequest} message @returns {Promise<unknown>} */
export async function answerForms(message) {
  switch (message.type) {
    case "forms-portals":
      return call("/portals");
    case "forms-override":
      return call(`/portals/${encodeURIComponent(message.portal)}/overrides`, { method: "PUT", body: message.overrides });
    case "forms-complaints":
      return call("/complaints");
    case "forms-values":
      return call(`/complaints/${encodeURIComponent(message.complaint)}/form`);
    case "forms-file":
      return file(message.file);
    case "forms-reference":
      return submitted(message);
    case "forms-cases":
      return call("/cases");
    case "forms-draft":
      return drafted(message.request);
    case "forms-check":
      return call(`/complaints/${encodeURIComponent(message.complaint)}/check`);
    case "forms-edit":
      return call(`/complaints/${encodeURIComponent(message.complaint)}`, { method: "PUT", body: message.edit });
  }
}

/** The complaint is filed, under this number. A draft was ready first. @param {Extract<FormsRequest, {type: "forms-reference"}>} message */
async function submitted({ complaint, reference }) {
  const path = `/complaints/${encodeURIComponent(complaint)}`;
  const { status } = /** @type {Schemas["Complaint"]} */ (await call(path));
  if (status === "draft") await call(`${path}/events`, { method: "POST", body: { status: "ready" } });
  return call(`${path}/events`, { method: "POST", body: { status: "submitted", reference } });
}

/** Complaints made of cases, and what of the cases went into none. @param {Partial<Schemas["PlanRequest"]>} request */
async function drafted(request) {
  const { left_out } = /** @type {Schemas["Plan"]} */ (await call("/complaints/plan", { method: "POST", body: request }));
  const { complaints } = /** @type {Schemas["ComplaintList"]} */ (await call("/complaints", { method: "POST", body: request }));
  return { complaints, left_out };
}

/** A file's bytes, which must be those that its digest names. @param {FileToFetch} file @returns {Promise<FormFile>} */
async function file({ name, media_type: type, sha256, address }) {
  const path = address.startsWith(`${PREFIX}/`) ? address.slice(PREFIX.length) : address;
  if (!/^(?:\/[a-z0-9_.-]+)+$/i.test(path) || path.includes("..")) throw new ServerError("file_address");
  const data = await bytes(path);
  if (data.byteLength > MOST_BYTES) throw new ServerError("file_too_large");
  const digest = Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", data)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (digest !== sha256.toLowerCase()) throw new ServerError("file_differs");
  return { name, type, base64: base64(new Uint8Array(data)) };
}
