// The strings of the language in use. Chrome's own i18n cannot be switched, so the tables are read from `_locales` here.

import { settings } from "./settings.js";

export const LANGUAGES = ["en", "zh_CN"];
/** @type {Map<string, Promise<Strings>>} */
const tables = new Map();

/** @returns {Promise<string>} */
export async function language() {
  const { language: chosen } = await settings();
  if (LANGUAGES.includes(chosen)) return chosen;
  return chrome.i18n.getUILanguage().toLowerCase().startsWith("zh") ? "zh_CN" : "en";
}

/** @param {string} name @returns {Promise<Strings>} */
async function load(name) {
  const response = await fetch(chrome.runtime.getURL(`_locales/${name}/messages.json`));
  const messages = /** @type {Record<string, {message: string}>} */ (await response.json());
  return Object.fromEntries(Object.entries(messages).map(([key, { message }]) => [key, message]));
}

/** @returns {Promise<Strings>} */
export async function strings() {
  const name = await language();
  let table = tables.get(name);
  if (!table) tables.set(name, (table = load(name)));
  return table;
}
