// Fills one field as a step says, and says what it shows then. What is forbidden is refused here once more.

(() => {
  const { choices, describe, dom, events, popup } = markwarden.forms;

  /** @param {FillStep} step */
  async function work(step) {
    const { control, field } = choices.again(step);
    if (field.disabled) throw new Error("cannot be changed");
    if (step.kind === "upload") return upload(control, step);
    if (control.role === "select") return choices.native(control, step);
    if (control.role === "radio" || control.role === "checkbox") return choices.ticks(step);
    if (step.kind === "date" && control.role !== "date") return choices.calendar(step);
    if (control.role === "popup") {
      if (step.kind === "multiple" || step.kind === "checkboxes") return choices.several(step);
      if (step.kind === "tags") return choices.tags(step);
      if (step.kind === "cascader") return choices.cascade(step);
      return choices.one(step);
    }
    return write(control, step);
  }

  /** @param {Control} control @param {FillStep} step */
  function write(control, step) {
    const [element] = control.elements;
    const text = step.wanted.map((one) => one.texts[0]).join(", ");
    element.scrollIntoView({ block: "center" });
    if (control.role === "editable") {
      events.focus(element);
      getSelection()?.selectAllChildren(element);
      document.execCommand("insertText", false, text);
      return;
    }
    const { maxLength } = /** @type {HTMLInputElement} */ (element);
    if (maxLength >= 0 && text.length > maxLength) throw new Error("too long");
    events.focus(element);
    events.type(element, text);
    events.changed(element);
    events.leave(element);
  }

  /** @param {Control} control @param {FillStep} step */
  async function upload(control, { files }) {
    const [element] = control.elements;
    const input = element instanceof HTMLInputElement ? element : null;
    const batches = input && !input.multiple ? files.map((file) => [file]) : [files];
    if (input && files.some((file) => !accepted(input.accept, file))) throw new Error("kind of file refused");
    for (const batch of batches) {
      const carried = new DataTransfer();
      for (const { name, type, base64 } of batch) carried.items.add(new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name, { type }));
      if (input) {
        input.files = carried.files;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        events.changed(input);
      } else events.drop(innermost(element), carried);
      await popup.pause(80);
    }
  }

  /** The event rises from the innermost element through whichever listens. @param {Element} zone */
  function innermost(zone) {
    let element = zone;
    while (element.firstElementChild && dom.visible(element.firstElementChild)) element = element.firstElementChild;
    return element;
  }

  /** The `accept` of a file input, as browsers read it. @param {string} accept @param {{name: string, type: string}} file */
  function accepted(accept, { name, type }) {
    const parts = accept.toLowerCase().split(",").map((part) => part.trim()).filter(Boolean);
    if (parts.length === 0) return true;
    return parts.some((part) => (part.startsWith(".") ? name.toLowerCase().endsWith(part) : part.endsWith("/*") ? type.startsWith(part.slice(0, -1)) : part === type));
  }

  /** @param {FillStep} step @returns {Promise<FillReply>} */
  async function fill(step) {
    let failure = "";
    const { stopped } = await markwarden.forms.guard.guarded(async () => {
      const found = describe.find(step.target);
      if (found && !found.field.forbidden && markwarden.agree.holds(step, found.field.value)) return;
      try {
        await work(step);
      } catch (error) {
        failure = error instanceof events.Refused ? "refused" : error instanceof Error ? error.message : String(error);
      }
      await popup.until(() => markwarden.agree.holds(step, describe.find(step.target)?.field.value ?? []), step.kind === "upload" ? 3000 : 600);
    });
    return { field: describe.find(step.target)?.field ?? null, failure, stopped };
  }

  markwarden.forms.fill = { fill };
})();
