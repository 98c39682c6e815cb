// The way to the worker. A worker that was stopped in the middle is asked once more; a reloaded extension is noticed.

(() => {
  /** The extension was reloaded: this script belongs to the old one and can reach nothing any more. */
  class Orphaned extends Error {}

  const orphaned = () => !chrome.runtime?.id;

  /** @param {unknown} error */
  const isOrphan = (error) => orphaned() || /context invalidated/i.test(String(error));

  /**
   * @template {ContentRequest["type"]} T
   * @param {Extract<ContentRequest, {type: T}>} message
   * @returns {Promise<ContentReply[T]>}
   */
  async function ask(message) {
    for (let tries = 0; ; tries += 1) {
      if (orphaned()) throw new Orphaned();
      try {
        const reply = await chrome.runtime.sendMessage(message);
        if (reply !== undefined) return reply;
        throw new Error("no reply");
      } catch (error) {
        if (isOrphan(error)) throw new Orphaned();
        if (tries >= 1) throw error;
      }
    }
  }

  markwarden.link = { ask, orphaned, Orphaned };
})();
