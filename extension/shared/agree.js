// Whether what a field shows is what was to be filled. Knows no page; compares as a reader does.

(() => {
  const { plain } = markwarden;

  /** @param {string} text */
  const lines = (text) => text.replace(/\r\n?/g, "\n").split("\n").map((line) => line.trimEnd()).join("\n").trim();
  /** @param {string} text */
  const numbers = (text) => (text.match(/\d+/g) ?? []).map(Number).sort((one, other) => one - other).join(" ");
  /** @param {string} text */
  const steps = (text) => text.split(/[/>›»]/).map(plain.norm).filter(Boolean).join("/");

  /** @param {Wanted} wanted @param {string} shown */
  const meant = (wanted, shown) => wanted.texts.some((text) => plain.norm(text) === plain.norm(shown)) || (wanted.number !== "" && plain.number(shown) === wanted.number);

  /**
   * @param {Pick<FillStep, "kind" | "wanted" | "files">} step
   * @param {string[]} shown
   */
  function holds({ kind, wanted, files }, shown) {
    const joined = shown.join(" ");
    switch (kind) {
      case "text":
      case "textarea":
        return lines(shown.join("\n")) === lines(wanted[0].texts[0]);
      case "number":
        return shown.length > 0 && Number(joined.replace(/[,\s]/g, "")) === Number(wanted[0].texts[0]);
      case "date":
        return shown.length > 0 && numbers(shown[0]) === numbers(wanted[0].texts[0]);
      case "cascader":
        return steps(shown.join(" / ")) === steps(wanted.map((one) => one.texts[0]).join(" / "));
      case "upload":
        return files.length > 0 && files.every(({ name }) => shown.includes(name) || joined.includes(name));
      case "multiple":
      case "checkboxes":
      case "tags": {
        const parts = shown.length === 1 && wanted.length > 1 ? shown[0].split(/\s*[,，、]\s*/) : shown;
        return parts.length === wanted.length && wanted.every((one) => parts.some((part) => meant(one, part)));
      }
      default:
        return shown.length === 1 && meant(wanted[0], shown[0]);
    }
  }

  markwarden.agree = { holds };
})();
