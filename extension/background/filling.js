// Where the filling panel stands: in the side panel of tabs that show a portal, and behind its keyboard command.

const PANEL = "forms/panel.html";
const NO_PORTAL = /(?:^|\.)(?:aliexpress\.(?:com|us|ru)|alicdn\.com|aliexpress-media\.com)$|^127\.0\.0\.1$/;

/** The panel's address for a tab. @param {number} tab */
const addressFor = (tab) => `${PANEL}?tab=${tab}`;

/** Whether the extension was let onto this site for its form. @param {string} url */
async function isPortal(url) {
  if (!url.startsWith("https:")) return false;
  const { hostname } = new URL(url);
  return !NO_PORTAL.test(hostname) && (await chrome.permissions.contains({ origins: [`https://${hostname}/*`] }));
}

/** The side panel of a tab shows what its page is for. @param {number} tab @param {string} url */
export async function followTab(tab, url) {
  const path = (await isPortal(url)) ? addressFor(tab) : "sidepanel/panel.html";
  await chrome.sidePanel.setOptions({ tabId: tab, path, enabled: true });
}

/** Open the filling panel by the keyboard. The panel must open in the same turn as the key. @param {number} tab */
export async function openFilling(tab) {
  const opened = chrome.sidePanel.open({ tabId: tab });
  await chrome.sidePanel.setOptions({ tabId: tab, path: addressFor(tab), enabled: true });
  await opened;
}

/** A panel that ended in the middle of a filling may have left its rule: no portal stays closed because of it. */
export async function openPortals() {
  const open = await chrome.runtime.getContexts({});
  if (open.some(({ documentUrl }) => documentUrl?.startsWith(chrome.runtime.getURL(PANEL)))) return;
  const rules = await chrome.declarativeNetRequest.getSessionRules();
  await chrome.declarativeNetRequest.updateSessionRules({ removeRuleIds: rules.map(({ id }) => id) });
}

/** @param {number} tab */
export async function forgetFilling(tab) {
  await chrome.storage.session.remove(`filling:${tab}`);
}
