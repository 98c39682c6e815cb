// Which portal a tab shows, and how the extension gets to a site that the person adds.

import { asked } from "./server.js";

/** @param {Portal[]} portals @param {string | undefined} url @returns {Portal[]} those whose form may stand there */
export function portalsAt(portals, url) {
  if (!url?.startsWith("https:")) return [];
  const { hostname } = new URL(url);
  return portals.filter(({ profile }) => profile.pages.some(({ host }) => host === hostname));
}

/** @param {Portal} portal */
export const hostsOf = (portal) => Array.from(new Set(portal.profile.pages.map(({ host }) => host)));

/** Where a portal's form is found. @param {Portal} portal */
export function addressOf(portal) {
  const page = portal.profile.pages.find(({ form }) => form) ?? portal.profile.pages[0];
  return page ? `https://${page.host}${page.path}${page.hash}` : null;
}

/** The host in what a person types: an address or a bare name. Null where there is none. @param {string} typed */
export function hostIn(typed) {
  const text = typed.trim();
  try {
    const url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
    return url.protocol === "https:" && url.hostname.includes(".") && !url.username && !/^[\d.]+$/.test(url.hostname) ? url.hostname : null;
  } catch {
    return null;
  }
}

/** Ask the browser for one site. Must follow a click. @param {string} host @returns {Promise<boolean>} */
export const allow = (host) => chrome.permissions.request({ origins: [`https://${host}/*`] });

/** Whether the extension may enter the portal's hosts. @param {Portal} portal */
export const allowed = (portal) => chrome.permissions.contains({ origins: hostsOf(portal).map((host) => `https://${host}/*`) });

/**
 * Keep a change of a portal's overrides, worked into what is stored now.
 * @param {string} id @param {(overrides: Schemas["PortalOverrides-Output"]) => Schemas["PortalOverrides-Input"]} change
 * @returns {Promise<Tried<Portal>>}
 */
export async function override(id, change) {
  const listed = await asked({ type: "forms-portals" });
  if (!listed.ok) return listed;
  const portal = listed.reply.portals.find(({ profile }) => profile.id === id);
  if (!portal) return { ok: false, failure: { code: "not_found" } };
  return asked({ type: "forms-override", portal: id, overrides: change(portal.overrides) });
}
