// Takes what the page shows: the whole document once, then the cards that were added. Serialises, judges nothing.

(() => {
  const OWN = /<markwarden-(badge|card|notice)\b[^>]*><\/markwarden-\1>/g;
  const MOST_CHARACTERS = 4_000_000;

  /** What the server reads has nothing of ours in it, and no half characters. @param {string} html */
  const clean = (html) => html.replace(OWN, "").toWellFormed();

  /** @param {Document} document */
  const whole = (document) => clean(document.documentElement.outerHTML);

  /** @param {Iterable<Element>} cards @returns {string[]} pieces of a size that one message carries */
  function fragments(cards) {
    /** @type {string[]} */
    const out = [];
    for (const card of cards) {
      const html = clean(card.outerHTML);
      const last = out.length - 1;
      if (last >= 0 && out[last].length + html.length < MOST_CHARACTERS) out[last] += html;
      else out.push(html);
    }
    return out;
  }

  markwarden.reader = { whole, fragments };
})();
