// One page, from its first sight to its last: sends it, places badges, follows what changes.

(async () => {
  const { link, ids } = markwarden;
  const MOST_DESCRIPTIONS = 6;
  const greeting = await link.ask({ type: "hello" });
  const speak = markwarden.sentences.speaker(greeting.strings);
  const overlay = markwarden.overlay.create(speak, { decide, undo, capture });
  const cards = markwarden.cards.finder(document, () => location.href);
  overlay.toggle(greeting.overlay);

  /** Cards whose verdict is awaited. @type {Map<Element, string>} */
  const unknown = new Map();
  let address = pageAddress();
  let pageKind = "";
  /** Whether the whole page was answered; until then added cards wait for it. */
  let read = false;
  let sending = false;
  let on = greeting.overlay;
  /** The description as it was sent, and how often it changed: what never rests is not followed for ever. @type {string | null} */
  let described = null;
  let descriptions = 0;
  const description = markwarden.description.watch(document, () => void safely(describe()));

  function pageAddress() {
    return location.href.split("#")[0];
  }

  const ownId = () => ids.itemId(location.href, location.href);

  /** @param {Element} root */
  function look(root) {
    if (pageKind === "bundle") {
      for (const [card, id] of cards.byPicture(root, overlay.images())) overlay.place(card, id);
    }
    for (const [card, id] of cards.below(root, ownId())) {
      regroup(card, id);
      if (!overlay.place(card, id)) unknown.set(card, id);
    }
    const own = ownId();
    if (own !== null && pageKind !== "bundle" && overlay.knows(own)) {
      const heading = document.querySelector("h1");
      if (heading) overlay.place(heading, own);
    }
  }

  /** A lone card reaches far up; when a neighbour comes, it is the smaller one inside. @param {Element} card @param {string} id */
  function regroup(card, id) {
    for (const [other, otherId] of overlay.cardIds()) {
      if (otherId !== id && other !== card && other.contains(card)) {
        overlay.drop(other);
        observer.add(other);
      }
    }
  }

  const observer = markwarden.observer.create((roots) => {
    if (link.orphaned()) {
      retire();
      return true;
    }
    if (pageAddress() !== address) {
      startAgain();
      return true;
    }
    for (const root of roots) look(root);
    if (ownId() !== null) description.look();
    overlay.tidy();
    const ids = overlay.arrivals();
    if (ids.length) void safely(link.ask({ type: "shown", ids }));
    if (unknown.size) void safely(sendUnknown());
    return true;
  });

  function startAgain() {
    address = pageAddress();
    read = false;
    unknown.clear();
    description.stop();
    descriptions = 0;
    overlay.clear();
    void safely(sendWhole());
  }

  async function sendWhole() {
    if (sending) return;
    sending = true;
    const sent = address;
    if (ownId() !== null) description.look();
    described = description.text();
    try {
      const reply = await link.ask({ type: "page", url: location.href, html: markwarden.reader.whole(document), fragment: false, description: described });
      if (sent === address && reply.ok) {
        read = true;
        pageKind = reply.report.kind;
        overlay.learn(reply.report.listings, reply.report.rights);
      }
    } finally {
      sending = false;
    }
    if (sent !== address) startAgain();
    else if (read) look(document.documentElement);
  }

  /** A description that came after the page was sent: the listing is sent again, with it. */
  async function describe() {
    if (!on || !read || description.text() === described || descriptions >= MOST_DESCRIPTIONS) return;
    if (sending) {
      description.again();
      return;
    }
    descriptions += 1;
    await sendWhole();
  }

  async function sendUnknown() {
    if (sending) return;
    if (!read) {
      await sendWhole();
      return;
    }
    sending = true;
    const batch = new Map(Array.from(unknown).filter(([card, id]) => card.isConnected && !overlay.knows(id)));
    unknown.clear();
    const sent = address;
    try {
      for (const html of markwarden.reader.fragments(batch.keys())) {
        const reply = await link.ask({ type: "page", url: location.href, html, fragment: true, description: null });
        if (sent !== address) return;
        if (reply.ok) overlay.learn(reply.report.listings, reply.report.rights);
      }
      for (const [card, id] of batch) if (card.isConnected) overlay.place(card, id);
    } finally {
      sending = false;
    }
    if (unknown.size) void safely(sendUnknown());
  }

  /** @param {Deciding} deciding @returns {Promise<boolean>} whether it is kept */
  async function decide(deciding) {
    return settle(link.ask({ type: "decide-here", decision: deciding }));
  }

  async function undo() {
    await settle(link.ask({ type: "undo-here" }));
  }

  /** What comes of it the worker tells on the page. */
  async function capture() {
    await safely(link.ask({ type: "capture-here" }));
  }

  /** What came of a decision is learnt by `learn`; a refusal is said. @param {Promise<ContentReply["decide-here"]>} work */
  async function settle(work) {
    let kept = false;
    await safely(
      work.then((reply) => {
        kept = reply.ok;
        if (!reply.ok) markwarden.overlay.notice(speak.failed(reply.failure).title, speak.say("close"));
      }),
    );
    return kept;
  }

  /** Off means off: nothing is watched and nothing is sent. @param {boolean} value */
  function turn(value) {
    on = value;
    overlay.toggle(on);
    if (!on) {
      observer.stop();
      description.stop();
      return;
    }
    observer.start();
    if (read && pageAddress() === address) look(document.documentElement);
    else startAgain();
  }

  /** The extension was reloaded or removed: nothing of the old one may stay on the page. */
  function retire() {
    observer.stop();
    description.stop();
    overlay.remove();
    markwarden.overlay.notice(speak.say("notice_reload"), speak.say("close"));
  }

  /** Everything that talks to the worker goes through here. @param {Promise<unknown>} work */
  async function safely(work) {
    try {
      await work;
    } catch (error) {
      if (!(error instanceof link.Orphaned)) throw error;
      retire();
    }
  }

  chrome.runtime.onMessage.addListener((/** @type {WorkerMessage} */ message, sender, reply) => {
    if (sender.id !== chrome.runtime.id || sender.tab) return;
    if (message.type === "overlay") turn(message.on);
    if (message.type === "again" && on) startAgain();
    if (message.type === "learn") overlay.learn(message.listings, message.rights);
    if (message.type === "step" && on) overlay.step(1);
    if (message.type === "point") reply(overlay.point(message.id));
  });

  // Single-page navigation changes the address without a new document; the observer sees the new content, this the rest.
  globalThis.navigation?.addEventListener("navigatesuccess", () => {
    if (on && pageAddress() !== address) startAgain();
  });

  turn(on);
})();
