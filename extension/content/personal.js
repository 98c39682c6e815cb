// Where a page shows something of the reviewer's own: name, address, cart. A redacted copy of a capture covers these places.
// Class names change with every deployment, but their first words have held from 2018 to 2026; links and greetings help.

(() => {
  const MOST = 60;
  const LARGEST = 0.25;
  /** @type {[string, string][]} */
  const RULES = [
    ["name", "[class*='my-account--'], [class*='user-account'], [class*='nav-user'], [class*='account--menuItem'], a[href*='/account/'], a[href*='//my.aliexpress'], a[href*='home.aliexpress']"],
    ["address", "[class*='ship-to'], [class*='shipto'], [class*='delivery-to'], [class*='delivery--to'], [class*='addressLine'], [class*='address--'], [data-pl*='address']"],
    ["cart", "[class*='shop-cart'], [class*='nav-cart'], [class*='right-shopcart'], [class*='sidecart'], a[href*='shoppingcart'], a[href*='/p/trade/cart']"],
    ["buyer id", "[data-buyer-id], [data-member-id], [class*='buyer-id'], [class*='member-id']"],
  ];
  /** Greetings with a name, and places to deliver to, in the languages of the larger markets. */
  const TEXTS = /** @type {[string, RegExp][]} */ ([
    ["name", /^(?:hi|hello|welcome(?: back)?|hola|bonjour|hallo|olá|ciao|привет|здравствуйте|你好|您好|مرحبا)\s*[,，،!:]?\s+\S/iu],
    ["address", /^(?:ship(?:ping)? to|deliver(?:y)? to|enviar a|livrer à|livraison à|lieferung nach|liefern nach|доставка в|доставить в|送至|配送至|配送到)\s*[:：]?\s*\S/iu],
  ]);

  /** @param {Element} element @param {string} what @param {"visible" | "full"} picture @returns {Personal | null} */
  function box(element, what, picture) {
    const { left, top, width, height } = element.getBoundingClientRect();
    const down = picture === "full" ? scrollY : 0;
    const across = picture === "full" ? scrollX : 0;
    const x = Math.max(0, left + across);
    const y = Math.max(0, top + down);
    const right = left + across + width;
    const bottom = top + down + height;
    if (width < 4 || height < 4 || right <= x || bottom <= y || width * height > LARGEST * innerWidth * innerHeight) return null;
    if (picture === "visible" && (top >= innerHeight || left >= innerWidth)) return null;
    return { picture, what, x, y, width: right - x, height: bottom - y };
  }

  /** @param {"visible" | "full"} picture @returns {Personal[]} */
  function find(picture) {
    /** @type {Map<Element, string>} */
    const found = new Map();
    const add = (/** @type {Element} */ element, /** @type {string} */ what) => {
      for (const other of found.keys()) if (other.contains(element)) return;
      found.set(element, what);
    };
    for (const [what, selector] of RULES) for (const element of document.querySelectorAll(selector)) add(element, what);
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const text = node.textContent?.trim() ?? "";
      if (!node.parentElement || text.length > 80) continue;
      for (const [what, pattern] of TEXTS) if (pattern.test(text)) add(node.parentElement, what);
    }
    return Array.from(found, ([element, what]) => box(element, what, picture)).filter((one) => one !== null).slice(0, MOST);
  }

  markwarden.personal = { find };
})();
