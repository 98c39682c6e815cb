// Finds the card of a listing by structure alone, and only below what was added.
//
// R1: the card of an item is the largest ancestor of a link to it whose subtree links to no other item.
// R2: it is a listing only if it holds a picture. The server reads pages by the same two rules.

(() => {
  const STOPS = new Set(["HTML", "BODY", "MAIN"]);
  const PICTURE = "img, picture, [style*='background-image']";

  /**
   * @param {Document} document
   * @param {() => string} address of the page
   */
  function finder(document, address) {
    /** @param {Element} link */
    const idOf = (link) => markwarden.ids.itemId(link.getAttribute("href") ?? "", address());

    /** Whether anything below `element` links to another item. @param {Element} element @param {string} id */
    function holdsOther(element, id) {
      for (const link of element.getElementsByTagName("a")) {
        const other = idOf(link);
        if (other !== null && other !== id) return true;
      }
      return false;
    }

    /** Ancestors of page headings, over which no card reaches. */
    function headed() {
      const above = new Set();
      for (const heading of document.getElementsByTagName("h1")) {
        if (Array.from(heading.getElementsByTagName("a")).some((link) => idOf(link) !== null)) continue;
        for (let node = heading.parentElement; node && !above.has(node); node = node.parentElement) above.add(node);
      }
      return above;
    }

    /**
     * @param {Element} start a link or a picture of the item
     * @param {(element: Element) => boolean} foreign whether an element holds another item
     * @param {Set<Element>} stops
     */
    function climb(start, foreign, stops) {
      let card = start;
      for (let above = start.parentElement; above; above = above.parentElement) {
        if (STOPS.has(above.tagName) || stops.has(above) || foreign(above)) break;
        card = above;
      }
      return card;
    }

    /**
     * Cards of the items that links below `root` (or `root` itself) lead to.
     * @param {Element} root
     * @param {string | null} own the page's own item: it has no card
     * @returns {Map<Element, string>} card → item id
     */
    function below(root, own) {
      const found = new Map();
      const stops = headed();
      const links = root.tagName === "A" ? [root] : Array.from(root.getElementsByTagName("a"));
      const around = root.closest("a[href]");
      if (around && around !== root) links.push(around);
      for (const link of links) {
        const id = idOf(link);
        if (id === null || id === own || covered(link, found)) continue;
        const card = climb(link, (element) => holdsOther(element, id), stops);
        if (card.matches(PICTURE) || card.querySelector(PICTURE)) found.set(card, id);
      }
      return found;
    }

    /** Whether a link lies in a card found already. @param {Element} link @param {Map<Element, string>} found */
    function covered(link, found) {
      for (let node = /** @type {Element | null} */ (link); node; node = node.parentElement) if (found.has(node)) return true;
      return false;
    }

    /**
     * Cards without links (Bundle Deals): found by a picture of the listing.
     * @param {Element} root
     * @param {Map<string, string>} byImage picture key → item id
     * @returns {Map<Element, string>}
     */
    function byPicture(root, byImage) {
      const found = new Map();
      const stops = headed();
      const idOfPicture = (/** @type {Element} */ image) => {
        const key = markwarden.ids.imageKey(image.getAttribute("src") ?? "") ?? markwarden.ids.imageKey(image.getAttribute("data-src") ?? "");
        return key === null ? undefined : byImage.get(key);
      };
      const images = root.tagName === "IMG" ? [root] : Array.from(root.getElementsByTagName("img"));
      for (const image of images) {
        const id = idOfPicture(image);
        if (id === undefined || covered(image, found)) continue;
        const foreign = (/** @type {Element} */ element) =>
          Array.from(element.getElementsByTagName("img")).some((other) => (idOfPicture(other) ?? id) !== id);
        found.set(climb(image, foreign, stops), id);
      }
      return found;
    }

    return { below, byPicture, holdsOther };
  }

  markwarden.cards = { finder };
})();
