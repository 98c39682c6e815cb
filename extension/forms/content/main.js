// The filler in one frame of a portal: answers the extension's own pages, and never speaks first.

(() => {
  if (markwarden.forms.started) return;
  markwarden.forms.started = true;
  const { describe, dom, fill, teach } = markwarden.forms;
  const QUIET_MS = 250;
  const LATEST_MS = 1500;
  const TOUCHED = ["input", "change"];
  const MOST_TEXT = 200_000;

  /** Only on a host of the portal, in an address that the frame cannot have made up. @param {string[]} hosts */
  const allowed = (hosts) => location.protocol === "https:" && hosts.includes(location.hostname) && self.origin === location.origin;

  /** @param {FormRequest} request @returns {Promise<unknown>} */
  async function answer(request) {
    if (!allowed(request.hosts)) return { refused: true };
    switch (request.type) {
      case "describe":
        return { fields: describe.describe().map(({ field }) => field) };
      case "fill":
        return fill.fill(request.step);
      case "watch":
        return { changed: await changed() };
      case "teach":
        return { field: await teach.teach() };
      case "stop":
        teach.stop();
        return {};
      case "point":
        return { found: point(request.target) };
      case "references":
        return { numbers: references(request.patterns) };
    }
  }

  /** Until the page has changed and is quiet again, or was not quiet for long. @returns {Promise<boolean>} */
  function changed() {
    return new Promise((resolve) => {
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      let timer;
      let since = 0;
      const soon = () => {
        clearTimeout(timer);
        since ||= performance.now();
        timer = setTimeout(done, Math.min(QUIET_MS, Math.max(0, since + LATEST_MS - performance.now())));
      };
      const watcher = new MutationObserver(soon);
      const done = () => {
        watcher.disconnect();
        for (const type of TOUCHED) document.removeEventListener(type, soon, true);
        resolve(true);
      };
      watcher.observe(document.documentElement, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["hidden", "class", "style", "disabled"] });
      for (const type of TOUCHED) document.addEventListener(type, soon, true);
    });
  }

  /** @param {FormField} target */
  function point(target) {
    const found = describe.find(target);
    if (!found) return false;
    found.control.box.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    found.control.elements[0].focus({ preventScroll: true });
    return true;
  }

  /** Numbers that the page shows in the words of a pattern. @param {string[]} patterns @returns {string[]} */
  function references(patterns) {
    const text = dom.texts(document.body).map((piece) => piece.text).join(" ").slice(0, MOST_TEXT);
    const found = patterns.flatMap((pattern) => Array.from(text.matchAll(new RegExp(pattern, "gi")), (match) => match[1])).filter((number) => /\d/.test(number));
    return Array.from(new Set(found)).slice(0, 3);
  }

  chrome.runtime.onMessage.addListener((/** @type {FormRequest} */ request, sender, reply) => {
    // The extension's own pages only: a content script has no such address.
    if (sender.id !== chrome.runtime.id || !sender.url?.startsWith(chrome.runtime.getURL("")) || request?.to !== "forms") return false;
    answer(request).then(reply, (error) => {
      console.error(error);
      reply({ error: String(error) });
    });
    return true;
  });
})();
