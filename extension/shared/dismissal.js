// The form that asks why a listing is dismissed and how far that reaches. Knows neither page nor server.

(() => {
  const REASONS = /** @type {const} */ (["compatibility", "common_word", "other_goods", "other_brand", "person_or_place", "authorised_seller", "second_hand", "other"]);

  /** The words of the title that were taken for the mark. @param {Verdict} verdict */
  function phraseOf({ title, assessment }) {
    const met = assessment.signals.find(({ effect, right, evidence }) => effect === "raises" && right === assessment.right && evidence.field === "title");
    return title && met && met.evidence.text ? met.evidence.text : null;
  }

  /**
   * @param {Verdict} verdict
   * @param {Speaker} speak
   * @param {{done: (deciding: Deciding) => void, cancel: () => void}} answer
   * @returns {HTMLFormElement}
   */
  function form(verdict, speak, answer) {
    const made = document.createElement("form");
    made.className = "dismissal";
    made.setAttribute("aria-label", speak.say("dismiss_title"));
    const phrase = phraseOf(verdict);
    const seller = verdict.seller?.name ?? verdict.seller?.id ?? null;
    const reasons = choices("reason", speak.say("dismiss_reason"), REASONS.map((reason) => [reason, speak.say(`dismissal_${reason}`)]));
    /** @type {[string, string][]} */
    const scopes = [["listing", speak.say("dismiss_listing")]];
    if (seller !== null) scopes.push(["seller", speak.say("dismiss_seller", { seller })]);
    if (phrase !== null) scopes.push(["phrase", speak.say("dismiss_phrase", { phrase })]);
    const scope = choices("scope", speak.say("dismiss_scope"), scopes);
    const label = document.createElement("label");
    const note = document.createElement("input");
    note.maxLength = 2000;
    label.append(speak.say("dismiss_note"), note);
    const buttons = document.createElement("div");
    buttons.className = "buttons";
    const submit = document.createElement("button");
    submit.type = "submit";
    submit.className = "main";
    submit.textContent = speak.say("decide_dismiss");
    const cancel = document.createElement("button");
    cancel.type = "button";
    cancel.textContent = speak.say("dismiss_cancel");
    cancel.addEventListener("click", (event) => event.isTrusted && answer.cancel());
    buttons.append(submit, cancel);
    made.append(reasons, scope, label, buttons);
    made.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!event.isTrusted) return;
      const reach = /** @type {Deciding["scope"]} */ (chosen(made, "scope"));
      answer.done({
        id: verdict.item_id,
        word: "dismissed",
        reason: /** @type {Deciding["reason"]} */ (chosen(made, "reason")),
        note: note.value.trim() || null,
        scope: reach,
        phrase: reach === "phrase" ? phrase : null,
      });
    });
    made.addEventListener("keydown", (event) => {
      if (event.key === "Escape") answer.cancel();
      const number = Number(event.key);
      const picked = event.target === note ? undefined : reasons.querySelectorAll("input")[number - 1];
      if (picked) {
        picked.checked = true;
        picked.focus();
        event.preventDefault();
      }
      event.stopPropagation();
    });
    return made;
  }

  /** @param {HTMLFormElement} form @param {string} name */
  const chosen = (form, name) => /** @type {HTMLInputElement} */ (form.querySelector(`input[name="${name}"]:checked`)).value;

  /** @param {string} name @param {string} legend @param {[string, string][]} options */
  function choices(name, legend, options) {
    const set = document.createElement("fieldset");
    const title = document.createElement("legend");
    title.textContent = legend;
    set.append(title);
    options.forEach(([value, words], place) => {
      const label = document.createElement("label");
      const radio = document.createElement("input");
      radio.type = "radio";
      radio.name = name;
      radio.value = value;
      radio.checked = place === 0;
      const text = document.createElement("span");
      text.textContent = words;
      label.append(radio, text);
      set.append(label);
    });
    return set;
  }

  markwarden.dismissal = { form };
})();
