// Tells, by a notification, what is due and was not told before. Quiet where the server does not answer.

import { call, ServerError } from "./server.js";
import { settings, token } from "./settings.js";

const ALARM = "due";
const EVERY_MINUTES = 30;
/** Names our notifications; one stays until the person has seen it, whatever comes after it. */
const PREFIX = "markwarden-due-";
const PAGE = "/complaints/due/";
const MOST_LINES = 4;

/** What makes an entry the same one at the next look: a date that moved is news. @param {Schemas["Due"]} entry */
export const keyOf = ({ complaint, deadline }) => [complaint, deadline.key, deadline.due].join(" ");

/**
 * What calls for the reviewer now: their own dates from the day before; another's once it has passed, for then there is
 * something to look up.
 * @param {Schemas["Due"][]} entries @param {Iterable<string>} told keys of what was told
 */
export function newsOf(entries, told) {
  const known = new Set(told);
  return entries.filter((entry) => entry.days <= (entry.deadline.whose === "reviewer" ? 1 : -1) && !known.has(keyOf(entry)));
}

/** @param {{speaker: () => Promise<Speaker>, language: () => Promise<string>, open: (page: string) => Promise<PanelReply["console"]>}} parts */
export function dueWatch({ speaker, language, open }) {
  /** One look at a time: two would tell the same. @type {Promise<void>} */
  let looking = Promise.resolve();

  /** The alarm outlives the worker, not always the browser. */
  async function schedule() {
    const { notify } = await settings();
    if (!notify) await chrome.alarms.clear(ALARM);
    else if (!(await chrome.alarms.get(ALARM))) await chrome.alarms.create(ALARM, { delayInMinutes: 1, periodInMinutes: EVERY_MINUTES });
  }

  /** @returns {Promise<Schemas["Due"][] | null>} null where nobody answers, or asking was switched off */
  async function asked() {
    if (!(await settings()).notify || (await token()) === null) return null;
    try {
      return /** @type {Schemas["DueList"]} */ (await call("/complaints/due")).due;
    } catch (error) {
      if (error instanceof ServerError) return null;
      throw error;
    }
  }

  async function look() {
    const entries = await asked();
    if (entries === null) return;
    const { told = [] } = /** @type {{told?: string[]}} */ (await chrome.storage.local.get("told"));
    const news = newsOf(entries, told);
    if (news.length) await notify(news);
    // What is due no more is forgotten; what could not be shown is told the next time.
    const still = new Set(entries.map(keyOf));
    await chrome.storage.local.set({ told: [...told.filter((key) => still.has(key)), ...news.map(keyOf)] });
  }

  /** @param {Schemas["Due"][]} news */
  async function notify(news) {
    const speak = await speaker();
    const words = (await language()).startsWith("zh") ? "zh" : "en";
    /** @param {Schemas["Due"]} entry */
    const when = ({ days, deadline: { due } }) => speak.say(days < 0 ? "due_passed" : days === 0 ? "due_today" : "due_tomorrow", { date: due });
    const [first] = news;
    const lines = news.length === 1 ? [first.label, first.deadline.rule[words]] : news.slice(0, MOST_LINES).map((entry) => `${when(entry)} · ${entry.label}`);
    await chrome.notifications.create(PREFIX + crypto.randomUUID(), {
      type: "basic",
      iconUrl: chrome.runtime.getURL("icons/128.png"),
      title: news.length === 1 ? speak.say("due_one", { when: when(first) }) : speak.say("due_several", { count: news.length }),
      message: lines.join("\n"),
      contextMessage: speak.say("due_where"),
    });
  }

  /** @param {string} id */
  async function clicked(id) {
    if (!id.startsWith(PREFIX)) return;
    await chrome.notifications.clear(id);
    // Where the console cannot be opened, the options say why.
    if (!(await open(PAGE)).ok) await chrome.runtime.openOptionsPage();
  }

  function listen() {
    chrome.alarms.onAlarm.addListener(({ name }) => {
      if (name === ALARM) looking = looking.then(look, look);
    });
    chrome.notifications.onClicked.addListener((id) => void clicked(id));
  }

  return { schedule, listen };
}
