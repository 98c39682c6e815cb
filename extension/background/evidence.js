// Starting a capture and telling how it goes: from the toolbar's menu, the page's, the shortcut, the side panel. One a tab at a time.

import { capture } from "./capture.js";
import { ServerError } from "./server.js";

const MENU = "capture";
const NOT_LISTENING = /Receiving end does not exist|port closed|No tab with id/i;

/**
 * @param {{
 *   changed: (tab: number, change: (state: TabState) => TabState) => Promise<TabState>,
 *   stateOf: (tab: number) => Promise<TabState>,
 *   speaker: () => Promise<Speaker>,
 *   overlay: (tab: number, on: boolean) => Promise<unknown>,
 *   refused: (failure: Failure) => Promise<unknown>,
 * }} worker
 */
export function captures({ changed, stateOf, speaker, overlay, refused }) {
  /** @type {Set<number>} */
  const running = new Set();

  /** @param {number} tab @returns {PageAsk} */
  const asking = (tab) => async (message) => {
    try {
      return (await chrome.tabs.sendMessage(tab, { type: "evidence", ...message })) ?? null;
    } catch (error) {
      if (!NOT_LISTENING.test(String(error))) throw error;
      return null;
    }
  };

  /** @param {number} tab @param {CaptureView} view */
  const show = (tab, view) => changed(tab, (state) => ({ ...state, capture: view }));

  /** @param {number} tab @param {CaptureWay} way */
  async function start(tab, way) {
    if (running.has(tab)) return;
    running.add(tab);
    const ask = asking(tab);
    try {
      const { report } = await stateOf(tab);
      await overlay(tab, false);
      await show(tab, { stage: "running", done: 0, of: 1 });
      const sealed = await capture({ tab, way, report, ask, panel: way === "panel" ? throughPanel(tab) : null, progress: (done, of) => show(tab, { stage: "running", done, of }) });
      await show(tab, { stage: "done", id: sealed.id, missing: sealed.missing ?? [] });
    } catch (error) {
      if (!(error instanceof ServerError)) console.error(error);
      const failure = error instanceof ServerError ? error.failure : { code: "capture_failed", message: String(error) };
      await refused(failure);
      await show(tab, { stage: "failed", failure });
    } finally {
      running.delete(tab);
      await overlay(tab, (await stateOf(tab)).overlay);
    }
    await tellPage(tab, ask);
  }

  /** What came of it, on the page itself: the panel may be closed. @param {number} tab @param {PageAsk} ask */
  async function tellPage(tab, ask) {
    const speak = await speaker();
    const { capture: view } = await stateOf(tab);
    const text = view && outcome(view, speak);
    if (text) await ask({ step: "notice", text, close: speak.say("close") });
  }

  /** Menu entries: on the page, and on the toolbar button. */
  async function offer() {
    const speak = await speaker();
    await chrome.contextMenus.removeAll();
    const documentUrlPatterns = chrome.runtime.getManifest().content_scripts?.[0]?.matches;
    chrome.contextMenus.create({ id: MENU, title: speak.say("capture_do"), contexts: ["page", "image", "link", "action"], documentUrlPatterns });
  }

  function listen() {
    chrome.contextMenus.onClicked.addListener((info, tab) => {
      if (info.menuItemId === MENU && tab?.id !== undefined) void start(tab.id, info.pageUrl ? "menu" : "toolbar");
    });
    chrome.commands.onCommand.addListener((command, tab) => {
      if (command === "capture" && tab?.id !== undefined) void start(tab.id, "shortcut");
    });
  }

  return { start, offer, listen };
}

/** Pictures by way of the side panel of a tab. @param {number} tab @returns {(windowId: number) => Promise<string | null>} */
function throughPanel(tab) {
  return async (windowId) => {
    try {
      return (await chrome.runtime.sendMessage({ type: "shoot", tab, windowId })) ?? null;
    } catch (error) {
      if (!NOT_LISTENING.test(String(error))) throw error;
      return null;
    }
  };
}

/** @param {CaptureView} view @param {Speaker} speak @returns {string | null} */
function outcome(view, speak) {
  if (view.stage === "failed") {
    const { title, help } = speak.failed(view.failure);
    return help ? `${title} ${help}` : title;
  }
  if (view.stage !== "done") return null;
  return view.missing.length ? speak.say("capture_done_missing", { id: view.id, count: view.missing.length }) : speak.say("capture_done", { id: view.id });
}
