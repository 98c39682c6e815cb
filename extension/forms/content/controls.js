// Which controls a frame has: real inputs, and the elements that libraries draw in their place. Names none of them.

(() => {
  const { dom } = markwarden.forms;
  const CANDIDATES = "input, textarea, select, [contenteditable=''], [contenteditable=true], [role=combobox], [role=switch]";
  const NEVER = new Set(["hidden", "submit", "button", "image", "reset", "range", "color"]);
  const POPUP = "[role=combobox], [aria-haspopup=true], [aria-haspopup=listbox], [aria-haspopup=tree], [aria-haspopup=grid], [aria-haspopup=dialog]";
  const DROP = /drop|drag|拖/i;

  /** @param {HTMLElement} element @returns {ControlRole | null} */
  function roleOf(element) {
    if (element instanceof HTMLTextAreaElement) return "textarea";
    if (element instanceof HTMLSelectElement) return "select";
    if (element.getAttribute("role") === "switch") return "switch";
    if (!(element instanceof HTMLInputElement)) return element.isContentEditable && element.getAttribute("role") !== "combobox" ? "editable" : "popup";
    if (NEVER.has(element.type)) return null;
    if (element.type === "password") return "password";
    if (element.type === "file") return "file";
    if (element.type === "radio" || element.type === "checkbox") return element.type;
    if (element.type === "date") return "date";
    if (element.getAttribute("role") === "combobox" || element.hasAttribute("aria-haspopup") || element.readOnly || within(element)) return "popup";
    return element.type === "number" || element.getAttribute("role") === "spinbutton" ? "number" : "text";
  }

  /** An input in a box that says of itself that it opens something. @param {HTMLElement} element */
  function within(element) {
    let box = dom.parent(element);
    for (let level = 0; box && level < 5; level += 1, box = dom.parent(box)) if (box.matches(POPUP)) return true;
    return false;
  }

  /** What of a control is drawn; null where a person sees nothing of it. @param {HTMLElement} element @param {ControlRole} role */
  function boxOf(element, role) {
    switch (role) {
      case "radio":
      case "checkbox": {
        const label = element.closest("label");
        return label && dom.visible(label) ? label : dom.shownBox(element, 2);
      }
      case "file":
      case "popup":
        return dom.shownBox(element);
      case "number":
        return dom.shownBox(element, 1);
      default:
        return dom.visible(element) ? element : null;
    }
  }

  /** @returns {Control[]} every visible control, in document order; radios and checkboxes that belong together as one */
  function collect() {
    /** @type {Control[]} */
    const found = [];
    for (const element of dom.all(CANDIDATES)) {
      const role = roleOf(element);
      if (role === null || element.closest("markwarden-teach")) continue;
      // An inner search input belongs to the combobox around it.
      const outer = dom.parent(element)?.closest("[role=combobox]");
      if (outer && role !== "file") continue;
      const box = boxOf(element, role);
      if (box) found.push({ role, elements: [element], box, group: null });
    }
    return [...grouped(found), ...zones(found)].sort((one, other) => (one.elements[0].compareDocumentPosition(other.elements[0]) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  }

  /** Radios and checkboxes that belong together, by name or by the smallest box around several. @param {Control[]} controls */
  function grouped(controls) {
    const ticks = controls.filter(({ role }) => role === "radio" || role === "checkbox");
    /** @type {Map<unknown, Control>} */
    const groups = new Map();
    for (const control of ticks) {
      const key = groupKey(control, ticks, controls);
      const group = groups.get(key);
      if (group) group.elements.push(...control.elements);
      else groups.set(key, { ...control, elements: [...control.elements] });
    }
    for (const group of groups.values()) {
      group.group = common(group.elements);
      if (group.elements.length > 1) group.box = group.group;
    }
    return [...controls.filter(({ role }) => role !== "radio" && role !== "checkbox"), ...groups.values()];
  }

  /** @param {Control} control @param {Control[]} ticks @param {Control[]} controls */
  function groupKey(control, ticks, controls) {
    const [element] = control.elements;
    const name = element.getAttribute("name");
    const named = ticks.filter((other) => other.role === control.role && name && other.elements[0].getAttribute("name") === name && other.elements[0].closest("form") === element.closest("form"));
    if (named.length > 1) return named[0].elements[0];
    const around = several(element, control.role, ticks);
    if (around === null) return element;
    const inside = controls.filter((other) => dom.contains(around, other.elements[0]));
    const alike = inside.every((other) => other.role === control.role && several(other.elements[0], other.role, ticks) === around);
    return alike ? around : element;
  }

  /** The smallest box that holds several of the role. @param {Element} element @param {ControlRole} role @param {Control[]} ticks */
  function several(element, role, ticks) {
    for (let box = dom.parent(element); box && box !== document.documentElement; box = dom.parent(box)) {
      const around = box;
      if (ticks.filter((other) => other.role === role && dom.contains(around, other.elements[0])).length > 1) return box;
    }
    return null;
  }

  /** @param {Element[]} elements @returns {Element} */
  function common(elements) {
    let box = /** @type {Element} */ (dom.parent(elements[0]) ?? elements[0]);
    while (!elements.every((element) => dom.contains(box, element))) box = dom.parent(box) ?? document.documentElement;
    return box;
  }

  /** Places to drop files on that hold no file input. @param {Control[]} controls @returns {Control[]} */
  function zones(controls) {
    return dom
      .all("[class*=drop i], [class*=drag i], [dropzone], [data-dropzone], [aria-dropeffect]")
      .filter((zone) => {
        const { width, height } = zone.getBoundingClientRect();
        return dom.visible(zone) && width >= 60 && height >= 24 && DROP.test(dom.text(zone)) && !zone.querySelector("[class*=drop i], [class*=drag i]") && !controls.some(({ elements }) => dom.contains(zone, elements[0])) && !controls.some(({ role, elements }) => role === "file" && nearby(zone, elements[0]));
      })
      .map((zone) => ({ role: /** @type {const} */ ("drop"), elements: [zone], box: zone, group: null }));
  }

  /** A zone inside a file input's own box is drawn for that input. @param {Element} zone @param {Element} input */
  function nearby(zone, input) {
    const box = dom.parent(input);
    return box !== null && box !== document.body && dom.contains(box, zone);
  }

  markwarden.forms.controls = { collect };
})();
