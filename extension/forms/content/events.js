// The events that filling makes, and the only place they are made. A button, a link or anything that may send a form is refused.

(() => {
  const { dom } = markwarden.forms;
  const { plain } = markwarden;
  const SENDS = "button, a[href], area[href], summary, input[type=submit], input[type=image], input[type=button], input[type=reset]";
  const SUBMIT = /^(?:submit|send|file|report|confirm|ok|pay|delete|remove|next|continue|提交|发送|确认|确定|投诉|举报|删除|下一步)(?:\b|$)/;

  /** Filling was about to do what is the person's own. */
  class Refused extends Error {}

  /** @param {Element} element */
  function refuseButtons(element) {
    for (let box = /** @type {Element | null} */ (element); box; box = dom.parent(box)) {
      if (box.matches(SENDS)) throw new Refused("button");
      if (box.matches("[role=button], [role=link]") && SUBMIT.test(plain.norm(box.textContent).slice(0, 60))) throw new Refused("button");
    }
  }

  /** @param {string} type @param {{clientX: number, clientY: number}} at */
  function mouse(type, at) {
    const options = { bubbles: !type.endsWith("enter"), cancelable: true, composed: true, view: window, button: 0, buttons: type.endsWith("down") ? 1 : 0, ...at };
    return type.startsWith("pointer") ? new PointerEvent(type, { ...options, pointerType: "mouse", isPrimary: true }) : new MouseEvent(type, options);
  }

  const POINT = ["pointerover", "pointerenter", "mouseover", "mouseenter", "pointermove", "mousemove"];

  /** A whole press: libraries listen for different parts of it. @param {Element} element */
  function press(element) {
    refuseButtons(element);
    const { left, top, width, height } = element.getBoundingClientRect();
    const at = { clientX: left + width / 2, clientY: top + height / 2 };
    for (const type of [...POINT, "pointerdown", "mousedown", "pointerup", "mouseup", "click"]) element.dispatchEvent(mouse(type, at));
  }

  /** A press on nothing: what is open closes. */
  function pressAway() {
    const at = { clientX: 1, clientY: 1 };
    for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) document.documentElement.dispatchEvent(mouse(type, at));
  }

  /** A tick. @param {HTMLElement} input */
  function tick(input) {
    refuseButtons(input);
    input.click();
  }

  const SETTERS = [HTMLInputElement, HTMLTextAreaElement];

  /** Put a text in; frameworks hear `input`. @param {HTMLElement} element @param {string} value */
  function type(element, value) {
    const kind = SETTERS.find((one) => element instanceof one);
    const setter = kind && Object.getOwnPropertyDescriptor(kind.prototype, "value")?.set;
    if (!setter) throw new TypeError("takes no text");
    setter.call(element, value);
    element.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType: "insertText" }));
  }

  /** @param {HTMLElement} element */
  function focus(element) {
    element.focus({ preventScroll: true });
    if (document.activeElement !== element) element.dispatchEvent(new FocusEvent("focusin", { bubbles: true, composed: true }));
  }

  /** @param {HTMLElement} element */
  function changed(element) {
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** @param {HTMLElement} element */
  function leave(element) {
    if (document.activeElement === element || dom.contains(element, document.activeElement)) /** @type {HTMLElement} */ (document.activeElement).blur();
    element.dispatchEvent(new FocusEvent("focusout", { bubbles: true, composed: true }));
  }

  /** Enter, for an open calendar only: elsewhere it may send a form. @param {HTMLElement} element */
  function enter(element) {
    for (const name of ["keydown", "keyup"]) element.dispatchEvent(new KeyboardEvent(name, { key: "Enter", code: "Enter", keyCode: 13, which: 13, bubbles: true, cancelable: true, composed: true }));
  }

  /** @param {Element} zone @param {DataTransfer} carried */
  function drop(zone, carried) {
    for (const name of ["dragenter", "dragover", "drop"]) zone.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, composed: true, dataTransfer: carried }));
  }

  markwarden.forms.events = { Refused, press, pressAway, tick, type, focus, changed, leave, enter, drop };
})();
