// The badges of the page: which card carries which, as cards come, go and change. Knows nothing of messages.

(() => {
  const MOST_REPAIRS = 5;
  const NOTICE = "markwarden-notice";

  const FLAGGED = new Set(["medium", "high"]);
  const WORDS = /** @type {const} */ ({ infringes: "infringes", watch: "watched" });

  /** @param {Speaker} speak @param {{decide: (deciding: Deciding) => Promise<boolean>, undo: () => Promise<void>, capture: () => Promise<void>}} reviewer */
  function create(speak, reviewer) {
    /** @type {Map<string, Verdict>} */
    const verdicts = new Map();
    /** @type {Record<string, RightRef>} */
    const rights = {};
    /** @type {Map<Element, {id: string, badge: Badge, repairs: number}>} */
    const placed = new Map();
    /** Listings that were only announced and whose cards have come. @type {Set<string>} */
    const arrived = new Set();
    const hovercard = markwarden.hovercard.create(speak, (id, action, button) => act(id, action, button));
    let on = true;

    /** @param {Verdict[]} news @param {Record<string, RightRef>} newRights */
    function learn(news, newRights) {
      Object.assign(rights, newRights);
      for (const verdict of news) verdicts.set(verdict.item_id, verdict);
      const changed = new Set(news.map((verdict) => verdict.item_id));
      for (const { id, badge } of placed.values()) {
        const verdict = verdicts.get(id);
        if (changed.has(id) && verdict) badge.draw(verdict);
      }
      hovercard.refresh(changed, verdicts, rights);
    }

    /** @param {Element} card @param {string} id @returns {boolean} whether a verdict is known */
    function place(card, id) {
      const verdict = verdicts.get(id);
      const before = placed.get(card);
      if (before && before.id === id && before.badge.host.isConnected) return true;
      before?.badge.host.remove();
      placed.delete(card);
      if (!verdict) return false;
      for (const other of inside(card)) drop(other);
      const badge = markwarden.badge.create(verdict, speak, {
        show: (button) => hovercard.show(button, verdicts.get(id) ?? verdict, rights),
        hide: hovercard.hide,
        hideSoon: hovercard.hideSoon,
        compare: () => hovercard.compare(verdicts.get(id) ?? verdict),
        key: (event, button) => {
          const action = markwarden.keys.actionOf(event);
          if (action === null) return;
          event.preventDefault();
          act(id, action, button);
        },
      });
      if (!verdict.in_dom) {
        verdict.in_dom = true;
        arrived.add(id);
      }
      placed.set(card, { id, badge, repairs: before?.id === id ? before.repairs + 1 : 0 });
      if (on) attach(card, badge);
      return true;
    }

    /** Move the keyboard to the next flagged listing of the page. @param {number} by @param {string | null} from an item id */
    function step(by, from = null) {
      const flagged = Array.from(placed.values())
        .filter(({ id, badge }) => badge.host.isConnected && FLAGGED.has(verdicts.get(id)?.assessment.level ?? ""))
        .sort((one, other) => (one.badge.host.compareDocumentPosition(other.badge.host) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
      const here = Array.from(placed.values()).find(({ id }) => id === from)?.badge.host;
      const place = flagged.findIndex(({ badge }) => badge.host === here);
      const ahead = flagged.find(({ badge }) => !here || here.compareDocumentPosition(badge.host) & Node.DOCUMENT_POSITION_FOLLOWING);
      const behind = flagged.findLast(({ badge }) => here && here.compareDocumentPosition(badge.host) & Node.DOCUMENT_POSITION_PRECEDING);
      const next = place < 0 ? (by > 0 ? ahead : behind) : flagged[place + by];
      next?.badge.focus();
    }

    /** @param {string} id @param {KeyAction} action @param {HTMLElement} button the badge, where the keyboard returns to */
    function act(id, action, button) {
      const verdict = verdicts.get(id);
      if (action === "next") step(1, id);
      else if (action === "previous") step(-1, id);
      else if (action === "undo") void reviewer.undo();
      else if (action === "capture") void reviewer.capture();
      else if (action === "help") hovercard.help(button) || (verdict && hovercard.show(button, verdict, rights));
      else if (!verdict?.assessment.signals.length) return;
      else if (action === "dismiss") hovercard.ask(button, verdict, (deciding) => void reviewer.decide(deciding));
      else void reviewer.decide({ id, word: WORDS[action] });
    }

    /** @param {Element} card @param {Badge} badge */
    function attach(card, badge) {
      // A picture or a heading holds no children: the badge stands before it.
      if (card.tagName === "IMG" || card.tagName === "H1") card.before(badge.host);
      else card.prepend(badge.host);
      badge.placed();
    }

    /** Cards with a badge that lie below another one: a card was found larger than before. @param {Element} card */
    function inside(card) {
      return Array.from(placed.keys()).filter((other) => other !== card && card.contains(other));
    }

    /** @param {Element} card */
    function drop(card) {
      placed.get(card)?.badge.host.remove();
      placed.delete(card);
    }

    /** Forget cards that left the page, put back badges that the page threw out. */
    function tidy() {
      for (const [card, entry] of placed) {
        if (!card.isConnected) placed.delete(card);
        else if (on && !entry.badge.host.isConnected && entry.repairs < MOST_REPAIRS) {
          entry.repairs += 1;
          attach(card, entry.badge);
        }
      }
    }

    /** @param {boolean} value */
    function toggle(value) {
      on = value;
      hovercard.hide();
      for (const [card, { badge }] of placed) {
        if (on && card.isConnected) attach(card, badge);
        else badge.host.remove();
      }
    }

    function clear() {
      hovercard.hide();
      for (const card of placed.keys()) drop(card);
      verdicts.clear();
    }

    /** Picture key → item id, of all listings known. */
    function images() {
      /** @type {Map<string, string>} */
      const keys = new Map();
      for (const { item_id: id, images: urls } of verdicts.values()) {
        for (const url of urls) {
          const key = markwarden.ids.imageKey(url);
          if (key !== null) keys.set(key, id);
        }
      }
      return keys;
    }

    /** @param {string} id @returns {boolean} */
    function point(id) {
      for (const [card, entry] of placed) {
        if (entry.id === id && card.isConnected) {
          if (!on) toggle(true);
          entry.badge.point();
          return true;
        }
      }
      return false;
    }

    return {
      learn, place, drop, tidy, toggle, clear, point, step,
      knows: (/** @type {string} */ id) => verdicts.has(id),
      cardIds: () => new Map(Array.from(placed, ([card, { id }]) => [card, id])),
      images,
      arrivals: () => {
        const ids = Array.from(arrived);
        arrived.clear();
        return ids;
      },
      remove: () => {
        clear();
        hovercard.remove();
      },
    };
  }

  /** A word to the reviewer in the corner of the page. @param {string} text @param {string} close */
  function notice(text, close) {
    // The newest word counts: two would lie on each other.
    document.querySelector(NOTICE)?.remove();
    const host = document.createElement(NOTICE);
    const root = host.attachShadow({ mode: "closed" });
    root.adoptedStyleSheets = [markwarden.look.sheets.notice];
    const box = document.createElement("div");
    box.setAttribute("role", "status");
    const button = document.createElement("button");
    button.textContent = close;
    button.addEventListener("click", () => host.remove());
    box.append(text, button);
    root.append(box);
    document.documentElement.append(host);
  }

  markwarden.overlay = { create, notice };
})();
