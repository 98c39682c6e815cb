// The side panel: what the page in front holds, worst first; what to do when nothing can be shown.

import { ask, element, voice } from "../shared/page.js";
import { caseList } from "./cases.js";
import { deciding } from "./deciding.js";

const FLAGGED = new Set(["high", "medium"]);
const MOST_REASONS = 3;


const speak = await voice();
let tab = await tabInFront();

/** The tab whose page is shown; a panel opened as a tab is told in its address. @returns {Promise<number | null>} */
async function tabInFront() {
  const named = new URLSearchParams(location.search).get("tab");
  if (named) return Number(named);
  const [front] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  return front?.id ?? null;
}

element("title").textContent = speak.say("panel_title");
element("flagged-title").textContent = speak.say("panel_flagged");
element("counts").setAttribute("aria-label", speak.say("panel_counts"));
element("none").textContent = speak.say("panel_none");
element("keys").textContent = speak.say("panel_keys");
element("words-off").textContent = speak.say("panel_words_off");
void ask({ type: "status" }).then(({ words }) => (element("words-off").hidden = words !== false));
element("console").textContent = speak.say("panel_console");
element("capture-do").textContent = speak.say("capture_do");
element("capture-progress").setAttribute("aria-label", speak.say("capture_progress"));
element("retry").textContent = speak.say("panel_retry");
element("options").textContent = speak.say("panel_options");

element("forms").textContent = speak.say("filling_open");

/** @param {TabState | null} state */
function draw(state) {
  const report = state?.report ?? null;
  const toggle = element("toggle");
  toggle.hidden = state === null;
  toggle.textContent = speak.say(state?.overlay ? "panel_toggle_on" : "panel_toggle_off");
  toggle.setAttribute("aria-pressed", String(state?.overlay ?? false));
  drawTrouble(state);
  drawCapture(state);
  const readable = report !== null && report.readable;
  element("page").hidden = !readable;
  element("waiting").hidden = readable || !element("trouble").hidden;
  if (readable) drawReport(report);
}

/** @param {TabState | null} state */
function drawTrouble(state) {
  const box = element("trouble");
  const failure = state?.failure ?? null;
  const reason = state?.report && !state.report.readable ? (state.report.reason ?? "unknown_layout") : null;
  box.hidden = failure === null && reason === null;
  if (failure) {
    const { title, help } = speak.failed(failure);
    element("trouble-title").textContent = title;
    element("trouble-help").textContent = help;
  } else if (reason) {
    element("trouble-title").textContent = speak.say("unreadable");
    element("trouble-help").textContent = speak.say(`reason_${reason}`);
  }
  element("options").hidden = failure === null;
}

/** What the capture of this tab has come to. @param {TabState | null} state */
function drawCapture(state) {
  const view = state?.capture;
  const running = view?.stage === "running";
  element("capture").hidden = state === null;
  const button = /** @type {HTMLButtonElement} */ (element("capture-do"));
  button.disabled = running;
  const bar = /** @type {HTMLProgressElement} */ (element("capture-progress"));
  bar.hidden = !running;
  if (running) {
    bar.max = view.of;
    bar.value = view.done;
  }
  const text = element("capture-text");
  text.classList.toggle("bad", view?.stage === "failed");
  text.textContent = view ? captureText(view) : "";
  const missing = view?.stage === "done" ? view.missing : [];
  element("capture-missing").replaceChildren(
    ...missing.map(({ what, why }) => {
      const item = document.createElement("li");
      item.textContent = `${what}: ${why}`;
      return item;
    }),
  );
}

/** @param {CaptureView} view */
function captureText(view) {
  if (view.stage === "running") return speak.say("capture_running", view);
  if (view.stage === "done") return speak.say(view.missing.length ? "capture_done_missing" : "capture_done", { id: view.id, count: view.missing.length });
  const { title, help } = speak.failed(view.failure);
  return `${title} ${help}`.trim();
}

const capture = () => tab !== null && !element("capture").hidden && ask({ type: "capture", tab });

/** @param {PageView} report */
function drawReport(report) {
  const here = report.listings.filter((listing) => listing.in_dom).length;
  element("summary").textContent = `${speak.say(`kind_${report.kind}`)} · ${speak.say("panel_summary", { here, all: report.listings.length })}`;
  const counts = markwarden.sentences.LEVELS.toReversed().map((level) => {
    const item = document.createElement("li");
    item.className = `level-${level}`;
    const count = report.listings.filter(({ assessment }) => assessment.level === level).length;
    item.append(shape(level), ` ${speak.say(`level_${level}`)} ${count}`);
    return item;
  });
  element("counts").replaceChildren(...counts);
  void cases.draw(report.listings);
  if (decisions.asking()) return;
  const flagged = report.listings.filter(({ assessment, decision }) => FLAGGED.has(assessment.level) || decision !== null).sort((one, other) => other.assessment.risk - one.assessment.risk);
  element("none").hidden = flagged.length > 0;
  element("keys").hidden = flagged.length === 0;
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.item : undefined;
  element("flagged").replaceChildren(...flagged.map((listing) => row(listing, report.rights)));
  decisions.drawn(flagged);
  if (focused) element("flagged").querySelector(`[data-item="${CSS.escape(focused)}"]`)?.dispatchEvent(new Event("refocus"));
}

/** @param {Level} level */
function shape(level) {
  const svg = markwarden.look.shape(level);
  svg.classList.add("shape");
  return svg;
}

/** @param {Verdict} listing @param {Record<string, RightRef>} rights */
function row(listing, rights) {
  const { level, risk, signals, right } = listing.assessment;
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.item = listing.item_id;
  button.addEventListener("refocus", () => button.focus());
  button.addEventListener("click", () => tab !== null && ask({ type: "point", tab, id: listing.item_id }));
  const head = line("head", "");
  head.classList.add(`level-${level}`);
  head.append(shape(level), ` ${speak.say(`level_${level}`)} ${risk}`);
  const title = line("title", speak.say("panel_untitled", { id: listing.item_id }));
  if (listing.title) markwarden.highlight.fill(title, listing.title, signals, 160);
  button.append(head, title, line("why", signals.slice(0, MOST_REASONS).map(speak.reason).join(" ")));
  for (const passage of signals.map(speak.passage)) if (passage) button.append(line("passage", passage));
  if (right && rights[right]) button.append(line("right", speak.rightLine(rights[right])));
  if (listing.same_photo) button.append(line("right", speak.samePhoto(listing.same_photo)));
  if (!listing.in_dom) button.append(line("right", speak.say("panel_not_here")));
  item.append(button, ...markwarden.proof.compared(signals).map((signal) => compareButton(listing, signal)));
  decisions.dress(item, listing);
  return item;
}

/** @param {Verdict} listing @param {Signal} signal */
function compareButton(listing, signal) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "compare";
  button.textContent = speak.say("compare_open");
  button.setAttribute("aria-label", `${speak.say("compare_open")}: ${speak.reason(signal)}`);
  const query = new URLSearchParams({ tab: String(tab), item: listing.item_id, kind: signal.kind, reference: markwarden.proof.counterpart(signal) });
  button.addEventListener("click", () => chrome.tabs.create({ url: chrome.runtime.getURL(`compare/compare.html?${query}`) }));
  return button;
}

/** @param {string} kind @param {string} text */
function line(kind, text) {
  const made = document.createElement("div");
  made.className = kind;
  made.textContent = text;
  return made;
}

async function refresh() {
  const url = tab === null ? undefined : (await chrome.tabs.get(tab)).url;
  const elsewhere = url === undefined;
  element("waiting").textContent = speak.say(elsewhere ? "panel_elsewhere" : "panel_loading");
  /** @type {HTMLAnchorElement} */ (element("forms")).href = `../forms/panel.html?tab=${tab}`;
  draw(tab === null || elsewhere ? null : await ask({ type: "state", tab }));
}

element("capture-do").addEventListener("click", (event) => event.isTrusted && capture());
const cases = caseList(speak, (failure) => drawTrouble({ overlay: true, report: null, failure }));
const decisions = deciding({
  list: element("flagged"),
  said: element("decided"),
  help: element("help"),
  speak,
  tab: () => tab,
  failed: (failure) => drawTrouble({ overlay: true, report: null, failure }),
  capture: () => void capture(),
});
element("toggle").addEventListener("click", () => tab !== null && ask({ type: "toggle", tab }));
element("retry").addEventListener("click", () => tab !== null && ask({ type: "retry", tab }));
element("console").addEventListener("click", async () => {
  const opened = await ask({ type: "console", page: "/" });
  if (!opened.ok) drawTrouble({ overlay: true, report: null, failure: opened.failure });
});
element("options").addEventListener("click", () => chrome.runtime.openOptionsPage());
chrome.runtime.onMessage.addListener((/** @type {Broadcast} */ message, sender, reply) => {
  if (sender.id !== chrome.runtime.id || sender.tab || message.tab !== tab) return false;
  if (message.type === "changed") void refresh();
  if (message.type !== "shoot") return false;
  // The worker asks on behalf of the click that was made here; where the browser refuses, the worker tries by itself.
  chrome.tabs.captureVisibleTab(message.windowId, { format: "png" }).then(reply, () => reply(null));
  return true;
});
chrome.tabs.onActivated.addListener(async () => {
  tab = await tabInFront();
  await refresh();
});
await refresh();
