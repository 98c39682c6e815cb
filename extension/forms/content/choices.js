// Fills fields of choices: native selects, ticks, and the selects, cascaders and calendars that libraries draw.

(() => {
  const { describe, events, popup } = markwarden.forms;
  const { plain } = markwarden;

  /** @param {Wanted} wanted @param {string} text */
  const meant = (wanted, text) => wanted.texts.some((one) => plain.norm(one) === plain.norm(text)) || (wanted.number !== "" && plain.number(text) === wanted.number);

  /** @param {Control} control @param {FillStep} step */
  function native(control, { kind, wanted }) {
    const select = /** @type {HTMLSelectElement} */ (control.elements[0]);
    const all = Array.from(select.options);
    const asked = kind === "cascader" ? [{ texts: [" / ", "/", " > ", ">"].map((between) => wanted.map(({ texts }) => texts[0]).join(between)), number: "" }] : wanted;
    const chosen = asked.map((one) => {
      const found = all.filter((option) => meant(one, option.text));
      if (found.length !== 1 || found[0].disabled) throw new Error(found.length ? "cannot be chosen" : "not offered");
      return found[0];
    });
    for (const option of all) if (select.multiple || chosen.includes(option)) option.selected = chosen.includes(option);
    select.dispatchEvent(new Event("input", { bubbles: true }));
    events.changed(select);
  }

  /** Radios and checkboxes by what stands beside them. @param {FillStep} step */
  async function ticks(step) {
    for (const one of step.wanted) {
      const control = again(step).control;
      const found = control.elements.filter((element) => meant(one, markwarden.forms.labels.optionText(element)));
      if (found.length !== 1) throw new Error("not offered");
      const input = /** @type {HTMLInputElement} */ (found[0]);
      if (input.disabled) throw new Error("cannot be chosen");
      if (!input.checked) events.tick(input);
      await popup.pause(30);
    }
    if (step.kind === "checkboxes" || step.kind === "multiple") await untick(step);
  }

  /** Ticks that stand against what is wanted. @param {FillStep} step */
  async function untick(step) {
    for (;;) {
      const extra = again(step).control.elements.find((element) => /** @type {HTMLInputElement} */ (element).checked && !step.wanted.some((one) => meant(one, markwarden.forms.labels.optionText(element))));
      if (!extra) return;
      events.tick(extra);
      await popup.pause(30);
      if (/** @type {HTMLInputElement} */ (extra).checked) return;
    }
  }

  /** The field as it stands now: every change may have replaced its nodes. @param {FillStep} step */
  function again({ target }) {
    const found = describe.find(target);
    if (!found) throw new Error("gone");
    if (found.field.forbidden) throw new events.Refused(found.field.forbidden);
    return found;
  }

  /** Where a control takes a search. @param {Control} control */
  function search(control) {
    const [element] = control.elements;
    const input = element instanceof HTMLInputElement ? element : element.querySelector("input");
    return input && !input.readOnly && !input.disabled ? input : null;
  }

  /** @param {FillStep} step */
  async function one(step) {
    const { control } = again(step);
    const opened = await popup.open(control);
    try {
      await popup.choose(opened, search(control), step.wanted[0]);
    } finally {
      await popup.close(opened, describe.find(step.target)?.control ?? control);
    }
  }

  /** Several choices of one popup, which may close after each. @param {FillStep} step */
  async function several(step) {
    for (const wanted of step.wanted) {
      const { control, field } = again(step);
      if (field.value.some((text) => meant(wanted, text))) continue;
      const opened = await popup.open(control);
      try {
        await popup.choose(opened, search(control), wanted);
        await popup.until(() => describe.find(step.target)?.field.value.some((text) => meant(wanted, text)) ?? false, 500);
      } finally {
        await popup.close(opened, describe.find(step.target)?.control ?? control);
      }
    }
  }

  /** Words of one's own: typed, then taken from what the list offers for them. @param {FillStep} step */
  async function tags(step) {
    for (const wanted of step.wanted) {
      const { control, field } = again(step);
      if (field.value.some((text) => meant(wanted, text))) continue;
      const input = search(control);
      if (!input) throw new Error("takes no text");
      const seen = popup.watch();
      events.focus(input);
      events.press(input);
      events.type(input, wanted.texts[0]);
      const found = await popup.until(() => popup.matching(seen.choices(), wanted), 1200);
      if (!found) throw new Error("not offered");
      events.press(found);
      await popup.until(() => describe.find(step.target)?.field.value.some((text) => meant(wanted, text)) ?? false, 500);
      await popup.close(seen, describe.find(step.target)?.control ?? control);
    }
  }

  /** Level by level; a level may open on pointing alone. @param {FillStep} step */
  async function cascade(step) {
    const { control } = again(step);
    const opened = await popup.open(control);
    try {
      for (const [level, wanted] of step.wanted.entries()) {
        const next = step.wanted[level + 1];
        await popup.choose(opened, null, wanted);
        if (next) await popup.until(() => popup.matching(opened.choices(), next), 1500);
      }
    } finally {
      await popup.close(opened, describe.find(step.target)?.control ?? control);
    }
  }

  /** A calendar: the day typed where it takes typing, then chosen where it shows. @param {FillStep} step */
  async function calendar(step) {
    const [{ texts: [day] }] = step.wanted;
    const { control } = again(step);
    const before = new Set(markwarden.forms.dom.all("input"));
    const opened = await popup.open(control);
    try {
      const own = /** @type {HTMLInputElement} */ (control.elements[0]);
      const inner = markwarden.forms.dom.all("input").find((input) => !before.has(input) && markwarden.forms.dom.visible(input));
      const field = /** @type {HTMLInputElement} */ (inner ?? own);
      events.focus(field);
      events.type(field, day);
      await popup.pause(120);
      const cell = await popup.until(() => dayCell(opened.choices(), day), 600);
      if (cell) events.press(cell);
      else events.enter(field);
      await popup.pause(120);
    } finally {
      await popup.close(opened, describe.find(step.target)?.control ?? control);
    }
  }

  /** The cell of a day that says so: by its title, or marked as the chosen one. @param {Element[]} cells @param {string} day */
  function dayCell(cells, day) {
    const [year, month, date] = day.split("-").map(Number);
    const own = cells.filter((cell) => cell.matches("td, [role=gridcell]"));
    const names = [day, new Date(year, month - 1, date).toLocaleDateString("en-US", { month: "long", day: "numeric", year: "numeric" }), `${year}年${month}月${date}日`];
    return own.find((cell) => names.includes(cell.getAttribute("title") ?? "")) ?? own.find((cell) => cell.matches("[aria-selected=true], [class*=selected i]") && Number(/** @type {HTMLElement} */ (cell).innerText) === date) ?? null;
  }

  markwarden.forms.choices = { native, ticks, one, several, tags, cascade, calendar, again };
})();
