// Which messages may cross, and who may send each. The worker answers nothing else.

const FROM_CONTENT = new Set(["hello", "page", "shown", "decide-here", "undo-here", "capture-here", "compare"]);
const FROM_EXTENSION = new Set(["state", "toggle", "point", "retry", "status", "pair", "forget", "settings", "strings", "console", "capture", "decide", "undo", "comparison", "alike", "cases"]);
const FROM_FORMS = new Set(["forms-portals", "forms-override", "forms-complaints", "forms-values", "forms-file", "forms-reference", "forms-cases", "forms-draft", "forms-check", "forms-edit"]);
const PAGES = /^https:\/\/(?:[a-z0-9-]+\.)*aliexpress\.(?:com|us|ru)\/|^http:\/\/127\.0\.0\.1(?::\d+)?\/markwarden-demo\//;

/**
 * @param {unknown} message
 * @param {chrome.runtime.MessageSender} sender
 * @param {{id: string, base: string}} own the extension's id and the start of its pages' addresses
 * @returns {"content" | "extension" | "forms" | null} who sent it; null where it may not be answered
 */
export function permitted(message, sender, { id, base }) {
  if (sender.id !== id || typeof message !== "object" || message === null || !("type" in message)) return null;
  const type = String(message.type);
  const address = sender.url ?? "";
  if (FROM_FORMS.has(type)) return address.startsWith(base) ? "forms" : null;
  if (FROM_EXTENSION.has(type)) return address.startsWith(base) ? "extension" : null;
  if (FROM_CONTENT.has(type)) return sender.tab?.id !== undefined && sender.frameId === 0 && PAGES.test(address) ? "content" : null;
  return null;
}
