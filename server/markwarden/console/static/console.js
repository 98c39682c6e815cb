// What every page of the console shares: keyboard, search while typing, asking before something is lost.
// All of it is an addition: each page works without scripts.

const TYPING = "input, textarea, select, [contenteditable]";
const WAIT_MS = 1500;
const keys = /** @type {HTMLDialogElement | null} */ (document.getElementById("keys"));
let pressedG = 0;

document.getElementById("keys-button")?.addEventListener("click", () => keys?.showModal());

const menu = document.getElementById("menu-button");
menu?.addEventListener("click", () => {
  const shown = document.getElementById("navigation")?.classList.toggle("shown");
  menu.setAttribute("aria-expanded", String(shown));
});

// A table that is wider than the window is scrolled by keyboard, too, also where nothing in it takes the focus.
const wide = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});
for (const box of document.querySelectorAll(".scroll")) wide.observe(box);

/** @param {KeyboardEvent} event */
function shortcut(event) {
  const target = /** @type {Element} */ (event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest(TYPING) || document.querySelector("dialog[open]")) return;
  const afterG = Date.now() - pressedG < WAIT_MS;
  pressedG = 0;
  if (afterG) {
    const link = /** @type {HTMLElement | null} */ (document.querySelector(`[data-go="${CSS.escape(event.key)}"]`));
    // The letter after `g` is never a key of the page's own.
    link?.click();
  } else if (event.key === "g") pressedG = Date.now();
  else if (event.key === "?") keys?.showModal();
  else if (event.key === "/") {
    const field = /** @type {HTMLElement | null} */ (document.querySelector("[type=search]"));
    if (field === null) return;
    field.focus();
  } else if (event.key === "n") {
    const made = /** @type {HTMLElement | null} */ (document.querySelector("[data-new]"));
    if (made === null) return;
    made.click();
  } else return;
  event.preventDefault();
}
if ("shortcuts" in document.body.dataset) document.addEventListener("keydown", shortcut);

// A form that takes something away asks first, in its own words.
for (const form of document.querySelectorAll("form[data-ask]")) {
  form.addEventListener("submit", (event) => {
    if (!confirm(/** @type {HTMLElement} */ (form).dataset.ask)) event.preventDefault();
  });
}

// Files can be dropped on a form's file field: the field itself stays the way by keyboard.
for (const zone of document.querySelectorAll("[data-drop]")) {
  const field = /** @type {HTMLInputElement} */ (zone.querySelector("input[type=file]"));
  for (const type of ["dragenter", "dragover"]) {
    zone.addEventListener(type, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    const files = /** @type {DragEvent} */ (event).dataTransfer?.files;
    if (!files?.length) return;
    field.files = field.multiple ? together(field.files, files) : files;
    field.dispatchEvent(new Event("change"));
    if (zone instanceof HTMLFormElement) zone.requestSubmit();
  });
  // Where several files wait for the form to be sent, each is named.
  const names = zone.querySelector(".kept");
  if (names) {
    field.addEventListener("change", () => {
      for (const old of names.querySelectorAll(".waiting")) old.remove();
      for (const file of field.files ?? []) {
        const line = names.appendChild(document.createElement("li"));
        line.className = "waiting";
        line.textContent = file.name;
      }
    });
  }
}

/** Files that were chosen before, and those that come to them. @param {FileList | null} before @param {FileList} more */
function together(before, more) {
  const all = new DataTransfer();
  for (const file of [...(before ?? []), ...more]) all.items.add(file);
  return all.files;
}

// A registration number is looked at while the form is filled: the server says what its office's numbers look like.
for (const form of document.querySelectorAll("form[data-numbers]")) {
  const { numbers, kind } = /** @type {HTMLElement} */ (form).dataset;
  const field = /** @type {HTMLInputElement} */ (form.querySelector("[name=number]"));
  const place = /** @type {HTMLInputElement} */ (form.querySelector("[name=jurisdiction]"));
  const said = document.createElement("p");
  said.className = "number-hint";
  said.setAttribute("role", "status");
  field.after(said);
  const look = async () => {
    const asked = new URLSearchParams({ kind: kind ?? "", number: field.value, jurisdiction: place.value });
    const answer = await fetch(`${numbers}?${asked}`);
    if (answer.ok) said.textContent = await answer.text();
  };
  for (const one of [field, place]) one.addEventListener("change", look);
}

// Tables that are edited as a whole: another empty row on demand.
for (const button of document.querySelectorAll("[data-add-row]")) {
  const body = button.closest("form")?.querySelector("tbody");
  const last = body?.rows[body.rows.length - 1];
  if (!body || !last) continue;
  const empty = /** @type {HTMLElement} */ (last.cloneNode(true));
  /** @type {HTMLElement} */ (button).hidden = false;
  button.addEventListener("click", () => {
    const row = /** @type {HTMLElement} */ (empty.cloneNode(true));
    body.append(row);
    row.querySelector("input")?.focus();
  });
}

for (const field of document.querySelectorAll("[data-select]")) {
  field.addEventListener("focus", () => /** @type {HTMLInputElement} */ (field).select());
}
