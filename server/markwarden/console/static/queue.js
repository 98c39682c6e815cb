// The queue by keyboard: the same letters as on AliExpress's own pages. Each only presses what stands on the page.

const queue = document.querySelector("[data-queue]");
const cards = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".queue-card")]);
let current = Math.max(0, cards.findIndex((card) => card.id === decodeURIComponent(location.hash.slice(1))));

/** @param {number} number */
function stand(number) {
  const card = cards[Math.max(0, Math.min(number, cards.length - 1))];
  if (card === undefined) return;
  current = cards.indexOf(card);
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

/** What stands on the card, or beside the queue, for that key. @param {string} key */
const button = (key) => /** @type {HTMLElement | null} */ ((key === "z" ? document : cards[current])?.querySelector(`[data-key="${key}"]`) ?? null);

/** @param {KeyboardEvent} event */
function pressed(event) {
  const target = /** @type {Element} */ (event.target);
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (target.closest("input:not([type=radio]), textarea, select, dialog") || document.querySelector("dialog[open]")) return;
  // Where the layout has no Latin letters the key's place counts.
  const key = /^[ -~]$/.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^Key/, "").toLowerCase();
  if (key === "j") stand(current + 1);
  else if (key === "k") stand(current - 1);
  else if (!event.repeat && ["i", "w", "e", "z", "d"].includes(key)) {
    const found = button(key);
    if (found === null) return;
    if (key === "d") {
      const box = /** @type {HTMLDetailsElement} */ (found.closest("details"));
      box.open = true;
      /** @type {HTMLElement | null} */ (box.querySelector("input[type=radio]"))?.focus();
    } else found.click();
  } else return;
  event.preventDefault();
}

if (queue !== null) {
  queue.addEventListener("focusin", (event) => {
    const card = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(".queue-card"));
    if (card !== null) current = cards.indexOf(card);
  });
  stand(current);
}
if ("shortcuts" in document.body.dataset) document.addEventListener("keydown", pressed);
