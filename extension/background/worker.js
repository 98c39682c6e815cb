// The service worker: the one part that talks to the server. It keeps nothing in memory that it cannot lose.

import "../shared/namespace.js";
import "../shared/sentences.js";
import { alikeListings, comparedPictures, openComparison } from "./comparison.js";
import { deciding } from "./decide.js";
import { dueWatch } from "./due.js";
import { captures } from "./evidence.js";
import { followTab, forgetFilling, openFilling, openPortals } from "./filling.js";
import { answerForms } from "./forms.js";
import { permitted } from "./messages.js";
import { leavePictures, lookAtPictures } from "./pictures.js";
import { startAsTold } from "./run.js";
import { call, ServerError } from "./server.js";
import { change, closeStorage, keepToken, settings, token } from "./settings.js";
import { language, strings } from "./strings.js";
import { forget, merged, reassessed, shown, stateOf, update } from "./tabs.js";
import { show } from "./toolbar.js";

const speaker = async () => markwarden.sentences.speaker(await strings());

/** @param {unknown} error @returns {Failure} */
function failureOf(error) {
  if (error instanceof ServerError) return error.failure;
  throw error;
}

/** @param {Schemas["AssessedListing"][]} listings @returns {Verdict[]} */
function verdictsOf(listings) {
  return listings.map(({ item_id, title, url: address, price, seller, category, description, images, in_dom, assessment, decision, same_photo }) => ({
    item_id,
    title: title ?? null,
    url: address ?? null,
    price: price ?? null,
    seller: seller ?? null,
    category: category ?? null,
    description: description ?? null,
    images: images ?? [],
    in_dom: in_dom ?? true,
    assessment,
    decision: decision ?? null,
    same_photo: same_photo ?? null,
  }));
}

/** @param {Schemas["PageReport"]} reply @param {string} url @returns {PageView} */
function reportOf(reply, url) {
  const listings = verdictsOf(reply.listings);
  return { url, kind: reply.kind, readable: reply.readable, reason: reply.reason ?? null, listings, rights: reply.rights };
}

/** A token that the server does not know any more is of no use: the person pairs again. @param {Failure} failure */
async function forgetDeadToken(failure) {
  if (failure.code === "token_invalid") await keepToken(null);
}

/** @param {number} tab @param {Extract<ContentRequest, {type: "page"}>} page @returns {Promise<ContentReply["page"]>} */
async function readPage(tab, { url, html, fragment, description }) {
  /** @type {ContentReply["page"]} */
  let reply;
  try {
    const answer = /** @type {Schemas["PageReport"]} */ (await call("/pages", { method: "POST", body: { url, html, fragment, description } }));
    reply = { ok: true, report: reportOf(answer, url) };
    if (!fragment) leavePictures(tab);
    void lookAtPictures(tab, answer.wanted ?? [], (news) => seePictures(tab, news));
  } catch (error) {
    const failure = failureOf(error);
    await forgetDeadToken(failure);
    reply = { ok: false, failure };
  }
  const settled = reply;
  await changed(tab, (state) => {
    if (!settled.ok) return { ...state, failure: settled.failure };
    return { ...state, failure: null, report: fragment ? merged(state.report, settled.report) : settled.report };
  });
  return reply;
}

/** Verdicts that pictures changed: for the page's badges, the panel and the button. @param {number} tab @param {Schemas["ImageReport"]} news */
async function seePictures(tab, news) {
  if (!news.listings.length) return;
  const state = await changed(tab, (before) => ({ ...before, report: reassessed(before.report, { listings: verdictsOf(news.listings), rights: news.rights }) }));
  const ids = new Set(news.listings.map((listing) => listing.item_id));
  const listings = state.report?.listings.filter((listing) => ids.has(listing.item_id)) ?? [];
  await tellTab(tab, { type: "learn", listings, rights: news.rights });
}

/** @param {number} tab @param {(state: TabState) => TabState} change @returns {Promise<TabState>} */
async function changed(tab, change) {
  const state = await update(tab, change);
  await show(tab, state, await speaker());
  await tell({ type: "changed", tab });
  return state;
}

const decisions = deciding({ changed, tellTab, reportOf });

/** @param {Promise<string | null>} work @returns {Promise<PanelReply["decide"]>} */
async function decided(work) {
  try {
    return { ok: true, id: await work };
  } catch (error) {
    const failure = failureOf(error);
    await forgetDeadToken(failure);
    return { ok: false, failure };
  }
}

const evidence = captures({ changed, stateOf, speaker, overlay: (tab, on) => tellTab(tab, { type: "overlay", on }), refused: forgetDeadToken });

/** Tell the extension's open pages; none may be open. @param {Broadcast} message */
async function tell(message) {
  try {
    await chrome.runtime.sendMessage(message);
  } catch (error) {
    if (!/Receiving end does not exist|port closed/i.test(String(error))) throw error;
  }
}

/** Tell a tab's content script. @param {number} tab @param {WorkerMessage} message @returns {Promise<boolean>} whether it listens, and found what it was to */
async function tellTab(tab, message) {
  try {
    return (await chrome.tabs.sendMessage(tab, message)) !== false;
  } catch (error) {
    if (!/Receiving end does not exist|port closed|No tab with id/i.test(String(error))) throw error;
    return false;
  }
}

/** @param {number} tab @returns {Promise<TabState>} */
async function toggle(tab) {
  const state = await changed(tab, (before) => ({ ...before, overlay: !before.overlay }));
  await tellTab(tab, { type: "overlay", on: state.overlay });
  return state;
}

/** Every tab whose page is still unread reads it now. */
async function readAgain() {
  for (const { id } of await chrome.tabs.query({})) if (id !== undefined) await tellTab(id, { type: "again" });
}

/** @param {Extract<PanelRequest, {type: "pair"}>} request @returns {Promise<PanelReply["pair"]>} */
async function pair({ code, port, name }) {
  try {
    await call("/health", { port, open: true });
    const grant = /** @type {Schemas["PairingGrant"]} */ (await call("/pair", { method: "POST", body: { code, name }, port, open: true }));
    await change({ port });
    await keepToken(grant.token);
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
  await readAgain();
  return { ok: true };
}

/** @returns {Promise<Status>} */
async function status() {
  const used = await settings();
  const paired = (await token()) !== null;
  try {
    const health = /** @type {Schemas["Health"]} */ (await call("/health", { open: true }));
    if (paired && !health.paired) await keepToken(null);
    const registry = health.paired ? /** @type {Schemas["RegistrySummary"]} */ (await call("/registry")) : null;
    return { paired: health.paired, settings: used, failure: null, version: health.version, words: health.words, registry };
  } catch (error) {
    return { paired, settings: used, failure: failureOf(error), version: null, words: null, registry: null };
  }
}

/** Open the server's console in a tab, by a link that works once. @param {string} page @returns {Promise<PanelReply["console"]>} */
async function openConsole(page) {
  try {
    const link = /** @type {Schemas["ConsoleLink"]} */ (await call("/console-links", { method: "POST", body: { page } }));
    await chrome.tabs.create({ url: link.url });
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
  return { ok: true };
}

const due = dueWatch({ speaker, language, open: openConsole });

/** What the server says, or why it says nothing. @param {Promise<unknown>} work */
async function tried(work) {
  try {
    return { ok: true, reply: await work };
  } catch (error) {
    const failure = failureOf(error);
    await forgetDeadToken(failure);
    return { ok: false, failure };
  }
}

/** @param {ContentRequest} message @param {number} tab */
async function answerContent(message, tab) {
  if (message.type === "page") return readPage(tab, message);
  if (message.type === "shown") {
    await changed(tab, (state) => ({ ...state, report: shown(state.report, new Set(message.ids)) }));
    return { ok: true };
  }
  if (message.type === "decide-here") return decided(decisions.decide(tab, message.decision));
  if (message.type === "undo-here") return decided(decisions.undo(tab));
  if (message.type === "capture-here") {
    void evidence.start(tab, "badge");
    return { ok: true };
  }
  if (message.type === "compare") {
    await openComparison(tab, message);
    return { ok: true };
  }
  const state = await stateOf(tab);
  return { strings: await strings(), overlay: state.overlay };
}

/** @param {PanelRequest} message */
async function answerExtension(message) {
  switch (message.type) {
    case "state":
      return stateOf(message.tab);
    case "toggle":
      return toggle(message.tab);
    case "point":
      return { found: await tellTab(message.tab, { type: "point", id: message.id }) };
    case "retry":
      return { ok: await tellTab(message.tab, { type: "again" }) };
    case "status":
      return status();
    case "pair":
      return pair(message);
    case "forget":
      await keepToken(null);
      return { ok: true };
    case "settings":
      await change(message.settings);
      await evidence.offer();
      await due.schedule();
      return { ok: true };
    case "capture":
      void evidence.start(message.tab, "panel");
      return { ok: true };
    case "decide":
      return decided(decisions.decide(message.tab, message.decision));
    case "undo":
      return decided(decisions.undo(message.tab));
    case "comparison":
      return tried(comparedPictures(message));
    case "alike":
      return tried(alikeListings(message.item));
    case "cases":
      return tried(call("/cases"));
    case "console":
      return openConsole(message.page);
    case "strings":
      return { strings: await strings(), language: await language() };
  }
}

/** @param {{code: string, port: number}} told @returns {Promise<boolean>} whether the browser is paired now */
async function pairUnlessPaired({ code, port }) {
  await change({ port });
  if ((await status()).paired) return true;
  return (await pair({ type: "pair", code, port, name: "markwarden run" })).ok;
}

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  const from = permitted(message, sender, { id: chrome.runtime.id, base: chrome.runtime.getURL("") });
  if (from === null) return false;
  const answer = from === "forms" ? tried(answerForms(message)) : from === "content" ? answerContent(message, /** @type {number} */ (sender.tab?.id)) : answerExtension(message);
  // Nothing is answered where the work failed: the asker sees a closed port and asks once more.
  answer.then(reply, (error) => {
    console.error(error);
    reply(undefined);
  });
  return true;
});

chrome.commands.onCommand.addListener(async (command, tab) => {
  if (command === "fill-form" && tab?.id !== undefined) await openFilling(tab.id);
  if (command === "next-flagged" && tab?.id !== undefined) await tellTab(tab.id, { type: "step" });
  if (command === "toggle-overlay" && tab?.id !== undefined) await toggle(tab.id);
});
evidence.listen();
due.listen();
chrome.action.onClicked.addListener(({ id }) => void (id !== undefined && chrome.sidePanel.open({ tabId: id })));
chrome.tabs.onRemoved.addListener(leavePictures);
chrome.tabs.onRemoved.addListener((tab) => Promise.all([forget(tab), forgetFilling(tab)]));
chrome.tabs.onUpdated.addListener(async (tab, info, { url }) => {
  if (info.status === "loading" && chrome.sidePanel) await followTab(tab, url ?? "");
  if (info.status === "loading") leavePictures(tab);
  // A new document: what was read of the former one no longer holds.
  if (info.status === "loading" && info.url !== undefined) await changed(tab, (state) => ({ ...state, report: null, failure: null, capture: undefined }));
});
chrome.runtime.onInstalled.addListener(async () => {
  await closeStorage();
  await evidence.offer();
  // Opened by hand below: a panel that the browser opens by itself does not grant `activeTab` (measured, Chromium 156).
  await chrome.sidePanel.setPanelBehavior({ openPanelOnActionClick: false });
});
chrome.runtime.onStartup.addListener(closeStorage);

if (chrome.declarativeNetRequest) void openPortals();
void due.schedule();
void startAsTold(pairUnlessPaired);
