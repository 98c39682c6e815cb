// Loads the extension's classic scripts into a happy-dom window, and its modules against a chrome of our own making.

import { readFileSync } from "node:fs";
import { Window } from "happy-dom";

const root = new URL("../../extension/", import.meta.url);

export const strings = (language = "en") =>
  Object.fromEntries(Object.entries(messages(language)).map(([name, { message }]) => [name, message]));
export const messages = (language) => JSON.parse(readFileSync(new URL(`_locales/${language}/messages.json`, root), "utf8"));
export const read = (path) => readFileSync(new URL(path, root), "utf8");

/** A window in which the named scripts have run. */
export function load(scripts, { html = "", url = "https://www.aliexpress.com/w/wholesale-x.html" } = {}) {
  const window = new Window({ url });
  window.document.body.innerHTML = html;
  const names = ["shared/namespace.js", ...scripts];
  const run = new Function("globalThis", "window", "document", "chrome", `const markwarden = (globalThis.markwarden ??= {});\n${names.map(read).join("\n")}\nreturn markwarden;`);
  window.URL = URL;
  return { window, document: window.document, markwarden: run(window, window, window.document, {}) };
}

/** What the worker needs of chrome, kept in memory. */
export function fakeChrome() {
  const areas = { local: {}, session: {} };
  const area = (name) => ({
    get: async (key) => (key === null ? { ...areas[name] } : key in areas[name] ? { [key]: structuredClone(areas[name][key]) } : {}),
    set: async (values) => void Object.assign(areas[name], structuredClone(values)),
    remove: async (key) => void delete areas[name][key],
    setAccessLevel: async () => undefined,
  });
  return { areas, chrome: { storage: { local: area("local"), session: area("session") }, runtime: { id: "own", getURL: (path) => `chrome-extension://own/${path}` } } };
}
