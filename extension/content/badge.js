// One badge: a button in a closed shadow root, so that the page cannot read the verdict.

(() => {
  const NAME = "markwarden-badge";

  /**
   * @param {Verdict} verdict
   * @param {Speaker} speak
   * @param {{show: (button: HTMLElement) => void, hide: () => void, hideSoon: () => void, compare: () => void, key: (event: KeyboardEvent, button: HTMLElement) => void}} card
   */
  function create(verdict, speak, card) {
    const host = document.createElement(NAME);
    const root = host.attachShadow({ mode: "closed" });
    root.adoptedStyleSheets = [markwarden.look.sheets.badge];
    const button = document.createElement("button");
    button.type = "button";
    root.append(button);
    draw(verdict);

    /** @param {Verdict} now */
    function draw(now) {
      const { level, risk, signals } = now.assessment;
      button.dataset.level = level;
      const word = speak.say(`level_${level}`);
      const decided = now.decision ? speak.say(`decision_${now.decision.word}`) : "";
      const between = decided ? " · " : "";
      button.replaceChildren(markwarden.look.shape(level), level === "clear" ? said(word + between, "", decided) : said(`${word} `, `${risk}`, between + decided));
      // What a narrow card has no room for is in its name all the same.
      button.setAttribute("aria-label", speak.say("badge_label", { level: word, risk }) + between + decided);
      markwarden.fit.watch(button);
      if (markwarden.proof.compared(signals).length) button.setAttribute("aria-keyshortcuts", "c");
      else button.removeAttribute("aria-keyshortcuts");
      button.setAttribute("aria-description", [...(now.decision ? [speak.standing(now.decision)] : []), ...signals.slice(0, 3).map(speak.reason)].join(" "));
    }

    /** @param {string} level @param {string} risk @param {string} decided */
    function said(level, risk, decided) {
      const text = document.createElement("span");
      for (const [name, part] of Object.entries({ level, risk, decided })) {
        if (part === "") continue;
        const span = document.createElement("span");
        span.className = name;
        span.textContent = part;
        text.append(span);
      }
      return text;
    }

    // The badge often lies inside the card's link: what happens on it must not reach the page.
    for (const type of ["click", "auxclick", "mousedown", "mouseup", "pointerdown", "pointerup", "dblclick", "keydown", "keyup", "keypress"]) {
      root.addEventListener(type, (event) => {
        event.stopPropagation();
        if (type === "click" || type === "auxclick" || (type === "keydown" && /** @type {KeyboardEvent} */ (event).key === "Enter")) event.preventDefault();
      });
    }
    button.addEventListener("pointerenter", (event) => event.isTrusted && card.show(button));
    button.addEventListener("pointerleave", () => card.hideSoon());
    button.addEventListener("focus", () => card.show(button));
    button.addEventListener("blur", () => card.hide());
    button.addEventListener("click", (event) => event.isTrusted && card.show(button));
    button.addEventListener("keydown", (event) => {
      if (event.key === "Escape") card.hide();
      else if (event.key === "Enter" && event.isTrusted) card.show(button);
      else card.key(event, button);
    });
    button.addEventListener("keydown", (event) => event.isTrusted && event.key === "c" && !event.repeat && !event.ctrlKey && !event.metaKey && !event.altKey && card.compare());

    /** Give it the keyboard, and the reasons with it. */
    function focus() {
      host.scrollIntoView({ block: "nearest" });
      button.focus({ preventScroll: true });
    }

    /** Lead the eye and the keyboard to it. */
    function point() {
      button.classList.add("pointed");
      button.addEventListener("animationend", () => button.classList.remove("pointed"), { once: true });
      host.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
      button.focus({ preventScroll: true });
    }

    return { host, draw, point, focus, placed: () => markwarden.fit.watch(button) };
  }

  markwarden.badge = { create, NAME };
})();
