// Pictures of the window, at the pace that the browser allows: two a second, more where it counts the call as the person's own.

const GAP_MS = 510;
const TRIES = 12;
const QUOTA = /MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND|quota/i;
const FORBIDDEN = /activeTab|<all_urls>|permission is required|Cannot access/i;

/** The browser gives no picture of this tab: the person has to use the toolbar, the menu or the shortcut. */
export class NoPermission extends Error {}

/** The person went to another tab: a picture would show the wrong page. */
export class TabLeft extends Error {}

/**
 * @param {number} tab
 * @param {((windowId: number) => Promise<string | null>) | null} panel the side panel, which the person has just used: its calls
 *   are the person's own and the browser does not count them; null where it gives none
 */
export function camera(tab, panel) {
  /** Milliseconds between two calls; none until the browser refuses one. */
  let gap = 0;
  let last = 0;

  /** @returns {Promise<Blob>} the window as PNG */
  async function shoot() {
    for (let tries = 0; ; tries += 1) {
      const wait = last + gap - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      const windowId = await inFront();
      last = performance.now();
      try {
        const given = panel && (await panel(windowId));
        if (!given) panel = null;
        const url = given ?? (await chrome.tabs.captureVisibleTab(windowId, { format: "png" }));
        if ((await inFront()) !== windowId) throw new TabLeft();
        return await (await fetch(url)).blob();
      } catch (error) {
        if (error instanceof TabLeft) throw error;
        if (FORBIDDEN.test(String(error))) throw new NoPermission(String(error));
        if (tries >= TRIES || !QUOTA.test(String(error))) throw error;
        gap = GAP_MS;
      }
    }
  }

  /** The window of the tab, which has to be the one that is seen. */
  async function inFront() {
    const { active, windowId } = await chrome.tabs.get(tab);
    if (!active) throw new TabLeft();
    return windowId;
  }

  return { shoot };
}
