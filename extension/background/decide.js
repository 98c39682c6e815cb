// Decisions: kept by the server, undone, and what they change on the page assessed again.

import { call } from "./server.js";
import { merged, stateOf } from "./tabs.js";

const AT_ONCE = 500;
const MOST_UNDONE = 50;

/** @param {Verdict} verdict as the contract's Listing */
const facts = ({ item_id, title, url, price, seller, images, in_dom, category, description }) => ({ item_id, title, url, price, seller, images, in_dom, category, description });

/** @param {PageView} report @param {string} id */
function verdictOf(report, id) {
  const verdict = report.listings.find((listing) => listing.item_id === id);
  if (verdict === undefined) throw new Error(`no listing ${id} on this page`);
  return verdict;
}

/** @param {PageView} report @param {Deciding} deciding @returns {Schemas["DecisionRequest"]} */
function requestOf(report, { id, word, reason = null, note = null, scope = "listing", phrase = null }) {
  const verdict = verdictOf(report, id);
  const { risk, level, right, signals } = verdict.assessment;
  const brand = signals.find(({ effect }) => effect === "raises")?.brand ?? verdict.decision?.brand ?? null;
  return {
    item_id: id,
    word,
    right: right ?? verdict.decision?.right ?? null,
    brand,
    reason,
    note,
    scope,
    phrase,
    title: verdict.title?.slice(0, 5000) ?? null,
    url: verdict.url,
    price: verdict.price,
    seller: verdict.seller,
    category: verdict.category,
    risk,
    level,
    signals: signals.map(({ kind, effect, strength, evidence }) => ({ kind, effect, strength, text: evidence.text?.slice(0, 500) ?? null })),
  };
}

/**
 * @param {{changed: (tab: number, change: (state: TabState) => TabState) => Promise<TabState>, tellTab: (tab: number, message: WorkerMessage) => Promise<boolean>, reportOf: (reply: PageReport, url: string) => PageView}} parts
 */
export function deciding({ changed, tellTab, reportOf }) {
  /** @param {number} tab @param {Deciding} deciding @returns {Promise<string>} the listing decided on */
  async function decide(tab, deciding) {
    const { report } = await stateOf(tab);
    if (report === null) throw new Error("no page was read in this tab");
    const decision = /** @type {Schemas["Decision"]} */ (await call("/decisions", { method: "POST", body: requestOf(report, deciding) }));
    await changed(tab, (state) => ({ ...state, made: [...(state.made ?? []), { decision: decision.id, item: deciding.id }].slice(-MOST_UNDONE) }));
    await again(tab, deciding.scope === undefined || deciding.scope === "listing" ? [deciding.id] : null);
    return deciding.id;
  }

  /** Take back the last decision made in this tab. @param {number} tab @returns {Promise<string | null>} its listing */
  async function undo(tab) {
    const last = (await stateOf(tab)).made?.at(-1);
    if (last === undefined) return null;
    try {
      await call(`/decisions/${encodeURIComponent(last.decision)}`, { method: "DELETE" });
    } catch (error) {
      // Undone elsewhere already: it is gone, which is what was asked.
      if (/** @type {{code?: string}} */ (error).code !== "not_found") throw error;
    }
    await changed(tab, (state) => ({ ...state, made: state.made?.filter(({ decision }) => decision !== last.decision) ?? [] }));
    await again(tab, null);
    return last.item;
  }

  /** Assess listings of the page again: those named, or all that anything was said about. @param {number} tab @param {string[] | null} ids */
  async function again(tab, ids) {
    const { report } = await stateOf(tab);
    if (report === null) return;
    const wanted = report.listings.filter(({ item_id, assessment, decision }) => (ids ? ids.includes(item_id) : assessment.signals.length > 0 || decision !== null));
    for (let start = 0; start < wanted.length; start += AT_ONCE) {
      const body = { url: report.url, kind: report.kind, listings: wanted.slice(start, start + AT_ONCE).map(facts) };
      const news = reportOf(/** @type {PageReport} */ (await call("/assessments", { method: "POST", body })), report.url);
      await changed(tab, (state) => (state.report?.url === report.url ? { ...state, report: merged(state.report, news) } : state));
      await tellTab(tab, { type: "learn", listings: news.listings, rights: news.rights });
    }
  }

  return { decide, undo };
}
