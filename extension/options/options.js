// The options: pairing by a code, port, language.

import { ask, element, voice } from "../shared/page.js";

/** @param {string} id */
const input = (id) => /** @type {HTMLInputElement} */ (element(id));

const speak = await voice();
document.title = speak.say("options_title");
const TEXTS = {
  title: "options_title", "pairing-title": "options_pairing", how: "options_how", "code-label": "options_code", "port-label": "options_port", pair: "options_pair",
  test: "options_test", forget: "options_forget", "language-title": "options_language", "language-auto": "options_language_auto",
  "notify-title": "options_notify", "notify-label": "options_notify_label", "local-title": "options_local", "local-text": "options_local_text",
};
for (const [id, name] of Object.entries(TEXTS)) element(id).textContent = speak.say(name);

/** @param {Failure} failure */
function explain(failure) {
  const { title, help } = speak.failed(failure);
  return `${title}. ${help}`;
}

async function refresh() {
  const status = await ask({ type: "status" });
  input("port").value ||= String(status.settings.port);
  /** @type {HTMLSelectElement} */ (element("language")).value = status.settings.language;
  input("notify").checked = status.settings.notify;
  const line = element("status");
  line.className = status.paired && !status.failure ? "good" : "bad";
  if (status.failure) line.textContent = explain(status.failure);
  else if (!status.paired) line.textContent = speak.say("options_not_paired");
  else {
    const { brands = 0, marks = 0 } = status.registry ?? {};
    line.textContent = speak.say("options_paired", { version: status.version ?? "", port: status.settings.port, brands, marks });
    if (brands === 0) element("message").textContent = speak.say("options_empty");
  }
  element("forget").hidden = !status.paired;
}

/** @returns {number | null} */
function port() {
  const number = Number(input("port").value);
  return Number.isInteger(number) && number >= 1 && number <= 65535 ? number : null;
}

async function pair() {
  const number = port();
  if (number === null) {
    element("message").textContent = speak.say("options_port_wrong");
    return;
  }
  element("message").textContent = speak.say("options_pairing_now");
  const reply = await ask({ type: "pair", code: input("code").value, port: number, name: browserName() });
  element("message").textContent = reply.ok ? "" : explain(reply.failure);
  if (reply.ok) input("code").value = "";
  await refresh();
}

/** What the server's list of pairings calls this browser. */
function browserName() {
  const brands = /** @type {{brand: string}[]} */ (/** @type {any} */ (navigator).userAgentData?.brands ?? []);
  const brand = brands.map((one) => one.brand).find((one) => !/not.?a.?brand/i.test(one));
  return brand ?? "browser";
}

element("pairing").addEventListener("submit", (event) => {
  event.preventDefault();
  void pair();
});
element("test").addEventListener("click", async () => {
  element("message").textContent = "";
  const number = port();
  if (number === null) {
    element("message").textContent = speak.say("options_port_wrong");
    return;
  }
  await ask({ type: "settings", settings: { port: number } });
  await refresh();
});
element("forget").addEventListener("click", async () => {
  await ask({ type: "forget" });
  await refresh();
  element("message").textContent = speak.say("options_forgotten");
});
element("notify").addEventListener("change", () => ask({ type: "settings", settings: { notify: input("notify").checked } }));
element("language").addEventListener("change", async () => {
  await ask({ type: "settings", settings: { language: /** @type {HTMLSelectElement} */ (element("language")).value } });
  location.reload();
});

await refresh();
