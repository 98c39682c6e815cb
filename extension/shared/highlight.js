// Cuts a title into plain and marked parts. Knows no HTML: whoever draws uses textContent.

(() => {
  /**
   * @param {string} title
   * @param {Signal[]} signals their spans count code points, not UTF-16 units
   * @returns {{text: string, marked: boolean}[]} parts that together are the title
   */
  function parts(title, signals) {
    const points = Array.from(title);
    const inside = new Array(points.length).fill(false);
    for (const { effect, evidence } of signals) {
      if (effect !== "raises" || evidence?.field !== "title") continue;
      if (typeof evidence.start !== "number" || typeof evidence.end !== "number") continue;
      inside.fill(true, Math.max(0, evidence.start), Math.min(points.length, evidence.end));
    }
    /** @type {{text: string, marked: boolean}[]} */
    const out = [];
    points.forEach((point, place) => {
      const last = out.at(-1);
      if (last && last.marked === inside[place]) last.text += point;
      else out.push({ text: point, marked: inside[place] });
    });
    return out;
  }

  /**
   * Fill an element with a title, its suspicious words in <mark>. The title is written by sellers: it is isolated,
   * so that an override of the writing direction ends with it, and it is only ever text.
   * @param {HTMLElement} element
   * @param {string} title
   * @param {Signal[]} signals
   * @param {number} [most] code points shown
   */
  function fill(element, title, signals, most = 300) {
    const points = Array.from(title);
    const shown = points.length > most ? points.slice(0, most).join("") : title;
    const document = element.ownerDocument;
    const isolated = document.createElement("bdi");
    for (const part of parts(shown, signals)) {
      if (part.marked) {
        const mark = document.createElement("mark");
        mark.textContent = part.text;
        isolated.append(mark);
      } else isolated.append(part.text);
    }
    if (points.length > most) isolated.append("…");
    element.replaceChildren(isolated);
  }

  markwarden.highlight = { parts, fill };
})();
