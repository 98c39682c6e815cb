// From a profile, a complaint's values and the fields of all frames to what is to be filled where. Pure: touches no page.

import "../shared/namespace.js";
import "../shared/plain.js";

const { plain } = markwarden;

/** What each kind of field may be built as, the likeliest first. @type {Record<string, ControlRole[]>} */
const BUILT_AS = {
  text: ["text", "number", "textarea", "editable"],
  textarea: ["textarea", "editable", "text"],
  number: ["number", "text"],
  date: ["date", "popup", "text"],
  select: ["select", "popup", "radio", "text"],
  radio: ["radio", "select", "popup"],
  multiple: ["select", "popup", "checkbox"],
  checkboxes: ["checkbox", "select", "popup"],
  tags: ["popup", "text", "textarea"],
  cascader: ["popup", "select"],
  upload: ["file", "drop"],
};
/** Never the program's, whatever a profile says. */
const PERSON = new Set(["declaration", "submit", "login", "captcha"]);
const STRONG = new Set(["label", "legend", "before"]);

/**
 * @param {Portal} portal
 * @param {FormValues} form
 * @param {FrameFields[]} frames
 * @param {FormFile[]} files the bytes of `form.files`
 * @returns {PlanEntry[]} one for each field of the profile, in its order
 */
export function plan(portal, form, frames, files) {
  const { profile, overrides } = portal;
  return profile.fields.map((field) => {
    /** @type {PlanEntry} */
    const entry = { key: field.key, kind: field.kind, label: field.labels.en[0] ?? field.labels.zh[0] ?? field.key, labels: field.labels, state: "ready", why: "", copy: "", frame: null, step: null };
    if (field.person || PERSON.has(field.key) || !(field.kind in BUILT_AS)) return { ...entry, state: "person" };
    if (!asked(field, form.values)) return { ...entry, state: "not_asked" };
    const given = field.kind === "upload" ? files.map(({ name }) => name) : listed(form.values[field.key]);
    if (given.length === 0) return { ...entry, state: "no_value" };
    const wanted = wantedOf(portal, field, given);
    entry.copy = field.kind === "textarea" ? given.join("\n") : wanted.map(({ texts }) => texts[0]).join(field.kind === "cascader" ? " / " : ", ");
    const found = taught(overrides.locators?.[field.key], frames) ?? byLabel(field, frames);
    if (found.length === 0) return { ...entry, state: "not_found" };
    const fitting = found.filter(({ field: seen }) => BUILT_AS[field.kind].includes(seen.role));
    const open = fitting.filter(({ field: seen }) => !seen.forbidden);
    const forbidden = found.find(({ field: seen }) => seen.forbidden)?.field.forbidden;
    if (open.length === 0) return forbidden ? { ...entry, state: "refused", why: forbidden } : { ...entry, state: "not_found", why: "other_kind" };
    const best = preferred(open, field.kind);
    if (best.length > 1) return { ...entry, state: "ambiguous" };
    const [{ frame, field: target }] = best;
    return { ...entry, frame, step: { key: field.key, kind: field.kind, target, wanted, files: field.kind === "upload" ? files : [] } };
  });
}

/** @param {string | string[] | undefined} value */
const listed = (value) => (value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value]);

/** @param {PortalField} field @param {Record<string, string | string[]>} values */
function asked(field, values) {
  return Object.entries(field.when ?? {}).every(([key, allowed]) => listed(values[key]).some((value) => allowed.includes(value)));
}

/** What each value may be called on the form. @param {Portal} portal @param {PortalField} field @param {string[]} given @returns {Wanted[]} */
function wantedOf({ profile }, field, given) {
  if (field.kind === "textarea") return [{ texts: [given.join("\n")], number: "" }];
  const options = field.key === "reason" ? profile.reasons : field.options;
  return given.map((value) => {
    const option = options.find((one) => one.value === value);
    const texts = option ? [...option.words.en, ...option.words.zh] : [value];
    return { texts: texts.length ? texts : [value], number: field.match === "number" ? plain.number(value) : "" };
  });
}

/** @typedef {{frame: FrameFields, field: FormField}} Place */

/**
 * Where the person pointed, known again by what a reader sees. Null where nothing was taught or nothing is left of it.
 * @param {Locator | undefined} locator @param {FrameFields[]} frames @returns {Place[] | null}
 */
function taught(locator, frames) {
  if (!locator) return null;
  const label = plain.norm(locator.label);
  const alike = places(frames).filter(({ frame, field }) => frame.host === locator.host && field.role === locator.role && plain.norm(field.labels[0]?.text) === label);
  const near = alike.filter(({ field }) => plain.norm(field.near) === plain.norm(locator.near));
  const found = (near.length ? near : alike)[locator.nth ?? 0];
  return found ? [found] : null;
}

/** @param {FrameFields[]} frames @returns {Place[]} */
const places = (frames) => frames.flatMap((frame) => frame.fields.map((field) => ({ frame, field })));

/**
 * Fields whose label is one of the profile's: word for word, then without the hint behind it, then by what only
 * programs see. Nothing that merely contains the words: look-alikes are left to the person.
 * @param {PortalField} field @param {FrameFields[]} frames @returns {Place[]}
 */
function byLabel(field, frames) {
  const names = new Set([...field.labels.en, ...field.labels.zh].map(plain.norm));
  const all = places(frames).filter(({ field: seen }) => !seen.disabled);
  const tiers = [
    (/** @type {ControlLabel} */ { text, from }) => STRONG.has(from) && names.has(plain.norm(text)),
    (/** @type {ControlLabel} */ { text, from }) => STRONG.has(from) && names.has(plain.bare(text)),
    (/** @type {ControlLabel} */ { text, from }) => !STRONG.has(from) && names.has(plain.norm(text)),
  ];
  for (const tier of tiers) {
    const found = all.filter(({ field: seen }) => seen.labels.some(tier));
    if (found.length) return found;
  }
  return [];
}

/** Of several, those of the likeliest kind. @param {Place[]} found @param {string} kind */
function preferred(found, kind) {
  for (const role of BUILT_AS[kind]) {
    const of = found.filter(({ field }) => field.role === role);
    if (of.length) return of;
  }
  return [];
}

/** A taught place as it is kept. @param {FormField} field @param {string} host @returns {Locator} */
export function locatorOf(field, host) {
  return { label: field.labels[0]?.text ?? "", role: field.role, near: field.near, nth: field.nth, host };
}
