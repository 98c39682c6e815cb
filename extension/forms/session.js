// What a tab's filling is about: kept while the browser runs, so that a closed panel goes on where it was.

/** @typedef {{portal: string, complaint: string, filled: boolean}} Filling */

/** @param {number} tab */
const key = (tab) => `filling:${tab}`;

/** @param {number} tab @returns {Promise<Filling | null>} */
export async function recall(tab) {
  const stored = (await chrome.storage.session.get(key(tab)))[key(tab)];
  return /** @type {Filling | undefined} */ (stored) ?? null;
}

/** @param {number} tab @param {Filling} filling */
export async function remember(tab, filling) {
  await chrome.storage.session.set({ [key(tab)]: filling });
}

/** The complaints that were filled in other tabs. @param {number} tab @returns {Promise<Set<string>>} */
export async function filledElsewhere(tab) {
  const stored = await chrome.storage.session.get(null);
  const others = Object.entries(stored).filter(([name]) => name.startsWith("filling:") && name !== key(tab));
  return new Set(others.map(([, value]) => /** @type {Filling} */ (value)).filter(({ filled }) => filled).map(({ complaint }) => complaint));
}
