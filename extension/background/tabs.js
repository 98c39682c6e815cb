// What is known of each tab: kept in `storage.session`, because the worker dies between two pages.

/** @type {Map<number, Promise<unknown>>} changes of one tab wait for each other */
const queues = new Map();

/** @param {number} tab */
const key = (tab) => `tab:${tab}`;

/** @param {number} tab @returns {Promise<TabState>} */
export async function stateOf(tab) {
  const stored = (await chrome.storage.session.get(key(tab)))[key(tab)];
  return /** @type {TabState | undefined} */ (stored) ?? { overlay: true, report: null, failure: null };
}

/**
 * @param {number} tab
 * @param {(state: TabState) => TabState} change
 * @returns {Promise<TabState>} the state after it
 */
export function update(tab, change) {
  const before = queues.get(tab) ?? Promise.resolve();
  const after = before.then(async () => {
    const state = change(await stateOf(tab));
    await chrome.storage.session.set({ [key(tab)]: state });
    return state;
  });
  queues.set(tab, after.catch(() => undefined));
  return after;
}

/** @param {number} tab */
export async function forget(tab) {
  queues.delete(tab);
  await chrome.storage.session.remove(key(tab));
}

/**
 * A report in which listings that were only announced are on the page now.
 * @param {PageView | null} page @param {Set<string>} ids @returns {PageView | null}
 */
export function shown(page, ids) {
  return page && { ...page, listings: page.listings.map((listing) => (ids.has(listing.item_id) ? { ...listing, in_dom: true } : listing)) };
}

/**
 * A report of added cards, put into that of the page.
 * @param {PageView | null} page @param {PageView} added @returns {PageView}
 */
export function merged(page, added) {
  if (page === null) return added;
  const listings = new Map(page.listings.map((listing) => [listing.item_id, listing]));
  for (const listing of added.listings) listings.set(listing.item_id, listing);
  return { ...page, readable: true, reason: null, listings: Array.from(listings.values()), rights: { ...page.rights, ...added.rights } };
}

/**
 * A report in which some listings were assessed again; those that it does not hold have left with their page.
 * @param {PageView | null} page @param {Pick<PageView, "listings" | "rights">} news @returns {PageView | null}
 */
export function reassessed(page, news) {
  if (page === null) return null;
  const assessments = new Map(news.listings.map(({ item_id, assessment }) => [item_id, assessment]));
  const listings = page.listings.map((listing) => ({ ...listing, assessment: assessments.get(listing.item_id) ?? listing.assessment }));
  return { ...page, listings, rights: { ...page.rights, ...news.rights } };
}
