// Drawn selects, cascaders and calendars: open, look at what appeared, choose by text. Knows no library's names.

(() => {
  const { dom, events } = markwarden.forms;
  const { plain } = markwarden;
  const CHOICES = "[role=option], [role=menuitem], [role=menuitemcheckbox], [role=menuitemradio], [role=treeitem], [role=gridcell], li, td, [class*=option i], [class*=item i]";
  const HIDDEN_MS = 10_000;
  const OPENS_MS = 1500;
  const CLOSES_MS = 800;
  const STEP_MS = 30;

  /** @template T @param {() => T} look @param {number} patience @returns {Promise<T>} */
  async function until(look, patience) {
    const end = performance.now() + patience;
    for (;;) {
      const seen = look();
      if (seen || performance.now() > end) return seen;
      await pause(STEP_MS);
    }
  }

  /** @param {number} ms */
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  const visibleChoices = () => dom.all(CHOICES).filter((element) => dom.visible(element));

  /** What was there before is no choice of a popup. */
  function watch() {
    const before = new Set(visibleChoices());
    /** @type {Set<Element>} */
    const seen = new Set();
    return {
      choices: () => {
        const now = visibleChoices().filter((element) => !before.has(element));
        for (const element of now) seen.add(element);
        return now;
      },
      // The choice that the control shows when it is closed was never one of the popup's.
      gone: () => !Array.from(seen).some((element) => dom.visible(element)),
    };
  }

  /** What is pressed to open a control: the input itself, where it is one. @param {Control} control */
  const trigger = (control) => control.elements[0];

  /** @param {Control} control @returns {Promise<Popup>} */
  async function open(control) {
    if (document.hidden && !(await until(() => !document.hidden, HIDDEN_MS))) throw new Error("hidden");
    const seen = watch();
    const handle = trigger(control);
    handle.scrollIntoView({ block: "center" });
    events.focus(handle);
    events.press(handle);
    if (!(await until(() => seen.choices().length > 0, OPENS_MS))) throw new Error("did not open");
    await settled(seen.choices);
    return seen;
  }

  /** An opening popup moves: wait until its choices stay where they are. @param {() => Element[]} choices */
  async function settled(choices) {
    let last = "";
    await until(() => {
      const [first] = choices();
      const { top = 0, height = 0 } = first?.getBoundingClientRect() ?? {};
      const now = `${Math.round(top)} ${Math.round(height)}`;
      const same = now === last;
      last = now;
      return same;
    }, 400);
  }

  /** @param {Popup} popup @param {Control} control */
  async function close(popup, control) {
    if (await until(popup.gone, 250)) return;
    events.leave(trigger(control));
    events.pressAway();
    await until(popup.gone, CLOSES_MS);
  }

  /** @param {Element} element */
  const choiceText = (element) => plain.norm(element.getAttribute("title") || /** @type {HTMLElement} */ (element).innerText);

  /** The choice with one of these texts; the innermost box of it. @param {Element[]} choices @param {Wanted} wanted @returns {Element | null} */
  function matching(choices, wanted) {
    const texts = wanted.texts.map(plain.norm);
    const exact = choices.filter((element) => texts.includes(plain.norm(/** @type {HTMLElement} */ (element).innerText)) || texts.includes(choiceText(element)));
    const found = exact.length || !wanted.number ? exact : choices.filter((element) => element.children.length < 3 && plain.number(/** @type {HTMLElement} */ (element).innerText) === wanted.number);
    const inner = found.filter((element) => !found.some((other) => other !== element && dom.contains(element, other)));
    const texted = new Set(inner.map((element) => plain.norm(/** @type {HTMLElement} */ (element).innerText)));
    // Two different choices with the same number are no answer.
    return texted.size === 1 ? inner[0] : null;
  }

  /** @param {Element} element */
  const disabled = (element) => dom.parent(element)?.closest("[aria-disabled=true], [class*=disabled i]") !== null || element.matches("[aria-disabled=true], [class*=disabled i]");

  /**
   * Choose in an open popup: what is drawn, then by typing, then by scrolling.
   * @param {Popup} popup @param {HTMLInputElement | null} search @param {Wanted} wanted
   */
  async function choose(popup, search, wanted) {
    const look = () => matching(popup.choices(), wanted);
    let found = await until(look, 150);
    if (!found && search) {
      events.type(search, wanted.number || wanted.texts[0]);
      found = await until(look, 1200);
      if (!found) {
        events.type(search, "");
        await pause(150);
      }
    }
    found ??= await scrolled(popup, look);
    if (!found) throw new Error("not offered");
    if (disabled(found)) throw new Error("cannot be chosen");
    events.press(found);
  }

  /** @param {Popup} popup @param {() => Element | null} look */
  async function scrolled(popup, look) {
    const box = scroller(popup.choices()[0]);
    if (!box) return look();
    for (let top = 0; top <= box.scrollHeight; top += Math.max(60, box.clientHeight * 0.8)) {
      box.scrollTop = top;
      box.dispatchEvent(new Event("scroll"));
      const found = await until(look, 45);
      if (found) {
        found.scrollIntoView({ block: "nearest" });
        await pause(40);
        return look();
      }
    }
    return null;
  }

  /** @param {Element | undefined} element */
  function scroller(element) {
    for (let box = element && dom.parent(element); box && box !== document.body && box !== document.documentElement; box = dom.parent(box)) {
      if (box.scrollHeight > box.clientHeight + 5 && box.clientHeight > 40) return box;
    }
    return null;
  }

  markwarden.forms.popup = { open, close, choose, watch, matching, until, pause };
})();
