// The form in plain HTML, written by hand as such forms are: some labels wrap, some point, some only stand before.

import { CATEGORIES, COMPLAINT, CONTROLS } from "./fields.js";

const asked = new URLSearchParams(location.search);
const form = document.createElement("form");
form.style.cssText = "width: 640px; margin: 20px; font: 14px sans-serif";

function make(name, attributes = {}, ...children) {
  const element = Object.assign(document.createElement(name), attributes);
  element.append(...children);
  return element;
}

const choose = (options, more) => make("select", more, make("option", { value: "", textContent: "-" }), ...options.map(([value, textContent]) => make("option", { value, textContent })));
const ticks = (type, { key, options }) => options.map(([value, text]) => make("label", {}, make("input", { type, name: key, value }), text, " "));

function field(one) {
  const { key, label, kind, options, text } = one;
  const name = key;
  switch (kind) {
    case "text": return make("p", {}, make("label", {}, label, " ", make("input", { name })));
    case "number": return make("p", {}, make("label", {}, label, " ", make("input", { name, type: "number" })));
    case "date": return make("p", {}, make("label", { htmlFor: key }, label), make("input", { name, id: key, type: "date" }));
    case "textarea": return make("p", {}, make("label", { htmlFor: key }, label, " *"), make("br"), make("textarea", { name, id: key, rows: 4, cols: 60 }));
    case "select": return make("p", {}, make("span", { textContent: `${label}:` }), " ", choose(options, { name }));
    case "multiple": {
      const list = choose(options, { name, multiple: true });
      list.options[0].remove();
      return make("p", {}, make("label", {}, label, " ", list));
    }
    case "radio":
    case "radiobuttons": return make("fieldset", {}, make("legend", { textContent: label }), ...ticks("radio", one));
    case "checkboxes": return make("div", {}, make("b", { textContent: label }), " ", ...ticks("checkbox", one));
    case "upload": return make("p", {}, make("label", {}, label, " ", make("input", { name, type: "file", multiple: true })));
    case "drop": {
      const zone = make("div", { className: "drop", textContent: "Drop files here" });
      zone.style.cssText = "border: 1px dashed; padding: 20px";
      zone.addEventListener("dragover", (event) => event.preventDefault());
      zone.addEventListener("drop", (event) => {
        event.preventDefault();
        window.DROPPED = Array.from(event.dataTransfer.files, (file) => `${file.name} ${file.size}`);
        zone.append(...window.DROPPED.map((line) => make("div", { textContent: line })));
      });
      return make("div", {}, make("span", { textContent: label }), zone);
    }
    case "tags": return make("p", {}, make("label", {}, label, " ", make("input", { name, className: "tags" })));
    case "checkbox": return make("p", {}, make("label", {}, make("input", { name, type: "checkbox", value: "on" }), text));
    case "cascader": return make("p", {}, make("label", {}, label, " ", choose(paths(CATEGORIES), { name })));
  }
}

/** A tree as a plain list, as such forms have it. */
function paths(tree, before = []) {
  return tree.flatMap(({ label, children }) => (children ? paths(children, [...before, label]) : [[[...before, label].join("/"), [...before, label].join(" / ")]]));
}

function draw() {
  const values = Object.fromEntries(new FormData(form));
  const order = form.querySelector("[name=order_number]")?.closest("p");
  if (order) order.hidden = values.reason !== "tb";
}

const parts = [COMPLAINT, CONTROLS].map((fields) => make("div", {}, ...fields.map(field)));
const submit = make("button", { textContent: "Submit" });
form.append(...parts, submit);
if (asked.has("steps")) {
  parts[1].hidden = submit.hidden = true;
  const next = make("button", { type: "button", textContent: "Next" });
  next.addEventListener("click", () => {
    parts[0].hidden = next.hidden = true;
    parts[1].hidden = submit.hidden = false;
  });
  form.append(next);
}
form.addEventListener("change", draw);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const values = {};
  for (const [name, value] of new FormData(form)) (values[name] ??= []).push(value instanceof File ? `${value.name} ${value.size}` : value);
  window.SUBMITTED = { ...values, photos: window.DROPPED };
});
document.getElementById("root").append(form);
draw();
