// The frames of the portal in one tab: puts the filler into them, and speaks to each. Knows no profile but its hosts.

const SCRIPTS = [
  "shared/namespace.js", "shared/plain.js", "shared/agree.js",
  ...["dom", "controls", "labels", "describe", "events", "guard", "popup", "choices", "fill", "teach", "main"].map((name) => `forms/content/${name}.js`),
];
/** No site that the extension may enter. */
const CLOSED = /Cannot access|must request permission|No tab with id|error page|showing error|extensions gallery|was removed|chrome:/i;
/** A document that was left meanwhile. */
export const LEFT = /No document with id|No tab with id|Cannot access|was removed|No frame/i;
const GONE = /Receiving end does not exist|message (?:port|channel) closed|No tab with id|No document with id|context invalidated|Extension context/i;

/**
 * Put the filler into the frames of a tab that are the portal's, where it is not yet; into no other.
 * @param {number} tab @param {string[]} hosts
 * @returns {Promise<Frame[]>} none where the tab shows another site
 */
export async function enter(tab, hosts) {
  const seen = await looked(tab);
  const own = seen.filter(({ at }) => at.protocol === "https:" && hosts.includes(at.host) && at.origin === new URL(at.href).origin);
  const fresh = own.filter(({ at }) => !at.started).map(({ document }) => document);
  if (fresh.length) {
    try {
      await chrome.scripting.executeScript({ target: { tabId: tab, documentIds: fresh }, files: SCRIPTS });
    } catch (error) {
      if (!LEFT.test(String(error))) throw error;
    }
  }
  return own.map(({ frame, document, at }) => ({ tab, frame, document, host: at.host, hosts }));
}

/** Where each frame stands that the extension may look into. @param {number} tab */
async function looked(tab) {
  const look = () => ({ host: location.hostname, protocol: location.protocol, origin: self.origin, href: location.href, started: globalThis.markwarden?.forms?.started === true });
  try {
    const results = await chrome.scripting.executeScript({ target: { tabId: tab, allFrames: true }, func: look });
    return results.flatMap(({ frameId, documentId, result }) => (result && documentId ? [{ frame: frameId, document: documentId, at: result }] : []));
  } catch (error) {
    if (CLOSED.test(String(error))) return [];
    throw error;
  }
}

/**
 * @template {keyof FormAsk} T
 * @param {Frame} frame @param {T} type @param {FormAsk[T]} request
 * @returns {Promise<FormReply[T] | null>} null where the frame is gone
 */
export async function ask(frame, type, request) {
  try {
    const reply = await chrome.tabs.sendMessage(frame.tab, { ...request, type, to: "forms", hosts: frame.hosts }, { documentId: frame.document });
    if (reply === undefined || reply.refused) return null;
    if (reply.error) throw new Error(reply.error);
    return reply;
  } catch (error) {
    if (GONE.test(String(error))) return null;
    throw error;
  }
}

/** The fields of every frame. @param {Frame[]} frames @returns {Promise<FrameFields[]>} */
export async function describe(frames) {
  const replies = await Promise.all(frames.map(async (frame) => ({ frame, reply: await ask(frame, "describe", {}) })));
  return replies.flatMap(({ frame, reply }) => (reply ? [{ ...frame, fields: reply.fields }] : []));
}
