// One field of the form in the panel: its state in words and by a sign, what the page shows, and what can be done.

const SIGNS = { filled: "✓", differs: "!", not_found: "?", ambiguous: "?", refused: "⨯", person: "→", not_asked: "–", no_value: "–", empty: "○" };
const FAILURES = { "not offered": "not_offered", "did not open": "did_not_open", "cannot be chosen": "cannot_be_chosen", "cannot be changed": "cannot_be_changed", "takes no text": "did_not_take", "too long": "too_long", "kind of file refused": "file_refused", gone: "gone", hidden: "hidden", refused: "refused" };

/**
 * @param {Speaker} speak
 * @param {{copy: (field: FieldState) => void, show: (field: FieldState) => void, teach: (field: FieldState) => void}} act
 */
export function drawer(speak, act) {
  /** @param {FieldState} field */
  function why(field) {
    if (field.state === "refused") return speak.say(`filling_why_${field.why}`);
    if (field.state === "not_found" && field.why) return speak.say(`filling_why_${field.why}`);
    if (field.state === "ambiguous") return speak.say("filling_why_ambiguous");
    const parts = [];
    if (field.state === "differs") parts.push(speak.say("filling_shows", { text: short(field.shown.join(", ")) }));
    if (field.failure) parts.push(speak.say(`filling_failure_${FAILURES[/** @type {keyof typeof FAILURES} */ (field.failure)] ?? "did_not_take"}`));
    return parts.join(" ");
  }

  /** @param {string} name @param {string} label @param {string} field @param {() => void} work */
  function button(name, label, field, work) {
    const made = document.createElement("button");
    made.type = "button";
    made.dataset.act = name;
    made.textContent = label;
    made.setAttribute("aria-label", `${label}: ${field}`);
    made.addEventListener("click", (event) => event.isTrusted && work());
    return made;
  }

  /** @param {string} kind @param {string} text @param {string} [name] */
  function piece(kind, text, name = "div") {
    const made = document.createElement(name);
    made.className = kind;
    made.textContent = text;
    return made;
  }

  /** @param {FieldState} field @param {boolean} now whether it is being filled */
  function row(field, now) {
    const item = document.createElement("li");
    item.dataset.key = field.key;
    item.dataset.state = field.state;
    item.dataset.now = String(now);
    const label = nameOf(field);
    const head = piece("head", "");
    const state = piece("state", speak.say(now ? "filling_now" : `filling_state_${field.state}`), "span");
    state.dataset.sign = now ? "…" : SIGNS[field.state === "ready" ? "empty" : field.state];
    head.append(piece("name", label, "span"), state);
    item.append(head);
    const reason = why(field);
    if (reason) item.append(piece("why", reason, "p"));
    const tools = piece("tools", "");
    if (field.copy) tools.append(button("copy", speak.say("filling_copy"), label, () => act.copy(field)));
    if (field.step) tools.append(button("show", speak.say("filling_show"), label, () => act.show(field)));
    if (!["person", "filled", "not_asked"].includes(field.state)) tools.append(button("teach", speak.say("filling_teach"), label, () => act.teach(field)));
    if (tools.childElementCount) item.append(tools);
    return item;
  }

  /** The field as the form calls it, in the panel's language where there is one. @param {Pick<FieldState, "labels" | "label">} field */
  function nameOf({ labels, label }) {
    return (document.documentElement.lang.startsWith("zh") ? labels.zh[0] : labels.en[0]) ?? label;
  }

  return { row, nameOf };
}

/** @param {string} text */
const short = (text) => (text.length > 80 ? `${text.slice(0, 80)}…` : text);
