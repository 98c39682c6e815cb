// Texts as a reader compares them: labels, options and values of a form. Knows no page.

(() => {
  const INVISIBLE = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
  const REQUIRED = /^[*\s]+|[\s*:：]+$/g;
  const HINT = /\s*[(（[【][^()（）[\]【】]*[)）\]】]\s*$/;
  /** A hint that makes another field of it: such a label never passes for the one without it. */
  const OTHERWISE = /blank|empty|not fill|do not|don't|not needed|optional contact|留空|勿填|不要填|请勿|不需/i;

  /** @param {string | null | undefined} text */
  function norm(text) {
    return (text ?? "").normalize("NFKC").replace(INVISIBLE, "").replace(/\s+/g, " ").replace(REQUIRED, "").trim().toLowerCase();
  }

  /** A label without the hint behind it: "Evidence (4 files)" → "evidence". @param {string} text */
  function bare(text) {
    const whole = norm(text);
    const hint = HINT.exec(whole);
    return hint && !OTHERWISE.test(hint[0]) ? norm(whole.slice(0, hint.index)) : whole;
  }

  /** Digits that alone tell one right from another. @param {string} text */
  function number(text) {
    return (text.normalize("NFKC").match(/\d[\d.,/-]{4,}\d/g) ?? []).map((found) => found.replace(/\D/g, "")).sort((one, other) => other.length - one.length)[0] ?? "";
  }

  /** Words of an act that is the person's alone. */
  const DECLARES = /\b(?:i|we)\b.{0,40}\b(?:declare|swear|confirm|certify|warrant|affirm|attest|agree|acknowledge|accept|understand|authori[sz]e|undertake|promise|represent|consent)\b|declaration|under penalty of perjury|good[- ]faith belief|terms (?:and|&) conditions|terms of (?:use|service)|privacy policy|signature|\bsigned?\b|声明|承诺|保证|确认|同意|已阅读|签名|签字|宣誓|授权书面确认/i;
  const CAPTCHA = /captcha|verification code|verify (?:you|that you)|security code|slide to|验证码|校验码|滑块|安全验证/i;

  markwarden.plain = {
    norm, bare, number,
    declares: (/** @type {string} */ text) => DECLARES.test(text.normalize("NFKC")),
    captcha: (/** @type {string} */ text) => CAPTCHA.test(text.normalize("NFKC")),
  };
})();
