// What the extension's own pages share: asking the worker, finding elements, speaking.

const STARTING = /Receiving end does not exist|port closed/i;
const TRIES = 50;
const PAUSE_MS = 100;

/**
 * Ask the worker. A page that the browser opens at its start may be there before the worker is.
 * @template {PanelRequest["type"]} T
 * @param {Extract<PanelRequest, {type: T}>} message
 * @returns {Promise<PanelReply[T]>}
 */
export async function ask(message) {
  for (let tries = 1; ; tries += 1) {
    try {
      const reply = await chrome.runtime.sendMessage(message);
      if (reply !== undefined) return reply;
      throw new Error("port closed without a reply");
    } catch (error) {
      if (tries >= TRIES || !STARTING.test(String(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

/** @template {HTMLElement} [E=HTMLElement] @param {string} id @returns {E} */
export const element = (id) => /** @type {E} */ (document.getElementById(id));

/** The page's voice; sets the page's language too. @returns {Promise<Speaker>} */
export async function voice() {
  const { strings, language } = await ask({ type: "strings" });
  document.documentElement.lang = language.replace("_", "-");
  return markwarden.sentences.speaker(strings);
}
