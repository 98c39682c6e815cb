// The side panel: what the page in front holds, worst first; what to do when nothing can be shown.

import { ask, element, voice } from "../shared/page.js";

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
element("retry").textContent = speak.say("panel_retry");
element("options").textContent = speak.say("panel_options");

/** @param {TabState | null} state */
function draw(state) {
  const report = state?.report ?? null;
  const toggle = element("toggle");
  toggle.hidden = state === null;
  toggle.textContent = speak.say(state?.overlay ? "panel_toggle_on" : "panel_toggle_off");
  toggle.setAttribute("aria-pressed", String(state?.overlay ?? false));
  drawTrouble(state);
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
  const flagged = report.listings.filter(({ assessment }) => FLAGGED.has(assessment.level)).sort((one, other) => other.assessment.risk - one.assessment.risk);
  element("none").hidden = flagged.length > 0;
  element("keys").hidden = flagged.length === 0;
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.item : undefined;
  element("flagged").replaceChildren(...flagged.map((listing) => row(listing, report.rights)));
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
  if (right && rights[right]) button.append(line("right", speak.rightLine(rights[right])));
  if (!listing.in_dom) button.append(line("right", speak.say("panel_not_here")));
  item.append(button);
  return item;
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
  draw(tab === null || elsewhere ? null : await ask({ type: "state", tab }));
}

element("toggle").addEventListener("click", () => tab !== null && ask({ type: "toggle", tab }));
element("retry").addEventListener("click", () => tab !== null && ask({ type: "retry", tab }));
element("options").addEventListener("click", () => chrome.runtime.openOptionsPage());
element("flagged").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (step === undefined) return;
  const buttons = /** @type {HTMLButtonElement[]} */ (Array.from(element("flagged").querySelectorAll("button")));
  const place = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  buttons[Math.min(buttons.length - 1, Math.max(0, place + step))]?.focus();
  event.preventDefault();
});
chrome.runtime.onMessage.addListener((/** @type {Broadcast} */ message, sender) => {
  if (sender.id === chrome.runtime.id && message.type === "changed" && message.tab === tab) void refresh();
});
chrome.tabs.onActivated.addListener(async () => {
  tab = await tabInFront();
  await refresh();
});
await refresh();
