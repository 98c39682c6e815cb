// What the person set, and what pairing gave: kept in `storage.local`, out of reach of content scripts.

const DEFAULTS = { port: 8765, language: "auto", notify: true };

/** Only the extension's own contexts may read the token. */
export async function closeStorage() {
  await chrome.storage.local.setAccessLevel({ accessLevel: "TRUSTED_CONTEXTS" });
  await chrome.storage.session.setAccessLevel({ accessLevel: "TRUSTED_CONTEXTS" });
}

/** @returns {Promise<Settings>} */
export async function settings() {
  const { settings: stored } = await chrome.storage.local.get("settings");
  return { ...DEFAULTS, .../** @type {Partial<Settings>} */ (stored ?? {}) };
}

/** @param {Partial<Settings>} changes */
export async function change(changes) {
  await chrome.storage.local.set({ settings: { ...(await settings()), ...changes } });
}

/** @returns {Promise<string | null>} */
export async function token() {
  const { token: stored } = await chrome.storage.local.get("token");
  return typeof stored === "string" ? stored : null;
}

/** @param {string | null} value */
export async function keepToken(value) {
  if (value === null) await chrome.storage.local.remove("token");
  else await chrome.storage.local.set({ token: value });
}
