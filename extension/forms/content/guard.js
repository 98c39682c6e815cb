// While a frame is being filled nothing of it may be sent: a form that submits itself on a change is stopped.

(() => {
  let depth = 0;
  let stopped = 0;
  let released = new AbortController();

  /** @param {Event} event */
  function stop(event) {
    stopped += 1;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** `form.submit()` makes no submit event, but it navigates. @param {any} event */
  function stay(event) {
    if (event.hashChange || event.destination?.sameDocument || !event.cancelable) return;
    stop(event);
  }

  /** This frame and those of its own origin inside it: a form may be aimed at one of them. @param {Window} frame @returns {Window[]} */
  function reachable(frame) {
    /** @type {Window[]} */
    const found = [frame];
    for (let number = 0; number < frame.length; number += 1) {
      try {
        void frame[number].location.href;
        found.push(...reachable(frame[number]));
      } catch (error) {
        if (!(error instanceof DOMException)) throw error; // another origin's
      }
    }
    return found;
  }

  /**
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<{result: T, stopped: number}>} how often the page tried to send itself
   */
  async function guarded(work) {
    if (depth === 0) {
      stopped = 0;
      released = new AbortController();
      for (const frame of reachable(window)) {
        frame.addEventListener("submit", stop, { capture: true, signal: released.signal });
        /** @type {any} */ (frame).navigation?.addEventListener("navigate", stay, { signal: released.signal });
      }
    }
    depth += 1;
    try {
      const result = await work();
      // What a page does a moment after a change is still because of it.
      await new Promise((resolve) => setTimeout(resolve, 60));
      return { result, stopped };
    } finally {
      depth -= 1;
      if (depth === 0) released.abort();
    }
  }

  markwarden.forms.guard = { guarded };
})();
