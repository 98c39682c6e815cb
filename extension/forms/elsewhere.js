// The panel where no known form is in front: the way to the portals, and a site that the person adds to one.

import { element } from "../shared/page.js";
import { addressOf, allow, hostIn, override } from "./portals.js";

/**
 * @param {Speaker} speak
 * @param {{said: (text: string) => void, trouble: (failure: Failure) => void, added: () => Promise<void>}} tell
 */
export function elsewhere(speak, { said, trouble, added }) {
  const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
  for (const [id, name] of Object.entries({
    "elsewhere-title": "filling_elsewhere", "elsewhere-text": "filling_elsewhere_text", "add-title": "filling_add", "add-portal-label": "filling_add_portal",
    "add-host-label": "filling_add_host", "add-why": "filling_add_why", "add-button": "filling_add_button",
  })) element(id).textContent = speak.say(name);

  /** @param {Portal} portal @param {Portal[]} portals */
  function item(portal, portals) {
    const { name, note, leads_to: next } = portal.profile;
    const made = document.createElement("li");
    const title = document.createElement("strong");
    title.textContent = name;
    const text = document.createElement("p");
    text.className = "soft";
    text.textContent = note[language];
    made.append(title, text);
    for (const place of next?.length ? portals.filter(({ profile }) => next.includes(profile.id)) : [portal]) {
      const address = addressOf(place);
      if (!address) continue;
      const link = document.createElement("a");
      link.href = address;
      link.target = "_blank";
      link.rel = "noreferrer";
      link.textContent = place === portal ? new URL(address).host : place.profile.name;
      made.append(link, document.createElement("br"));
    }
    return made;
  }

  /** @param {Portal[]} portals @param {string | undefined} url */
  function draw(portals, url) {
    element("portals").replaceChildren(...portals.filter(({ profile }) => profile.pages.length || profile.leads_to?.length).map((portal) => item(portal, portals)));
    const forms = portals.filter(({ profile }) => profile.fields.length);
    element("add-portal").replaceChildren(...forms.map(({ profile }) => new Option(profile.name, profile.id, false, profile.id === "generic")));
    /** @type {HTMLInputElement} */ (element("add-host")).value = (url && hostIn(url)) ?? "";
  }

  element("add").addEventListener("submit", async (event) => {
    event.preventDefault();
    const host = hostIn(/** @type {HTMLInputElement} */ (element("add-host")).value);
    if (!host) return said(speak.say("filling_add_wrong"));
    // First the browser's question: it must follow the click.
    if (!(await allow(host))) return said(speak.say("filling_add_refused", { host }));
    const kept = await override(/** @type {HTMLSelectElement} */ (element("add-portal")).value, (overrides) => ({ ...overrides, hosts: Array.from(new Set([...(overrides.hosts ?? []), host])) }));
    if (!kept.ok) return trouble(kept.failure);
    said(speak.say("filling_added", { host, portal: kept.reply.profile.name }));
    await added();
  });

  return { draw };
}
