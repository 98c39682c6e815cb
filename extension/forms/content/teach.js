// Teach mode: the person points at a field once. The page gets nothing of the pointing; nothing is filled.

(() => {
  const { describe, dom } = markwarden.forms;
  const NAME = "markwarden-teach";
  /** @type {(() => void) | null} */
  let stopCurrent = null;

  /** @returns {Promise<FormField | null>} what was pointed at; null when it was left off */
  function teach() {
    stop();
    return new Promise((resolve) => {
      const frame = outline();
      const abort = new AbortController();
      const { signal } = abort;
      /** @param {FormField | null} field */
      const end = (field) => {
        abort.abort();
        frame.host.remove();
        stopCurrent = null;
        resolve(field);
      };
      stopCurrent = () => end(null);
      const at = (/** @type {Event} */ event) => fieldAt(/** @type {Element | undefined} */ (event.composedPath()[0]) ?? null);
      const show = (/** @type {Event} */ event) => frame.draw(at(event));
      /** @param {Event} event */
      const swallow = (event) => {
        event.preventDefault();
        event.stopImmediatePropagation();
      };
      window.addEventListener("pointermove", show, { capture: true, signal });
      window.addEventListener("focusin", show, { capture: true, signal });
      for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "touchstart", "touchend", "dblclick", "auxclick", "contextmenu"]) window.addEventListener(type, swallow, { capture: true, signal });
      window.addEventListener("click", (event) => {
        swallow(event);
        if (!event.isTrusted) return;
        const found = at(event);
        if (found) end(found.field);
      }, { capture: true, signal });
      window.addEventListener("keydown", (event) => {
        if (!event.isTrusted || !["Escape", "Enter"].includes(event.key)) return;
        swallow(event);
        if (event.key === "Escape") end(null);
        const found = event.key === "Enter" ? fieldAt(deepFocus()) : null;
        if (found) end(found.field);
      }, { capture: true, signal });
    });
  }

  function stop() {
    stopCurrent?.();
  }

  function deepFocus() {
    let element = document.activeElement;
    for (let inner = element; inner; inner = dom.rootOf(inner)?.activeElement ?? null) element = inner;
    return element;
  }

  /** The field that an element belongs to: its control, its label, or the one control in its region. @param {Element | null} element */
  function fieldAt(element) {
    if (!element || element === document.body || element === document.documentElement) return null;
    const seen = describe.describe();
    for (let box = /** @type {Element | null} */ (element), level = 0; box && box !== document.body && level < 8; box = dom.parent(box), level += 1) {
      const around = box;
      const inside = seen.filter(({ control }) => control.elements.some((one) => dom.contains(around, one)) || dom.contains(control.box, around));
      if (inside.length === 1) return inside[0];
      if (inside.length > 1) return null;
    }
    return null;
  }

  function outline() {
    const host = document.createElement(NAME);
    const root = host.attachShadow({ mode: "closed" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`:host { all: initial; } div { position: fixed; z-index: 2147483600; pointer-events: none; box-sizing: border-box; border: 3px solid #0b57d0; border-radius: 6px;
      background: rgb(11 87 208 / .12); box-shadow: 0 0 0 2px #fff; } div[data-refused=true] { border-color: #b3141c; background: rgb(179 20 28 / .12); border-style: dashed; } div[hidden] { display: none; }`);
    root.adoptedStyleSheets = [sheet];
    const box = document.createElement("div");
    box.hidden = true;
    root.append(box);
    document.documentElement.append(host);
    /** @param {{field: FormField, control: Control} | null} found */
    function draw(found) {
      box.hidden = found === null;
      if (!found) return;
      const { left, top, width, height } = found.control.box.getBoundingClientRect();
      box.dataset.refused = String(found.field.forbidden !== null);
      Object.assign(box.style, { left: `${left - 4}px`, top: `${top - 4}px`, width: `${width + 8}px`, height: `${height + 8}px` });
    }
    return { host, draw };
  }

  markwarden.forms.teach = { teach, stop };
})();
