// `markwarden run` loads a copy of this extension whose `run.json` holds a pairing code, the port and the page to open:
// the person has nothing to type. In the extension as it is shipped the file is empty.

/**
 * @param {(request: {code: string, port: number}) => Promise<boolean>} pairUnlessPaired
 * @returns {Promise<void>}
 */
export async function startAsTold(pairUnlessPaired) {
  const response = await fetch(chrome.runtime.getURL("run.json"));
  const told = /** @type {{code?: string, port?: number, open?: string}} */ (await response.json());
  if (told.code === undefined || told.port === undefined || told.open === undefined) return;
  const { told: done } = await chrome.storage.session.get("told");
  if (done === told.code) return;
  await chrome.storage.session.set({ told: told.code });
  const paired = await pairUnlessPaired({ code: told.code, port: told.port });
  const [first] = await chrome.tabs.query({});
  const url = paired ? told.open : chrome.runtime.getURL("options/options.html");
  if (first?.id === undefined) await chrome.tabs.create({ url });
  else await chrome.tabs.update(first.id, { url });
}
