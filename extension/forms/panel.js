// The filling panel: a complaint chosen, the form in front filled on the person's word, each field's state shown.
// It drives the frames itself and lives as long as it is open; only the worker talks to the server.

import { element, voice } from "../shared/page.js";
import { caseOffer } from "./cases.js";
import { preflight } from "./check.js";
import { fill, look } from "./filler.js";
import { ask, enter } from "./frames.js";
import { locatorOf } from "./plan.js";
import { elsewhere } from "./elsewhere.js";
import { allow, allowed, hostsOf, override, portalsAt } from "./portals.js";
import { referenceWatch } from "./reference.js";
import { drawer } from "./rows.js";
import { reasonForm } from "./reasons.js";
import { asked } from "./server.js";
import { filledElsewhere, recall, remember } from "./session.js";

const OPEN = new Set(["draft", "ready"]);

const speak = await voice();
const tab = Number(new URLSearchParams(location.search).get("tab"));
/** @type {{portals: Portal[], portal: Portal | null, complaints: ComplaintLine[], form: FormValues | null, files: FormFile[], frames: Frame[], states: FieldState[], busy: boolean, filled: boolean, round: number, start: number, choice: number, look: number}} */
const now = { portals: [], portal: null, complaints: [], form: null, files: [], frames: [], states: [], busy: false, filled: false, round: 0, start: 0, choice: 0, look: 0 };
const rows = drawer(speak, { copy, show, teach });
const away = elsewhere(speak, { said: say, trouble, added: start });
const offer = caseOffer(speak, { said: say, trouble, drafted: ([first]) => listComplaints(first ?? chosen.value) });
const check = preflight(speak, { trouble });
const reasons = reasonForm(speak, { said: say, trouble, added: start });
const reference = referenceWatch(speak, { take: keepReference });

for (const [id, name] of Object.entries({
  title: "filling_title", back: "filling_back", retry: "panel_retry", "complaint-label": "filling_complaint", fill: "filling_fill", look: "filling_look", "follow-label": "filling_follow",
  stopped: "filling_stopped", "fields-title": "filling_fields", "left-title": "filling_left", left: "filling_left_text", "no-complaint": "filling_no_complaint", "which-label": "filling_add_portal",
})) element(id).textContent = speak.say(name);

const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
const follow = /** @type {HTMLInputElement} */ (element("follow"));
const which = /** @type {HTMLSelectElement} */ (element("which-portal"));
const chosen = /** @type {HTMLSelectElement} */ (element("complaint"));

/** @param {string} text */
function say(text) {
  element("said").textContent = text;
}

/** @param {Failure} failure */
function trouble(failure) {
  const { title, help } = speak.failed(failure);
  element("trouble").hidden = false;
  element("trouble-title").textContent = title;
  element("trouble-help").textContent = help;
}

/** What the server answered; the person is told where it answered nothing. @template T @param {Tried<T>} answer @returns {T | null} */
function told(answer) {
  if (answer.ok) return answer.reply;
  trouble(answer.failure);
  return null;
}

/** @returns {Promise<string | undefined>} the address in front, where the extension may know it */
async function address() {
  try {
    return (await chrome.tabs.get(tab)).url;
  } catch {
    return undefined; // the tab is gone
  }
}

async function start() {
  // A page may become ready while the panel starts: the last start counts.
  const begun = (now.start += 1);
  element("trouble").hidden = true;
  const portals = await asked({ type: "forms-portals" });
  const url = await address();
  const known = await recall(tab);
  if (begun !== now.start) return;
  const listed = told(portals);
  if (!listed) return;
  now.portals = listed.portals;
  const here = portalsAt(now.portals, url);
  now.portal = here.find(({ profile }) => profile.id === known?.portal) ?? here[0] ?? null;
  element("form").hidden = now.portal === null;
  element("elsewhere").hidden = now.portal !== null;
  if (!now.portal) return away.draw(now.portals, url);
  element("portal-name").textContent = now.portal.profile.name;
  element("portal-note").textContent = now.portal.profile.note[language];
  element("which").hidden = here.length < 2;
  which.replaceChildren(...here.map(({ profile }) => new Option(profile.name, profile.id, false, profile.id === now.portal?.profile.id)));
  await listComplaints(known?.complaint, known?.filled);
}

/** The complaints that wait, and the cases that could be some. @param {string} [wanted] @param {boolean} [filled] whether that one was filled in this tab before */
async function listComplaints(wanted, filled = false) {
  if (!now.portal) return;
  const { start: begun } = now;
  const { id } = now.portal.profile;
  const [complaints] = await Promise.all([asked({ type: "forms-complaints" }).then(told), offer.offer(id)]);
  const others = await filledElsewhere(tab);
  if (!complaints || begun !== now.start) return;
  now.complaints = complaints.complaints.filter((one) => OPEN.has(one.status));
  const here = now.complaints.filter(({ portal }) => portal === id);
  // The oldest that waits for this portal and is not being filled in another tab; nothing is filled by choosing it.
  const next = now.complaints.some((one) => one.id === wanted) ? wanted : here.findLast((one) => !others.has(one.id))?.id;
  drawComplaints(here, next ?? "");
  await choose(next ?? "", next === wanted && filled);
}

/** @param {ComplaintLine[]} here those for the portal in front @param {string} wanted */
function drawComplaints(here, wanted) {
  /** @param {ComplaintLine} one */
  const option = (one) => new Option(speak.say("filling_complaint_line", { right: one.right.label, reason: reasonOf(one), count: one.count, seller: one.sellers?.join(", ") || speak.say("case_no_seller") }), one.id, false, one.id === wanted);
  const others = now.complaints.filter((one) => !here.includes(one));
  const group = document.createElement("optgroup");
  group.label = speak.say("filling_other_portals");
  group.append(...others.map(option));
  chosen.replaceChildren(new Option(speak.say("filling_choose"), ""), ...here.map(option), ...(others.length ? [group] : []));
  element("no-complaint").hidden = now.complaints.length > 0;
}

/** @param {ComplaintLine} line */
function reasonOf({ portal, reason }) {
  const words = now.portals.find(({ profile }) => profile.id === portal)?.profile.reasons.find(({ value }) => value === reason)?.words;
  return words?.[language][0] ?? words?.en[0] ?? reason;
}

/** @param {string} id @param {boolean} [filled] whether it was filled in this tab before */
async function choose(id, filled = false) {
  const portal = now.portal;
  // The last choice counts, whichever the server answers first.
  const choice = (now.choice += 1);
  const overtaken = () => choice !== now.choice;
  now.form = null;
  now.files = [];
  now.states = [];
  now.filled = false;
  draw();
  element("filed").hidden = !id;
  reasons.show(portal?.profile.id ?? "", now.complaints.find((one) => one.id === id));
  // What speaks against it stands there before it can be filled: nothing moves under a hand that is about to click.
  const checked = check.show(id);
  if (!portal || !id) return;
  const values = await asked({ type: "forms-values", complaint: id });
  if (overtaken()) return;
  const form = told(values);
  if (!form) return;
  const files = await Promise.all(form.files.map((file) => asked({ type: "forms-file", file })));
  await checked;
  if (overtaken()) return;
  const bad = files.find((file) => !file.ok);
  if (bad && !bad.ok) return trouble(bad.failure);
  Object.assign(now, { form, files: files.flatMap((file) => (file.ok ? [file.reply] : [])) });
  now.filled = filled;
  await remember(tab, { portal: portal.profile.id, complaint: id, filled });
  await lookAgain();
}

/** Into the frames as they are now, and what their fields show. */
async function lookAgain() {
  const { portal, form } = now;
  if (!portal || !form || now.busy) return;
  const begun = (now.look += 1);
  const frames = await enter(tab, hostsOf(portal));
  const states = await look(portal, form, now.files, frames);
  // Another look or a filling that began meanwhile knows better.
  if (begun !== now.look || form !== now.form) return;
  Object.assign(now, { frames, states });
  draw();
  void watch(frames);
}

/** @param {Set<string>} [only] */
async function fillNow(only) {
  const { portal, form } = now;
  if (!portal || !form || now.busy) return;
  const complaint = chosen.value;
  now.busy = true;
  now.look += 1;
  element("trouble").hidden = true;
  element("stopped").hidden = true;
  draw();
  try {
    now.frames = await enter(tab, hostsOf(portal));
    reference.begin(await numbers());
    const { states, stopped } = await fill(portal, form, now.files, now.frames, (changed, key) => {
      if (form !== now.form) return; // the tab has gone to another site meanwhile
      now.states = changed;
      draw(key);
    }, only);
    await remember(tab, { portal: portal.profile.id, complaint, filled: true });
    if (form !== now.form) return;
    now.states = states;
    now.filled = true;
    element("stopped").hidden = stopped === 0;
  } finally {
    now.busy = false;
    draw();
  }
  void watch(now.frames);
}

/** Follow the page: a further step, a field that came, a value that the person changed, the number after filing. @param {Frame[]} frames */
async function watch(frames) {
  const round = (now.round += 1);
  await Promise.any(frames.map((frame) => ask(frame, "watch", {}))).catch(() => null);
  if (round !== now.round || now.busy || !now.portal || !now.form) return;
  const before = new Set(now.states.filter(({ step }) => step).map(({ key }) => key));
  await lookAgain();
  if (now.filled) reference.offer(await numbers());
  const news = now.states.filter(({ key, step, state }) => step && !before.has(key) && state !== "filled").map(({ key }) => key);
  if (now.filled && follow.checked && news.length) await fillNow(new Set(news));
}

/** Numbers that the page shows in the words of the profile. @returns {Promise<string[]>} */
async function numbers() {
  const patterns = now.portal?.profile.references ?? [];
  if (patterns.length === 0) return [];
  const replies = await Promise.all(now.frames.map((frame) => ask(frame, "references", { patterns })));
  return Array.from(new Set(replies.flatMap((reply) => reply?.numbers ?? [])));
}

/** @param {string} number */
async function keepReference(number) {
  const kept = await asked({ type: "forms-reference", complaint: chosen.value, reference: number });
  if (!kept.ok) {
    trouble(kept.failure);
    return false;
  }
  await listComplaints();
  return true;
}

/** @param {string | null} [key] the field that is being filled */
function draw(key = null) {
  const ready = now.form !== null;
  const counted = now.states.filter(({ state }) => state !== "not_asked" && state !== "no_value");
  const done = counted.filter(({ state }) => state === "filled").length;
  const open = counted.filter(({ state }) => state !== "person").length;
  for (const id of ["fill", "look"]) /** @type {HTMLButtonElement} */ (element(id)).disabled = !ready || now.busy;
  // What is being filled stays chosen.
  for (const one of [chosen, which]) one.disabled = now.busy;
  element("summary").textContent = ready && now.states.length ? (now.frames.length ? speak.say("filling_summary", { done, all: open, left: counted.length - open }) : speak.say("filling_not_open")) : "";
  for (const id of ["fields-title", "left-title", "left"]) element(id).hidden = !ready;
  const active = document.activeElement instanceof HTMLElement ? [document.activeElement.closest("li")?.dataset.key, document.activeElement.dataset.act] : [];
  element("fields").replaceChildren(...now.states.map((field) => rows.row(field, field.key === key)));
  if (active[0]) /** @type {HTMLElement | null} */ (element("fields").querySelector(`[data-key="${active[0]}"] [data-act="${active[1]}"]`))?.focus();
}

/** @param {FieldState} field */
async function copy(field) {
  await navigator.clipboard.writeText(field.copy);
  say(speak.say("filling_copied", { field: rows.nameOf(field) }));
}

/** @param {FieldState} field */
async function show(field) {
  if (!field.frame || !field.step) return;
  const reply = await ask(field.frame, "point", { target: field.step.target });
  if (reply?.found) await chrome.tabs.update(tab, { active: true });
}

/** The person points at the field; the page gets nothing of it. @param {FieldState} field */
async function teach(field) {
  const { portal } = now;
  if (!portal) return;
  now.round += 1;
  now.frames = await enter(tab, hostsOf(portal));
  const line = element("teaching");
  line.hidden = false;
  line.textContent = speak.say("filling_teaching", { field: rows.nameOf(field) });
  await chrome.tabs.update(tab, { active: true });
  const pointed = await Promise.any(now.frames.map(async (frame) => ({ frame, reply: await ask(frame, "teach", {}) }))).catch(() => null);
  await Promise.all(now.frames.map((frame) => ask(frame, "stop", {})));
  line.hidden = true;
  const seen = pointed?.reply?.field;
  if (!pointed || !seen) return lookAgain();
  if (seen.forbidden) {
    say(speak.say("filling_taught_refused", { why: speak.say(`filling_why_${seen.forbidden}`) }));
    return lookAgain();
  }
  const kept = told(await override(portal.profile.id, (overrides) => ({ ...overrides, locators: { ...overrides.locators, [field.key]: locatorOf(seen, pointed.frame.host) } })));
  if (!kept) return;
  now.portal = kept;
  say(speak.say("filling_taught", { field: rows.nameOf(field), label: seen.labels[0]?.text ?? seen.role }));
  await lookAgain();
}

// Whatever breaks is told: a button that does nothing leaves a person guessing.
addEventListener("unhandledrejection", ({ reason }) => trouble({ code: "filling_broke", message: String(reason) }));
element("retry").addEventListener("click", () => start());
element("fill").addEventListener("click", async (event) => {
  if (!event.isTrusted || !now.portal) return;
  if (!(await allowed(now.portal)) && !(await Promise.all(hostsOf(now.portal).map(allow))).every(Boolean)) return;
  await fillNow();
  // A button that was out of use for a while has lost the keyboard.
  if (document.activeElement === document.body) element("fill").focus();
});
element("look").addEventListener("click", () => lookAgain());
chosen.addEventListener("change", () => choose(chosen.value));
which.addEventListener("change", async () => {
  await remember(tab, { portal: which.value, complaint: "", filled: false });
  await start();
});
chrome.tabs.onUpdated.addListener(async (changed, { status }) => {
  if (changed !== tab || status !== "complete") return;
  if (!now.portal || portalsAt([now.portal], await address()).length === 0) return start();
  await lookAgain();
  if (now.filled) reference.offer(await numbers());
});
await start();
