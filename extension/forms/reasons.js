// A complaint reason that the form offers and the profile does not know: added in the person's words, kept with the portal.

import { element } from "../shared/page.js";
import { override } from "./portals.js";
import { asked } from "./server.js";

/** A key of the person's own for a reason: the same words give the same one. @param {string} text */
export async function keyFor(text) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text.normalize("NFKC").toLowerCase())));
  return `own_${Array.from(digest.slice(0, 5), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * @param {Speaker} speak
 * @param {{said: (text: string) => void, trouble: (failure: Failure) => void, added: () => Promise<void>}} tell
 */
export function reasonForm(speak, { said, trouble, added }) {
  /** @type {{portal: string, complaint: ComplaintLine} | null} */
  let about = null;
  const typed = /** @type {HTMLInputElement} */ (element("reason-text"));
  for (const [id, name] of Object.entries({ "reason-title": "filling_reason_add", "reason-label": "filling_reason_label", "reason-why": "filling_reason_why", "reason-button": "filling_reason_button" })) element(id).textContent = speak.say(name);

  element("reason-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = typed.value.trim();
    if (!event.isTrusted || !about || !text) return;
    const { portal, complaint } = about;
    const value = await keyFor(text);
    const kind = /** @type {"trademark" | "copyright" | "design" | "patent"} */ (complaint.right.kind);
    const zh = /\p{Script=Han}/u.test(text);
    const reason = { value, words: { en: zh ? [] : [text], zh: zh ? [text] : [], assumed: [] }, rights: [kind], needs: [], certainty: /** @type {const} */ ("seen"), added: true };
    const kept = await override(portal, (overrides) => {
      const before = overrides.reasons?.find((one) => one.value === value);
      const rights = Array.from(new Set([...(before?.rights ?? []), kind]));
      return { ...overrides, reasons: [...(overrides.reasons ?? []).filter((one) => one.value !== value), { ...reason, rights }] };
    });
    if (!kept.ok) return trouble(kept.failure);
    const used = await asked({ type: "forms-edit", complaint: complaint.id, edit: { reason: value } });
    if (!used.ok) return trouble(used.failure);
    typed.value = "";
    await added();
    said(speak.say("filling_reason_added", { reason: text }));
  });

  return {
    /** @param {string} portal @param {ComplaintLine | undefined} complaint the one chosen */
    show(portal, complaint) {
      about = complaint ? { portal, complaint } : null;
      element("reason").hidden = about === null;
    },
  };
}
