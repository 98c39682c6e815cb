// Which key does what, in the side panel and on a badge. The one table: help is written from it.

(() => {
  /** Key → action; the string `key_ACTION` says what it does. */
  const KEYS = /** @type {const} */ ({
    j: "next",
    k: "previous",
    i: "infringes",
    d: "dismiss",
    w: "watch",
    e: "capture",
    z: "undo",
    "?": "help",
  });

  /**
   * What a key press asks for; null where it is meant for something else: a field, a shortcut, a held key.
   * @param {KeyboardEvent} event
   * @returns {KeyAction | null}
   */
  function actionOf(event) {
    if (!event.isTrusted || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
    const target = event.composedPath()[0];
    if (target instanceof Element && target.closest("input, textarea, select, [contenteditable]")) return null;
    // Where the layout has no Latin letters the key's place counts.
    const key = /^[ -~]$/.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^Key/, "").toLowerCase();
    if (event.repeat && key !== "j" && key !== "k") return null;
    return key in KEYS ? KEYS[/** @type {keyof typeof KEYS} */ (key)] : null;
  }

  /** The keys and what they do, as a list. @param {Speaker} speak */
  function help(speak) {
    const list = document.createElement("dl");
    list.className = "help";
    for (const [key, action] of Object.entries(KEYS)) {
      const term = document.createElement("dt");
      const name = document.createElement("kbd");
      name.textContent = key;
      term.append(name);
      const words = document.createElement("dd");
      words.textContent = speak.say(`key_${action}`);
      list.append(term, words);
    }
    return list;
  }

  markwarden.keys = { actionOf, help };
})();
