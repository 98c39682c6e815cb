// Drawing on pictures: boxes for a redacted copy, numbered places of features. The tables beside the pictures hold what is sent;
// everything can be typed there without this script.

const SPACE = "http://www.w3.org/2000/svg";
const LEAST = 4;

/** @param {SVGElement} svg @param {string} name @param {Record<string, string | number>} attributes */
function draw(svg, name, attributes) {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  svg.append(made);
  return made;
}

/** Where the pointer is on a picture, 0 to 1. @param {PointerEvent | MouseEvent} event @param {Element} picture */
function at(event, picture) {
  const { left, top, width, height } = picture.getBoundingClientRect();
  const part = (/** @type {number} */ value) => Math.min(1, Math.max(0, value));
  return { x: part((event.clientX - left) / width), y: part((event.clientY - top) / height) };
}

/** @param {Element} row @param {string} name @returns {HTMLInputElement} */
const field = (row, name) => /** @type {HTMLInputElement} */ (row.querySelector(`[name=${name}]`));

/** @param {HTMLFormElement} form */
function boxes(form) {
  const table = /** @type {HTMLTableSectionElement} */ (form.querySelector("#boxes tbody"));
  const figures = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("figure.draw"));
  const names = ["x", "y", "width", "height"];

  function redraw() {
    for (const figure of figures) {
      const svg = /** @type {SVGElement} */ (figure.querySelector("svg"));
      svg.replaceChildren();
      for (const row of table.rows) {
        const [x, y, width, height] = names.map((name) => Number(field(row, name).value));
        if (field(row, "file").value === figure.dataset.picture && width > 0 && height > 0) draw(svg, "rect", { x, y, width, height });
      }
    }
  }

  /** @param {string} file @param {number[]} values */
  function add(file, values) {
    const last = table.rows[table.rows.length - 1];
    const row = /** @type {HTMLTableRowElement} */ (last.cloneNode(true));
    field(row, "file").value = file;
    for (const [n, name] of names.entries()) field(row, name).value = String(Math.round(values[n]));
    last.before(row);
    redraw();
  }

  for (const figure of figures) {
    const image = /** @type {HTMLImageElement} */ (figure.querySelector("img"));
    const svg = /** @type {SVGElement} */ (figure.querySelector("svg"));
    /** @type {{x: number, y: number} | null} */
    let start = null;
    /** @type {SVGElement | null} */
    let shown = null;
    const size = (/** @type {{x: number, y: number}} */ one, /** @type {{x: number, y: number}} */ other) => {
      const [wide, high] = [Number(image.getAttribute("width")), Number(image.getAttribute("height"))];
      return [Math.min(one.x, other.x) * wide, Math.min(one.y, other.y) * high, Math.abs(one.x - other.x) * wide, Math.abs(one.y - other.y) * high];
    };
    figure.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      start = at(event, image);
      shown = draw(svg, "rect", { x: 0, y: 0, width: 0, height: 0 });
      figure.setPointerCapture(event.pointerId);
    });
    figure.addEventListener("pointermove", (event) => {
      if (!start || !shown) return;
      for (const [n, value] of size(start, at(event, image)).entries()) shown.setAttribute(names[n], String(value));
    });
    figure.addEventListener("pointerup", (event) => {
      if (!start) return;
      const values = size(start, at(event, image));
      start = null;
      shown?.remove();
      if (values[2] >= LEAST && values[3] >= LEAST) add(figure.dataset.picture ?? "", values);
    });
  }
  table.addEventListener("click", (event) => {
    const row = /** @type {Element} */ (event.target).closest("[data-remove]")?.closest("tr");
    if (!row) return;
    if (table.rows.length > 1 && row !== table.rows[table.rows.length - 1]) row.remove();
    else for (const name of names) field(row, name).value = "";
    redraw();
  });
  table.addEventListener("input", redraw);
  redraw();
}

/** @param {HTMLFormElement} form */
function marks(form) {
  const table = /** @type {HTMLTableSectionElement} */ (form.querySelector("#features tbody"));
  const figures = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("figure.draw"));
  let chosen = table.rows[0];

  function redraw() {
    for (const row of table.rows) row.classList.toggle("chosen", row === chosen);
    for (const figure of figures) {
      const numbers = /** @type {HTMLElement} */ (figure.querySelector(".numbers"));
      numbers.replaceChildren();
      for (const [n, row] of Array.from(table.rows).entries()) {
        const [x, y] = field(row, figure.dataset.side ?? "").value.trim().split(/[\s,]+/).map(Number);
        if (!(x >= 0 && y >= 0)) continue;
        const number = document.createElement("span");
        number.textContent = String(n + 1);
        number.style.left = `${x}%`;
        number.style.top = `${y}%`;
        numbers.append(number);
      }
    }
  }

  table.addEventListener("focusin", (event) => {
    chosen = /** @type {HTMLTableRowElement} */ (/** @type {Element} */ (event.target).closest("tr") ?? chosen);
    redraw();
  });
  table.addEventListener("input", redraw);
  for (const figure of figures) {
    const image = /** @type {HTMLImageElement} */ (figure.querySelector("img"));
    figure.addEventListener("click", (event) => {
      if (!(event.target instanceof Element) || event.target.closest("figcaption")) return;
      const { x, y } = at(event, image);
      field(chosen, figure.dataset.side ?? "").value = `${(x * 100).toFixed(1)} ${(y * 100).toFixed(1)}`;
      redraw();
    });
  }
  redraw();
}

for (const form of document.querySelectorAll("form")) {
  if ("boxes" in form.dataset) boxes(form);
  if ("marks" in form.dataset) marks(form);
}
