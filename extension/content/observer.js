// Watches what the page adds. Collects while the page works, hands over when it rests, and never more than a slice at a time.

(() => {
  const SLICE_MS = 8;

  /**
   * @param {(roots: Element[]) => boolean} flush handles roots; returns whether it is done (false: call again)
   */
  function create(flush) {
    /** @type {Set<Element>} */
    const waiting = new Set();
    let scheduled = false;
    let running = false;

    const observer = new MutationObserver((records) => {
      for (const record of records) {
        if (record.type === "attributes") add(record.target);
        for (const node of record.addedNodes) add(node);
        if (record.removedNodes.length && record.target instanceof Element) schedule();
      }
    });

    /** @param {Node} node */
    function add(node) {
      if (!(node instanceof Element) || node.localName.startsWith("markwarden-")) return;
      waiting.add(node);
      schedule();
    }

    function schedule() {
      if (scheduled || !running) return;
      scheduled = true;
      // A hidden tab gets no idle time and needs no badges; the time-out serves busy pages.
      if (document.hidden) return;
      requestIdleCallback(work, { timeout: 300 });
    }

    function work() {
      scheduled = false;
      const end = performance.now() + SLICE_MS;
      const roots = [];
      for (const root of waiting) {
        waiting.delete(root);
        if (root.isConnected) roots.push(root);
        if (roots.length >= 20) {
          flush(roots.splice(0));
          if (performance.now() > end) break;
        }
      }
      flush(roots);
      if (waiting.size) schedule();
    }

    document.addEventListener("visibilitychange", () => {
      if (document.hidden || !scheduled) return;
      scheduled = false;
      schedule();
    });

    return {
      start() {
        running = true;
        observer.observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["href"] });
      },
      stop() {
        running = false;
        observer.disconnect();
        waiting.clear();
        scheduled = false;
      },
      add,
    };
  }

  markwarden.observer = { create };
})();
