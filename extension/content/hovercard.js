// The one card with the reasons: shown over everything while a badge is pointed at or has the focus.

(() => {
  /** @param {Speaker} speak @param {(id: string, action: KeyAction, anchor: HTMLElement) => void} act */
  function create(speak, act) {
    const host = document.createElement("markwarden-card");
    const root = host.attachShadow({ mode: "closed" });
    root.adoptedStyleSheets = [markwarden.look.sheets.hovercard];
    const card = document.createElement("div");
    card.setAttribute("popover", "manual");
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", speak.say("card_label"));
    root.append(card);
    document.documentElement.append(host);
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let closing;
    /** What is shown, and of which badge. @type {{anchor: HTMLElement, id: string} | null} */
    let shown = null;
    /** Whether a dismissal is being given its reason: the card stays until it has one. */
    let asking = false;

    card.addEventListener("pointerenter", () => clearTimeout(closing));
    card.addEventListener("pointerleave", () => hide());
    // What is typed and clicked here is no concern of the page.
    for (const type of ["click", "auxclick", "mousedown", "mouseup", "pointerdown", "pointerup", "dblclick", "keydown", "keyup", "keypress", "input", "change", "submit", "wheel"]) {
      root.addEventListener(type, (event) => event.stopPropagation());
    }

    /** @param {string} name @param {string} text @param {string} [kind] */
    function line(name, text, kind = "") {
      const element = document.createElement(name);
      element.textContent = text;
      if (kind) element.className = kind;
      return element;
    }

    /** A reason; of a picture with a glimpse of it and the way to the comparison. @param {Verdict} verdict @param {Signal} signal */
    function reason(verdict, signal) {
      const item = line("li", "", signal.effect);
      const body = line("div", speak.reason(signal));
      item.append(body);
      const passage = speak.passage(signal);
      if (passage) body.append(quoted(passage));
      if (!markwarden.proof.compared([signal]).length) return item;
      const glimpse = markwarden.proof.thumbnail(signal, document.images);
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = speak.say("compare_open");
      button.addEventListener("click", (event) => event.isTrusted && openProof(verdict, signal));
      const proof = line("div", "", "proof");
      if (glimpse) proof.append(glimpse);
      proof.append(button);
      body.append(proof);
      return item;
    }

    /** Words of a seller: isolated, so that their writing direction ends with them. @param {string} passage */
    function quoted(passage) {
      const quote = line("blockquote", "");
      const isolated = document.createElement("bdi");
      isolated.textContent = passage;
      quote.append(isolated);
      return quote;
    }

    /** @param {Verdict} verdict @param {Signal} signal */
    function openProof(verdict, signal) {
      const reference = markwarden.proof.counterpart(signal);
      markwarden.link.ask({ type: "compare", item: verdict.item_id, kind: signal.kind, reference }).catch((error) => {
        // The page's own script says that the extension was reloaded.
        if (!(error instanceof markwarden.link.Orphaned)) throw error;
      });
    }

    /** Open the comparison of the most telling picture. @param {Verdict} verdict */
    function compare(verdict) {
      const [signal] = markwarden.proof.compared(verdict.assessment.signals);
      if (signal) openProof(verdict, signal);
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
        for (const signal of signals) list.append(reason(verdict, signal));
        children.push(list);
      } else children.push(line("p", speak.say("card_nothing")));
      if (verdict.same_photo) children.push(line("p", speak.samePhoto(verdict.same_photo), "right"));
      if (verdict.decision) children.push(line("p", speak.standing(verdict.decision), `word word-${verdict.decision.word}`));
      if (right && rights[right]) children.push(line("p", speak.rightLine(rights[right]), "right"));
      if (signals.length) children.push(buttons(verdict.item_id));
      card.replaceChildren(...children);
    }

    /** @param {string} id */
    function buttons(id) {
      const row = document.createElement("div");
      row.className = "decide";
      for (const action of /** @type {const} */ (["infringes", "dismiss", "watch"])) {
        const button = document.createElement("button");
        button.type = "button";
        button.tabIndex = -1;
        button.textContent = speak.say(`decide_${action}`);
        // The badge keeps the keyboard, so that the card stays.
        button.addEventListener("mousedown", (event) => event.preventDefault());
        button.addEventListener("click", (event) => event.isTrusted && shown && act(id, action, shown.anchor));
        row.append(button);
      }
      row.append(line("span", speak.say("card_keys"), "keys"));
      return row;
    }

    /** @param {HTMLElement} anchor @param {Verdict} verdict @param {Record<string, RightRef>} rights */
    function show(anchor, verdict, rights) {
      if (asking) return;
      clearTimeout(closing);
      shown = { anchor, id: verdict.item_id };
      fill(verdict, rights);
      place(anchor);
    }

    /** @param {HTMLElement} anchor */
    function place(anchor) {
      card.showPopover();
      const at = anchor.getBoundingClientRect();
      const size = card.getBoundingClientRect();
      const left = Math.max(8, Math.min(at.left, window.innerWidth - size.width - 8));
      const under = at.bottom + 6 + size.height <= window.innerHeight;
      const top = under ? at.bottom + 6 : Math.max(8, at.top - 6 - size.height);
      card.style.left = `${left}px`;
      card.style.top = `${top}px`;
    }

    /** What is shown, drawn anew where it changed. @param {Set<string>} ids @param {Map<string, Verdict>} verdicts @param {Record<string, RightRef>} rights */
    function refresh(ids, verdicts, rights) {
      const verdict = shown && ids.has(shown.id) ? verdicts.get(shown.id) : undefined;
      if (verdict && !asking && card.matches(":popover-open")) fill(verdict, rights);
    }

    /** Ask for the reason of a dismissal. @param {HTMLElement} anchor @param {Verdict} verdict @param {(deciding: Deciding) => void} done */
    function ask(anchor, verdict, done) {
      clearTimeout(closing);
      asking = true;
      const over = () => {
        asking = false;
        hide();
        anchor.focus();
      };
      const form = markwarden.dismissal.form(verdict, speak, {
        done: (deciding) => {
          over();
          done(deciding);
        },
        cancel: over,
      });
      card.replaceChildren(form);
      place(anchor);
      form.querySelector("input")?.focus();
    }

    /** @param {HTMLElement} anchor @returns {boolean} whether the keys are shown now; not where they were already */
    function help(anchor) {
      if (card.matches(":popover-open") && card.querySelector("dl.help")) return false;
      card.replaceChildren(markwarden.keys.help(speak));
      place(anchor);
      return true;
    }

    function hide() {
      if (asking) return;
      clearTimeout(closing);
      shown = null;
      if (card.isConnected && card.matches(":popover-open")) card.hidePopover();
    }

    /** The pointer may travel from the badge to the card. */
    function hideSoon() {
      clearTimeout(closing);
      closing = setTimeout(hide, 180);
    }

    return { show, hide, hideSoon, refresh, compare, ask, help, remove: () => host.remove() };
  }

  markwarden.hovercard = { create };
})();
