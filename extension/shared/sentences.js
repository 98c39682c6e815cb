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
      // What the trial of a figure does not trust says so.
      const doubtful = ["untried", "too_simple"].find((why) => signal.kind === "logo" && detail[why] === true);
      return say(doubtful ? `signal_logo_${doubtful}` : `signal_${signal.kind}`, {
        brand: signal.brand,
        text: isolated(evidence?.text ?? ""),
        mark,
        of: named ? "" : say("of_brand", { brand: signal.brand }),
        floor: String(detail.floor ?? ""),
        currency: String(detail.currency ?? ""),
        goods: String(detail.goods ?? ""),
        words: String(detail.words ?? ""),
        title: isolated(String(detail.title ?? "")),
        date: String(detail.date ?? ""),
        dismissal: dismissal(detail),
        similarity: String(Math.round(100 * Number(detail.similarity ?? 0))),
        mirrored: evidence?.mirrored ? say("mirrored") : "",
        tactics: (evidence?.tactics ?? []).map((kind) => say(`tactic_${kind}`)).join(say("list_separator")),
      });
    }

    /** The passage that a description copied, to be read as a whole; null of any other reason. @param {Signal} signal */
    const passage = ({ kind, evidence }) => (kind === "copied_text" ? (evidence?.text ?? null) : null);

    /** Why something was dismissed, with the reviewer's own words. @param {Record<string, unknown>} detail */
    function dismissal({ reason: why = "other", note }) {
      const words = say(`dismissal_${String(why)}`);
      return note ? say("dismissal_noted", { reason: words, note: isolated(String(note)) }) : words;
    }

    /** What was decided, when, and why. @param {Schemas["StandingDecision"]} decision */
    function standing(decision) {
      const word = say(`decision_${decision.word}`);
      const date = decision.at.slice(0, 10);
      if (decision.word !== "dismissed") return say("decision_line", { word, date });
      return say("decision_dismissed_line", { word, date, reason: dismissal({ reason: decision.reason ?? "other", note: decision.note }) });
    }

    /** @param {RightRef | undefined} right */
    function rightLine(right) {
      if (!right) return "";
      const kind = say(`right_${right.kind}`);
      const number = right.number ? ` ${right.number}` : "";
      const where = right.jurisdiction ? ` (${right.jurisdiction})` : "";
      return `${kind} ${right.label}${number}${where}`;
    }

    /** Who else was seen with the photo of a listing. @param {Schemas["SamePhoto"]} same */
    function samePhoto({ listings, sellers }) {
      return say("same_photo", { count: listings, sellers });
    }

    /** @param {Failure} failure */
    function failed(failure) {
      const name = `failure_${failure.code}`;
      const known = name in strings ? name : "failure_other";
      return {
        title: say(known, { message: failure.message ?? "", code: failure.code }),
        help: `${known}_help` in strings ? say(`${known}_help`, { message: failure.message ?? "" }) : "",
      };
    }

    /** The listings of a case, and what is missing. @param {number} listings @param {number} missing */
    const caseCounts = (listings, missing) => [say("filling_case_open", { count: listings }), ...(missing ? [say("filling_case_missing", { count: missing })] : [])].join(" · ");

    /** @param {{id?: string | null, name?: string | null} | null | undefined} seller */
    const sellerName = (seller) => seller?.name ?? seller?.id ?? say("case_no_seller");

    return { say, reason, passage, standing, rightLine, caseCounts, sellerName, samePhoto, failed };
  }

  /** A stretch of a title whose writing direction cannot leak out. @param {string} text */
  function isolated(text) {
    const points = Array.from(text);
    return `\u2068${points.length > 60 ? `${points.slice(0, 60).join("")}…` : text}\u2069`;
  }

  markwarden.sentences = { speaker, LEVELS };
})();
