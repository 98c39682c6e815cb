// The fields of a frame as plain data, with what they show now: the first half of filling. Changes nothing on the page.

(() => {
  const { dom, controls, labels } = markwarden.forms;
  const { plain } = markwarden;
  const MOST_OPTIONS = 400;
  const ONE_TIME = /one-time-code|username|current-password/;

  /** @returns {{field: FormField, control: Control}[]} */
  function look() {
    const found = controls.collect();
    const headings = dom.all("h1, h2, h3, h4, h5, h6, [role=heading], legend").filter(dom.visible);
    const logins = new Set(dom.all("input[type=password]").map((input) => /** @type {HTMLInputElement} */ (input)).filter((input) => dom.shownBox(input, 0)).map(formOf));
    return found.map((control) => {
      const [element] = control.elements;
      const names = labels.labelsOf(control, found);
      const options = optionsOf(control);
      /** @type {FormField} */
      const field = {
        role: control.role,
        labels: names,
        near: labels.heading(control, headings),
        nth: 0,
        options,
        value: valueOf(control, found, names),
        multiple: control.role === "checkbox" || (element instanceof HTMLSelectElement && element.multiple) || (element instanceof HTMLInputElement && element.type === "file" && element.multiple),
        disabled: element.matches(":disabled, [aria-disabled=true]"),
        forbidden: forbidden(control, names, options, logins.has(formOf(element))),
      };
      return { field, control };
    });
  }

  /** The fields; `nth` counts those that a reader cannot tell apart. */
  function describe() {
    const seen = look();
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { field } of seen) {
      const key = signature(field);
      field.nth = counts.get(key) ?? 0;
      counts.set(key, field.nth + 1);
    }
    return seen;
  }

  /** @param {Pick<FormField, "role" | "labels" | "near">} field */
  const signature = (field) => JSON.stringify([field.role, plain.norm(field.labels[0]?.text), plain.norm(field.near)]);

  /** The same field again: nodes may have been replaced since. @param {FormField} target */
  function find(target) {
    return describe().find(({ field }) => field.nth === target.nth && signature(field) === signature(target)) ?? null;
  }

  /** @param {Element} element */
  const formOf = (element) => element.closest("form, [role=form]") ?? element.getRootNode();

  /** Why a field is never filled, whatever a profile or a taught place says. @param {Control} control @param {ControlLabel[]} names @param {FormOption[]} options @param {boolean} login @returns {FormField["forbidden"]} */
  function forbidden(control, names, options, login) {
    const [element] = control.elements;
    const words = [...names.map((name) => name.text), element.getAttribute("placeholder") ?? "", element.getAttribute("aria-label") ?? ""];
    if (control.role === "password") return "password";
    if (login || ONE_TIME.test(element.getAttribute("autocomplete") ?? "")) return "login";
    if (words.some(plain.captcha) || /captcha/i.test(`${element.id} ${element.getAttribute("name") ?? ""}`)) return "captcha";
    if (["checkbox", "radio", "switch", "text", "editable"].includes(control.role) && [...words, ...(options.length < 3 ? options.map(({ text }) => text) : [])].some(plain.declares)) return "declaration";
    return null;
  }

  /** @param {Control} control @returns {FormOption[]} */
  function optionsOf(control) {
    const [element] = control.elements;
    if (element instanceof HTMLSelectElement) return Array.from(element.options).slice(0, MOST_OPTIONS).map((option) => ({ text: option.text.trim(), chosen: option.selected, disabled: option.disabled }));
    if (control.role !== "radio" && control.role !== "checkbox") return [];
    return control.elements.map((one) => ({ text: labels.optionText(one), chosen: /** @type {HTMLInputElement} */ (one).checked, disabled: one.matches(":disabled") }));
  }

  /**
   * What the control shows, as a person reads it.
   * @param {Control} control @param {Control[]} all @param {ControlLabel[]} names @returns {string[]}
   */
  function valueOf(control, all, names) {
    const [element] = control.elements;
    switch (control.role) {
      case "password":
        return [];
      case "select":
        return Array.from(/** @type {HTMLSelectElement} */ (element).selectedOptions).filter((option) => option.value !== "").map((option) => option.text.trim());
      case "radio":
      case "checkbox":
        return control.elements.filter((one) => /** @type {HTMLInputElement} */ (one).checked).map(labels.optionText);
      case "switch":
        return element.getAttribute("aria-checked") === "true" ? ["on"] : [];
      case "editable":
        return element.innerText.trim() ? [element.innerText.trim()] : [];
      case "file":
      case "drop":
        return fileNames(control, all);
      case "popup":
        return shown(control, all, names);
      default: {
        const { value } = /** @type {HTMLInputElement} */ (element);
        return value ? [value] : [];
      }
    }
  }

  /** File names that the control or the list beside it shows. @param {Control} control @param {Control[]} all */
  function fileNames(control, all) {
    const [element] = control.elements;
    const own = element instanceof HTMLInputElement ? Array.from(element.files ?? [], (file) => file.name) : [];
    const region = labels.regionOf(control, all);
    const listed = dom.texts(region).flatMap(({ text }) => text.match(/[^\s()<>:"/\\|?*]+\.[a-z0-9]{2,5}(?=$|[\s,(])/gi) ?? []);
    return Array.from(new Set([...own, ...listed]));
  }

  /** The choice that a drawn select shows. @param {Control} control @param {Control[]} all @param {ControlLabel[]} names */
  function shown(control, all, names) {
    const [element] = control.elements;
    const input = element instanceof HTMLInputElement ? element : element.querySelector("input");
    const typed = input && !input.matches("[aria-hidden=true]") ? input.value.trim() : "";
    const region = labels.regionOf(control, all);
    const box = labels.widget(control, region);
    const hints = new Set([input?.placeholder, element.getAttribute("placeholder")].filter(Boolean));
    const skip = (/** @type {Element} */ part) => part.tagName === "LABEL" || part.matches("[class*=placeholder i], [role=listbox], [role=option], [role=alert]");
    const drawn = dom.texts(region, skip).filter(({ node }) => labels.lies(node, box));
    const pieces = drawn.map(({ text }) => text).filter((text) => !hints.has(text) && !names.some((name) => name.text === text && name.from !== "aria"));
    const found = pieces.filter((text) => /[\p{L}\p{N}]/u.test(text));
    return found.length ? found : typed ? [typed] : [];
  }

  markwarden.forms.describe = { describe, find, signature };
})();
