// The one card with the reasons: shown over everything while a badge is pointed at or has the focus.

(() => {
  /** @param {Speaker} speak */
  function create(speak) {
    const host = document.createElement("markwarden-card");
    const root = host.attachShadow({ mode: "closed" });
    root.adoptedStyleSheets = [markwarden.look.sheets.hovercard];
    const card = document.createElement("div");
    card.setAttribute("popover", "manual");
    card.setAttribute("role", "tooltip");
    root.append(card);
    document.documentElement.append(host);
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let closing;

    card.addEventListener("pointerenter", () => clearTimeout(closing));
    card.addEventListener("pointerleave", () => hide());

    /** @param {string} name @param {string} text @param {string} [kind] */
    function line(name, text, kind = "") {
      const element = document.createElement(name);
      element.textContent = text;
      if (kind) element.className = kind;
      return element;
    }

    /** @param {Verdict} verdict @param {Record<string, RightRef>} rights */
    function fill(verdict, rights) {
      const { level, risk, signals, right } = verdict.assessment;
      card.dataset.level = level;
      const header = document.createElement("header");
      header.append(markwarden.look.shape(level), speak.say("card_header", { level: speak.say(`level_${level}`), risk }));
      const children = [header];
      if (verdict.title) {
        const title = line("p", "", "title");
        markwarden.highlight.fill(title, verdict.title, signals);
        children.push(title);
      }
      if (signals.length) {
        const list = document.createElement("ul");
        for (const signal of signals) list.append(line("li", speak.reason(signal), signal.effect));
        children.push(list);
      } else children.push(line("p", speak.say("card_nothing")));
      if (right && rights[right]) children.push(line("p", speak.rightLine(rights[right]), "right"));
      card.replaceChildren(...children);
    }

    /** @param {Element} anchor @param {Verdict} verdict @param {Record<string, RightRef>} rights */
    function show(anchor, verdict, rights) {
      clearTimeout(closing);
      fill(verdict, rights);
      card.showPopover();
      const at = anchor.getBoundingClientRect();
      const size = card.getBoundingClientRect();
      const left = Math.max(8, Math.min(at.left, window.innerWidth - size.width - 8));
      const under = at.bottom + 6 + size.height <= window.innerHeight;
      const top = under ? at.bottom + 6 : Math.max(8, at.top - 6 - size.height);
      card.style.left = `${left}px`;
      card.style.top = `${top}px`;
    }

    function hide() {
      clearTimeout(closing);
      if (card.isConnected && card.matches(":popover-open")) card.hidePopover();
    }

    /** The pointer may travel from the badge to the card. */
    function hideSoon() {
      clearTimeout(closing);
      closing = setTimeout(hide, 180);
    }

    return { show, hide, hideSoon, remove: () => host.remove() };
  }

  markwarden.hovercard = { create };
})();
