// What a reader calls a control: visible words first, then what only programs see. Sources in falling strength.

(() => {
  const { dom } = markwarden.forms;
  const LONGEST = 160;

  /**
   * @param {Control} control
   * @param {Control[]} controls all of the frame, to know where the control's own region ends
   * @returns {ControlLabel[]}
   */
  function labelsOf(control, controls) {
    const region = regionOf(control, controls);
    /** @type {ControlLabel[]} */
    const found = [];
    const add = (/** @type {string} */ text, /** @type {ControlLabel["from"]} */ from) => {
      const clean = text.replace(/\s+/g, " ").trim();
      if (clean && clean.length <= LONGEST && !found.some((one) => one.text === clean)) found.push({ text: clean, from });
    };
    for (const text of pointed(control, region)) add(text, "label");
    for (const text of legends(control, region)) add(text, "legend");
    for (const text of referenced(control)) add(text, "label");
    for (const text of before(control, region)) add(text, "before");
    if (found.length === 0) {
      for (const element of [control.group, ...control.elements]) {
        const name = element?.getAttribute("aria-label");
        if (name) add(name, "aria");
      }
      add(control.elements[0].getAttribute("placeholder") ?? "", "placeholder");
    }
    return found;
  }

  /** The largest box that holds this control and no other. @param {Control} control @param {Control[]} controls */
  function regionOf(control, controls) {
    const others = controls.filter((other) => other !== control);
    let region = control.group ?? control.elements[0];
    for (let box = dom.parent(region); box && box !== document.body && box.tagName !== "FORM"; box = dom.parent(box)) {
      const around = box;
      if (others.some(({ elements }) => elements.some((element) => dom.contains(around, element)))) break;
      region = box;
    }
    return region;
  }

  /** Labels that wrap the control, or point at it or at a box around it. @param {Control} control @param {Element} region */
  function pointed(control, region) {
    /** @type {string[]} */
    const found = [];
    const many = control.elements.length > 1 || control.role === "radio";
    const start = many ? control.group : control.elements[0];
    for (let box = /** @type {Element | null} */ (start); box; box = box === region ? null : dom.parent(box)) {
      if (box.id) found.push(...labelsFor(box).map((label) => ownText(label, control)));
      if (!many && box.tagName === "LABEL") found.push(ownText(box, control));
    }
    return found;
  }

  /** @param {Element} element @returns {Element[]} */
  function labelsFor(element) {
    const root = /** @type {Document | ShadowRoot} */ (element.getRootNode());
    return Array.from(root.querySelectorAll(`label[for="${CSS.escape(element.id)}"]`)).filter(dom.visible);
  }

  /** @param {Element} label @param {Control} control */
  function ownText(label, control) {
    return dom.text(label, (element) => control.elements.includes(/** @type {HTMLElement} */ (element)) || element.tagName === "SELECT");
  }

  /** @param {Control} control @param {Element} region */
  function legends(control, region) {
    const set = control.elements[0].closest("fieldset");
    const legend = set && dom.contains(region, set) ? set.querySelector("legend") : null;
    return legend && dom.visible(legend) ? [dom.text(legend)] : [];
  }

  /** Visible elements that aria-labelledby names. @param {Control} control */
  function referenced(control) {
    const ids = (control.group ?? control.elements[0]).getAttribute("aria-labelledby") ?? control.elements[0].getAttribute("aria-labelledby") ?? "";
    const root = /** @type {Document | ShadowRoot} */ (control.elements[0].getRootNode());
    const named = ids.split(/\s+/).filter(Boolean).map((id) => root.getElementById(id));
    const shown = named.filter((element) => element !== null && dom.visible(element));
    return shown.length ? [shown.map((element) => dom.text(/** @type {Element} */ (element))).join(" ")] : [];
  }

  /** Text that stands before the control in its own region, else in the box before the region. @param {Control} control @param {Element} region */
  function before(control, region) {
    const [first] = control.elements;
    const drawn = control.role === "popup" ? widget(control, region) : null;
    const pieces = dom
      .texts(region, (element) => element !== region && control.elements.some((one) => element === one || (one.closest("label") === element && control.elements.length > 1)))
      .filter(({ node }) => node.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING && (control.group !== null || !(drawn ? lies(node, drawn) : dom.contains(control.box, node))))
      .map(({ text }) => text);
    if (pieces.length) return [pieces.at(-1) ?? "", pieces[0], pieces.join(" ")];
    const sibling = region.previousElementSibling;
    if (!sibling || sibling.querySelector("input:not([type=hidden]), select, textarea, button") || !dom.visible(sibling)) return [];
    return [dom.text(sibling)];
  }

  /** The whole of a drawn control: its outermost frame in its own region. What it shows stands in there, what it is called does not. @param {Control} control @param {Element} region */
  function widget(control, region) {
    const [element] = control.elements;
    let box = dom.contains(control.box, element) && dom.contains(region, control.box) ? control.box : element;
    for (let above = dom.parent(box), level = 0; above && level < 8 && dom.contains(region, above) && !above.querySelector("label"); above = dom.parent(above), level += 1) {
      if (above.getAttribute("role") === "combobox" || framed(above)) box = above;
    }
    return box;
  }

  /** Whether a text is drawn in a box; libraries lay the chosen text over the input. @param {Text} node @param {Element} box */
  function lies(node, box) {
    if (dom.contains(box, node)) return true;
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, top, width, height } = range.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const frame = box.getBoundingClientRect();
    return width > 0 && x > frame.left && x < frame.right && y > frame.top && y < frame.bottom;
  }

  /** @param {Element} element */
  function framed(element) {
    const { borderLeftStyle: left, borderBottomStyle: bottom, borderLeftWidth: width, boxShadow } = getComputedStyle(element);
    return (left !== "none" && bottom !== "none" && width !== "0px") || boxShadow.includes("inset");
  }

  /** The heading under which a control stands. @param {Control} control @param {Element[]} headings in document order */
  function heading(control, headings) {
    let last = "";
    for (const element of headings) {
      if (!(element.compareDocumentPosition(control.elements[0]) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
      last = dom.text(element).slice(0, LONGEST);
    }
    return last;
  }

  /** What stands beside a radio or checkbox. @param {HTMLElement} element */
  function optionText(element) {
    const label = element.closest("label") ?? (element.id ? labelsFor(element)[0] : undefined);
    if (label) return dom.text(label);
    const next = element.nextSibling;
    return element.getAttribute("aria-label") ?? (next instanceof Text && next.data.trim() ? next.data.trim() : element.nextElementSibling ? dom.text(element.nextElementSibling) : "");
  }

  markwarden.forms.labels = { labelsOf, regionOf, heading, optionText, widget, lies };
})();
