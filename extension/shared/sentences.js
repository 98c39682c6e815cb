// Says reasons, levels and refusals in the reviewer's language. The strings come from `_locales`.

(() => {
  const LEVELS = /** @type {const} */ (["clear", "low", "medium", "high"]);

  /** @param {Strings} strings */
  function speaker(strings) {
    /**
     * @param {string} name
     * @param {Record<string, string | number>} [values] for the `{name}` places of the string
     */
    function say(name, values = {}) {
      const text = strings[name];
      if (text === undefined) throw new Error(`no string ${name}`);
      return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
    }

    /** @param {Signal} signal */
    function reason(signal) {
      const { evidence } = signal;
      const detail = evidence?.detail ?? {};
      const mark = evidence?.mark ?? evidence?.alias ?? signal.brand;
      const named = mark.toLowerCase() === signal.brand.toLowerCase();
      return say(`signal_${signal.kind}`, {
        brand: signal.brand,
        text: isolated(evidence?.text ?? ""),
        mark,
        of: named ? "" : say("of_brand", { brand: signal.brand }),
        floor: String(detail.floor ?? ""),
        currency: String(detail.currency ?? ""),
        goods: String(detail.goods ?? ""),
        tactics: (evidence?.tactics ?? []).map((kind) => say(`tactic_${kind}`)).join(say("list_separator")),
      });
    }

    /** @param {RightRef | undefined} right */
    function rightLine(right) {
      if (!right) return "";
      const kind = say(`right_${right.kind}`);
      const number = right.number ? ` ${right.number}` : "";
      const where = right.jurisdiction ? ` (${right.jurisdiction})` : "";
      return `${kind} ${right.label}${number}${where}`;
    }

    /** @param {Failure} failure */
    function failed(failure) {
      const name = `failure_${failure.code}`;
      const known = name in strings ? name : "failure_other";
      return {
        title: say(known, { message: failure.message ?? "", code: failure.code }),
        help: `${known}_help` in strings ? say(`${known}_help`) : "",
      };
    }

    return { say, reason, rightLine, failed };
  }

  /** A stretch of a title whose writing direction cannot leak out. @param {string} text */
  function isolated(text) {
    const points = Array.from(text);
    return `\u2068${points.length > 60 ? `${points.slice(0, 60).join("")}…` : text}\u2069`;
  }

  markwarden.sentences = { speaker, LEVELS };
})();
