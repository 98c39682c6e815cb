// The description of an item page as it is shown: it comes late, when the reader scrolls, and lies in a frame or in a shadow root,
// of which the serialised document has nothing. Reads and says when it changed; sends nothing.

(() => {
  const BOX = "#product-description, #nav-description, .product-description, .detail-desc-decorate-richtext";
  const SKIPPED = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "BUTTON"]);
  const MOST_CHARACTERS = 20_000;
  const MOST_ELEMENTS = 20_000;
  /** Frames and shadow roots inside one another. */
  const DEEPEST = 4;
  const RESTS_MS = 400;

  /** Elements of a frame are of no class of this window: they are told by their names. @param {Node} node @returns {node is Element} */
  const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;

  /** What lies behind an element and is no child of it. @param {Element} element @returns {ShadowRoot | Document | null} */
  function inside(element) {
    if (element.localName === "iframe") return /** @type {HTMLIFrameElement} */ (element).contentDocument; // null where it is another site's
    return (element instanceof HTMLElement ? chrome.dom?.openOrClosedShadowRoot(element) : null) ?? element.shadowRoot;
  }

  /** The site's own heading and its link for reports are no part of what the seller wrote. @param {Element} element @param {Element} box */
  const isOfTheSite = (element, box) => (element.localName === "h2" && element === box.querySelector("h2")) || (element.localName === "a" && element.matches("[href*='report']"));

  /**
   * @param {Document} document
   * @param {() => void} changed called when the page rests after the description has changed
   */
  function watch(document, changed) {
    /** @type {Element | null} */
    let box = null;
    /** @type {WeakSet<Node>} */
    let seen = new WeakSet();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let resting;

    const observer = new MutationObserver(rest);

    function rest() {
      clearTimeout(resting);
      resting = setTimeout(changed, RESTS_MS);
    }

    /** Watch one root, once; @param {Node} root */
    function follow(root) {
      if (seen.has(root)) return;
      seen.add(root);
      observer.observe(root, { childList: true, characterData: true, subtree: true });
    }

    /** Find the description's box, where it has come or is another one. */
    function look() {
      if (box?.isConnected) return;
      observer.disconnect();
      seen = new WeakSet();
      box = document.querySelector(BOX);
      if (!box) return;
      follow(box);
      rest();
    }

    /** What is shown, white space folded; null where there is no text yet. */
    function text() {
      if (!box) return null;
      /** @type {string[]} */
      const words = [];
      enter(box, words, 0);
      gather(box, words, 0);
      const shown = Array.from(words.join(" ").replace(/\s+/g, " ").trim().toWellFormed());
      return shown.slice(0, MOST_CHARACTERS).join("") || null;
    }

    /** @param {Node} root @param {string[]} words @param {number} depth */
    function gather(root, words, depth) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
        isElement(node) && (SKIPPED.has(node.tagName) || (box && depth === 0 && isOfTheSite(node, box))) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
      );
      let count = 0;
      for (let node = walker.nextNode(); node && count < MOST_ELEMENTS; node = walker.nextNode(), count += 1) {
        if (isElement(node)) enter(node, words, depth);
        else words.push(node.textContent ?? "");
      }
    }

    /** @param {Element} element @param {string[]} words @param {number} depth */
    function enter(element, words, depth) {
      if (element.localName === "iframe" && !seen.has(element)) {
        seen.add(element);
        element.addEventListener("load", rest);
      }
      const root = depth < DEEPEST ? inside(element) : null;
      if (!root) return;
      follow(root);
      gather(root, words, depth + 1);
    }

    function stop() {
      clearTimeout(resting);
      observer.disconnect();
      seen = new WeakSet();
      box = null;
    }

    return { look, text, stop, again: rest };
  }

  markwarden.description = { watch };
})();
