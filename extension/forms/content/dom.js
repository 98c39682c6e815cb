// What of a frame a person can see: elements through shadow roots, closed ones too, visibility, text. Changes nothing.

(() => {
  const SMALLEST = 2;

  /**
   * The shadow root of an element. The browser is asked for a closed one only where one may be: of a custom element, or of
   * an element that holds nothing by itself.
   * @param {Element} element @returns {ShadowRoot | null}
   */
  function rootOf(element) {
    if (element.shadowRoot) return element.shadowRoot;
    if (!(element instanceof HTMLElement) || !(element.localName.includes("-") || element.childElementCount === 0)) return null;
    return /** @type {ShadowRoot | null} */ (chrome.dom?.openOrClosedShadowRoot(element) ?? null);
  }

  /** Every element that a selector finds, in document order, shadow roots included. @param {string} selector @returns {HTMLElement[]} */
  function all(selector) {
    /** @type {HTMLElement[]} */
    const found = [];
    walk(document.documentElement, (element) => {
      if (element.matches(selector)) found.push(/** @type {HTMLElement} */ (element));
    });
    return found;
  }

  /** @param {Element | null} root @param {(element: Element) => void} visit */
  function walk(root, visit) {
    if (!root) return;
    visit(root);
    for (const child of [...(rootOf(root)?.children ?? []), ...root.children]) walk(child, visit);
  }

  /** The parent across the edge of a shadow root. @param {Node} node @returns {Element | null} */
  function parent(node) {
    const above = node.parentNode;
    return above instanceof ShadowRoot ? above.host : above instanceof Element ? above : null;
  }

  /** @param {Node} outer @param {Node | null} inner */
  function contains(outer, inner) {
    for (let node = inner; node; node = node.parentNode instanceof ShadowRoot ? node.parentNode.host : node.parentNode) if (node === outer) return true;
    return false;
  }

  /** Whether a person can see it: drawn, not transparent, not clipped away, on the page. @param {Element} element */
  function visible(element) {
    if (!element.isConnected || !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false;
    const { width, height, right, bottom } = element.getBoundingClientRect();
    if (width < SMALLEST || height < SMALLEST) return false;
    if (right + window.scrollX <= 0 || bottom + window.scrollY <= 0) return false;
    return !clipped(element);
  }

  /** Libraries keep copies of their options for screen readers in boxes of no size. @param {Element} element */
  function clipped(element) {
    for (let box = parent(element); box && box !== document.body; box = parent(box)) {
      const { overflowX, overflowY, clipPath, clip, position } = getComputedStyle(box);
      if (clipPath === "inset(50%)" || (position === "absolute" && /^rect\((?:0|1)px,? (?:0|1)px,? (?:0|1)px,? (?:0|1)px\)$/.test(clip))) return true;
      if (overflowX === "visible" && overflowY === "visible") continue;
      if (box.clientHeight < SMALLEST || box.clientWidth < SMALLEST) return true;
    }
    return false;
  }

  /** The nearest visible element around one that a library hides behind its own drawing. @param {Element} element @param {number} [levels] */
  function shownBox(element, levels = 4) {
    let box = /** @type {Element | null} */ (element);
    for (let level = 0; box && level <= levels; level += 1, box = parent(box)) if (visible(box)) return box;
    return null;
  }

  const SKIPPED = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "OPTION", "SVG", "svg", "TEXTAREA"]);

  /**
   * Visible pieces of text below an element, in order.
   * @param {Element} root @param {(element: Element) => boolean} [skip] subtrees to leave out
   * @returns {{text: string, node: Text}[]}
   */
  function texts(root, skip = () => false) {
    /** @type {{text: string, node: Text}[]} */
    const found = [];
    /** @param {Element | ShadowRoot} element */
    const visit = (element) => {
      if (element instanceof Element) {
        if (SKIPPED.has(element.tagName) || element.getAttribute("aria-hidden") === "true" || skip(element)) return;
        if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && getComputedStyle(element).display !== "contents") return;
        const root = rootOf(element);
        if (root) visit(root);
      }
      for (const child of element.childNodes) {
        if (child instanceof Text && child.data.trim()) found.push({ text: child.data.replace(/\s+/g, " ").trim(), node: child });
        else if (child instanceof Element) visit(child);
      }
    };
    visit(root);
    return found;
  }

  /** @param {Element} element @param {(element: Element) => boolean} [skip] */
  const text = (element, skip) => texts(element, skip).map((piece) => piece.text).join(" ").slice(0, 400);

  markwarden.forms ??= /** @type {Markwarden["forms"]} */ ({});
  markwarden.forms.dom = { all, rootOf, parent, contains, visible, shownBox, texts, text };
})();
