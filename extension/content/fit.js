// How much of its words a badge shows: what the card that carries it has room for. The symbol and the number always stand.

(() => {
  const MARGINS = 12;

  /** The badges on each element that is watched. @type {WeakMap<Element, Set<HTMLElement>>} */
  const carried = new WeakMap();
  /** @type {Set<HTMLElement>} */
  const waiting = new Set();

  // Told of a size before it is drawn: nobody sees a badge that stands out of its card.
  const sizes = new ResizeObserver((entries) => {
    /** @type {[HTMLElement, number][]} */
    const own = [];
    for (const { target } of entries) {
      const buttons = carried.get(target) ?? new Set();
      for (const button of buttons) {
        if (target.contains(hostOf(button))) own.push([button, target.clientWidth - MARGINS]);
        else buttons.delete(button);
      }
      if (buttons.size === 0) sizes.unobserve(target);
    }
    // All are written, then all are read, then all are written: one layout for a page of badges.
    for (const [button] of own) delete button.dataset.fit;
    const widths = own.map(([button]) => [button.offsetWidth, partOf(button, ".level")]);
    own.forEach(([button, room], number) => {
      const [whole, level] = widths[number];
      if (whole > room) button.dataset.fit = whole - level > room ? "number" : "short";
    });
  });

  /** @param {HTMLElement} button */
  const hostOf = (button) => /** @type {ShadowRoot} */ (button.getRootNode()).host;

  /** @param {HTMLElement} button @param {string} name */
  const partOf = (button, name) => /** @type {HTMLElement | null} */ (button.querySelector(name))?.offsetWidth ?? 0;

  /** Fit a badge to the element that carries it, and again whenever that changes its size. To be said anew when its words change. @param {HTMLElement} button */
  function watch(button) {
    // Badges come by the dozen: what carries them is asked for once they all stand.
    if (waiting.size === 0) queueMicrotask(begin);
    waiting.add(button);
  }

  function begin() {
    for (const button of waiting) {
      const carrier = carrierOf(hostOf(button));
      if (carrier === null) continue;
      carried.set(carrier, (carried.get(carrier) ?? new Set()).add(button));
      // Seen anew it tells its size, also where that is as before.
      sizes.unobserve(carrier);
      sizes.observe(carrier);
    }
    waiting.clear();
  }

  /** The nearest element around a badge that has a width: a link has none of its own where it is set inline. @param {Element} host */
  function carrierOf(host) {
    let carrier = host.parentElement;
    while (carrier && ["inline", "contents"].includes(getComputedStyle(carrier).display)) carrier = carrier.parentElement;
    return carrier;
  }

  markwarden.fit = { watch };
})();
