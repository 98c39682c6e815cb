// What a capture needs of the page: its sizes, one window of it after the other, its document. Leaves the page as it was.

(() => {
  const PICTURES_MS = 900;
  const SETTLE_MS = 40;
  /** Styles that were set for the pictures, with what stood there before. @type {Map<HTMLElement, {name: string, value: string, priority: string}[]>} */
  const changed = new Map();
  /** @type {{element: Element, parent: Element}[]} */
  const aside = [];
  /** @type {{x: number, y: number} | null} */
  let started = null;

  /** The side panel may still be sliding in. */
  async function settled() {
    for (let same = 0, width = innerWidth, tries = 0; same < 4 && tries < 30; tries += 1) {
      await pause(SETTLE_MS);
      same = innerWidth === width ? same + 1 : 0;
      width = innerWidth;
    }
  }

  /** @returns {Promise<PageFacts>} */
  async function measure() {
    await settled();
    const root = document.documentElement;
    return {
      url: location.href,
      title: document.title,
      language: document.documentElement.lang || navigator.language,
      time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      screen: {
        screen_width: screen.width,
        screen_height: screen.height,
        viewport_width: innerWidth,
        viewport_height: innerHeight,
        page_width: root.scrollWidth,
        page_height: root.scrollHeight,
        scroll_x: scrollX,
        scroll_y: scrollY,
        pixel_ratio: devicePixelRatio,
      },
    };
  }

  const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve(null)));
  const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

  /** @param {HTMLElement} element @param {Record<string, string>} styles */
  function set(element, styles) {
    if (changed.has(element)) return;
    changed.set(element, Object.keys(styles).map((name) => ({ name, value: element.style.getPropertyValue(name), priority: element.style.getPropertyPriority(name) })));
    for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value, "important");
  }

  /** Nothing of ours may be on the pictures or in the archive. Badges are gone by now; what is left comes back afterwards. */
  function hideOwn() {
    for (const element of document.querySelectorAll("markwarden-badge, markwarden-notice")) element.remove();
    for (const element of document.querySelectorAll("markwarden-card")) {
      if (element.parentElement) aside.push({ element, parent: element.parentElement });
      element.remove();
    }
  }

  /** What sticks to the window would stand on every strip: it stays where it belongs, or on the first strip only. */
  function unstick() {
    for (const element of document.body.querySelectorAll("*")) {
      const { position } = getComputedStyle(element);
      if (!(element instanceof HTMLElement)) continue;
      if (position === "fixed") set(element, { visibility: "hidden" });
      if (position === "sticky") set(element, { position: "relative", inset: "auto" });
    }
  }

  /** Pictures in the window that are still on their way. */
  function pending() {
    return Array.from(document.images).filter((image) => {
      if (image.complete) return false;
      const { top, bottom, width } = image.getBoundingClientRect();
      return width > 0 && bottom > 0 && top < innerHeight;
    });
  }

  /** One window of the page, its pictures loaded. @param {number} top @param {boolean} first @returns {Promise<WindowFacts>} */
  async function scroll(top, first) {
    started ??= { x: scrollX, y: scrollY };
    hideOwn();
    if (!first) unstick();
    window.scrollTo({ left: 0, top, behavior: "instant" });
    await frame();
    await frame();
    await pause(SETTLE_MS);
    const end = performance.now() + PICTURES_MS;
    while (pending().length && performance.now() < end) await pause(SETTLE_MS);
    await frame();
    return { top: scrollY, page_height: document.documentElement.scrollHeight, viewport_height: innerHeight, pending: pending().map((image) => image.currentSrc || image.src), personal: first ? markwarden.personal.find("full") : [] };
  }

  /** The page as it was. */
  async function restore() {
    for (const [element, styles] of changed) {
      for (const { name, value, priority } of styles) {
        if (value) element.style.setProperty(name, value, priority);
        else element.style.removeProperty(name);
      }
      if (!element.getAttribute("style")) element.removeAttribute("style");
    }
    changed.clear();
    if (started) window.scrollTo({ left: started.x, top: started.y, behavior: "instant" });
    started = null;
    await frame();
  }

  /** The document as it stands, with the type that the browser read it by. */
  const serialised = () => `${document.doctype ? "<!DOCTYPE html>\n" : ""}${markwarden.reader.whole(document)}`;

  /** @param {Extract<WorkerMessage, {type: "evidence"}>} message */
  async function answer(message) {
    switch (message.step) {
      case "measure":
        return measure();
      case "hide":
        started ??= { x: scrollX, y: scrollY };
        hideOwn();
        await frame();
        await frame();
        return markwarden.personal.find("visible");
      case "scroll":
        return scroll(message.top, message.first);
      case "restore":
        await restore();
        return true;
      case "end":
        await restore();
        for (const { element, parent } of aside.splice(0)) parent.append(element);
        return true;
      case "document":
        return serialised();
      case "notice":
        markwarden.overlay.notice(message.text, message.close);
        return true;
    }
  }

  chrome.runtime.onMessage.addListener((/** @type {WorkerMessage} */ message, sender, reply) => {
    if (sender.id !== chrome.runtime.id || sender.tab || message.type !== "evidence") return false;
    answer(message).then(reply, (error) => {
      console.error(error);
      reply(null);
    });
    return true;
  });
})();
