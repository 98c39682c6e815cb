// What a comparison shows and how it is worked: four views, facts, saving. Used by the extension's page and by the
// console's; knows neither where the pictures come from nor who asks.

import { overlay, pencil, referenceDrawn, suspectDrawn } from "./pictures.js";
import { record, sheet } from "./sheet.js";

/** @typedef {import("./pictures.js").Comparison} Comparison */
/** @typedef {{listing: Pick<Verdict, "item_id" | "title">, signal: Signal, right: RightRef | null}} Subject */

const VIEWS = /** @type {const} */ (["side", "aligned", "flicker", "difference"]);
// Slower than three flashes a second, which can harm.
const FLICKER_MS = 700;
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

/** @template {HTMLElement} [E=HTMLElement] @param {string} id @returns {E} */
const element = (id) => /** @type {E} */ (document.getElementById(id));

/**
 * The controls of the page that holds them (the ids of compare.html).
 * @param {Speaker} speak
 */
export function views(speak) {
  /** @type {Comparison | null} */
  let made = null;
  /** @type {typeof VIEWS[number]} */
  let view = "side";
  let flickering = !still;
  let reference = false;

  element("waiting").textContent = speak.say("compare_loading");
  element("views-title").textContent = speak.say("compare_view");
  element("view-side").textContent = speak.say("compare_side");
  element("view-aligned").textContent = speak.say("compare_aligned");
  element("view-flicker").textContent = speak.say("compare_flicker");
  element("view-difference").textContent = speak.say("compare_difference");
  element("suspect-caption").textContent = speak.say("compare_suspect");
  element("mix-label").textContent = speak.say("compare_mix");
  element("no-pose").textContent = speak.say("compare_no_pose");
  element("facts-title").textContent = speak.say("compare_facts");
  element("save-png").textContent = speak.say("compare_save_png");
  element("save-json").textContent = speak.say("compare_save_json");
  element("compare-keys").textContent = speak.say("compare_keys");

  const mix = /** @type {HTMLInputElement} */ (element("mix"));
  const drawn = /** @type {HTMLCanvasElement} */ (element("drawn"));
  const radios = /** @type {HTMLInputElement[]} */ (Array.from(document.querySelectorAll("#views input")));

  /** @param {string} title @param {string} help */
  function trouble(title, help) {
    element("waiting").hidden = true;
    element("trouble").hidden = false;
    element("trouble-title").textContent = title;
    element("trouble-help").textContent = help;
  }

  /** @param {HTMLCanvasElement} to @param {HTMLCanvasElement} from @param {string} label */
  function copy(to, from, label) {
    Object.assign(to, { width: from.width, height: from.height });
    pencil(to).drawImage(from, 0, 0);
    to.setAttribute("aria-label", label);
  }

  function draw() {
    if (made === null) return;
    element("side").hidden = view !== "side";
    element("one").hidden = view === "side";
    element("aligned-controls").hidden = view !== "aligned";
    element("flicker-controls").hidden = view !== "flicker";
    element("share").hidden = view !== "difference";
    if (view === "aligned") overlay(drawn, made, Number(mix.value) / 100);
    if (view === "flicker") overlay(drawn, made, reference ? 1 : 0);
    if (view === "difference" && made.difference) copy(drawn, made.difference, "");
    element("pause").textContent = speak.say(flickering ? "compare_pause" : "compare_play");
    const showing = speak.say(reference ? "compare_showing_reference" : "compare_suspect");
    // Told only while it stands: a reader would be interrupted at each change.
    element("showing").textContent = flickering ? "" : showing;
    drawn.setAttribute("aria-label", speak.say(view === "difference" ? "compare_difference" : view === "flicker" ? "compare_flicker" : "compare_aligned"));
  }

  /** @param {typeof VIEWS[number]} chosen */
  function choose(chosen) {
    const radio = radios[VIEWS.indexOf(chosen)];
    if (radio.disabled) return;
    radio.checked = true;
    view = chosen;
    draw();
  }

  function pause() {
    flickering = !flickering;
    if (!flickering) reference = !reference;
    draw();
  }

  /** @param {Subject["listing"]} listing @param {Signal} signal @param {RightRef | null} right @returns {[string, string][]} */
  function facts(listing, signal, right) {
    const { evidence } = signal;
    const detail = evidence?.detail ?? {};
    const percent = (/** @type {unknown} */ value) => `${Math.round(100 * Number(value))} %`;
    /** @type {[string, string][]} */
    const rows = [];
    if (typeof detail.similarity === "number") rows.push([speak.say("compare_fact_similarity"), percent(detail.similarity)]);
    if (typeof detail.points === "number") rows.push([speak.say("compare_fact_points"), String(detail.points)]);
    if (typeof detail.common === "number") rows.push([speak.say("compare_fact_common"), percent(detail.common)]);
    if (typeof detail.words === "string") rows.push([speak.say("compare_fact_words"), detail.words]);
    if (typeof detail.sure === "number") rows.push([speak.say("compare_fact_sure"), percent(detail.sure)]);
    if (detail.too_simple === true) rows.push([speak.say("compare_fact_too_simple"), speak.say("compare_yes")]);
    if (detail.untried === true) rows.push([speak.say("compare_fact_untried"), speak.say("compare_yes")]);
    if (evidence?.mirrored) rows.push([speak.say("compare_fact_mirrored"), speak.say("compare_yes")]);
    if (right) rows.push([speak.say("compare_fact_right"), `${right.brand}: ${speak.rightLine(right)}`]);
    // A picture that was tried in the console is of no listing and has no address.
    const shownBy = [listing.item_id, listing.title].filter(Boolean).join(" · ");
    if (shownBy) rows.push([speak.say("compare_fact_listing"), shownBy]);
    if (evidence?.image?.includes("/")) rows.push([speak.say("compare_fact_picture"), evidence.image]);
    if (made) rows.push([speak.say("compare_fact_picture_digest"), made.suspect.sha256]);
    if (evidence?.reference) rows.push([speak.say("compare_fact_reference"), evidence.reference]);
    return rows;
  }

  /** @param {[string, string][]} rows */
  function list(rows) {
    element("facts").replaceChildren(
      ...rows.flatMap(([name, value]) => {
        const term = document.createElement("dt");
        const said = document.createElement("dd");
        term.textContent = name;
        said.textContent = value;
        return [term, said];
      }),
    );
  }

  /** @param {Blob} blob @param {string} name */
  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  /** A PNG of all of it. @param {Comparison} shown @param {Subject} subject */
  const png = (shown, { listing, signal, right }) => {
    const share = shown.share === null ? "" : speak.say("compare_share", { share: Math.round(100 * shown.share) });
    const lines = [speak.reason(signal), ...facts(listing, signal, right).map(([term, said]) => `${term}: ${said}`), share, new Date().toISOString()].filter(Boolean);
    return sheet(shown, lines, [referenceCaption(signal), speak.say("compare_suspect"), speak.say("compare_aligned"), speak.say("compare_difference")]);
  };

  /** Words that were read have no picture beside them but their own place, enlarged. @param {Signal} signal */
  const wordsOnly = (signal) => !signal.evidence?.reference;

  /** @param {Signal} signal */
  const referenceCaption = (signal) => (wordsOnly(signal) ? speak.say("compare_words") : speak.say("compare_reference", { brand: signal.brand }));

  /** @param {Comparison} shown @param {Subject} subject */
  function show(shown, subject) {
    const { listing, signal, right } = subject;
    made = shown;
    const caption = referenceCaption(signal);
    element("reference-caption").textContent = caption;
    copy(/** @type {HTMLCanvasElement} */ (element("reference")), referenceDrawn(shown), caption);
    copy(/** @type {HTMLCanvasElement} */ (element("suspect")), suspectDrawn(shown), speak.say("compare_suspect"));
    for (const radio of radios.slice(1)) radio.disabled = shown.laid === null;
    element("no-pose").hidden = wordsOnly(signal) || shown.laid !== null;
    element("views").hidden = wordsOnly(signal);
    element("share").textContent = shown.share === null ? "" : speak.say("compare_share", { share: Math.round(100 * shown.share) });
    list(facts(listing, signal, right));
    const name = ["comparison", listing.item_id.replace(/\D/g, ""), signal.kind].filter(Boolean).join("-");
    element("save-png").addEventListener("click", (event) => event.isTrusted && void png(shown, subject).then((blob) => save(blob, `${name}.png`)));
    element("save-json").addEventListener("click", (event) => {
      if (event.isTrusted) save(new Blob([JSON.stringify(record(shown, listing, signal, right), null, 2)], { type: "application/json" }), `${name}.json`);
    });
    element("waiting").hidden = true;
    element("shown").hidden = false;
    draw();
  }

  for (const radio of radios) radio.addEventListener("change", () => choose(/** @type {typeof VIEWS[number]} */ (radio.value)));
  mix.addEventListener("input", draw);
  element("pause").addEventListener("click", pause);
  document.addEventListener("keydown", (event) => {
    if (made === null || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const number = Number(event.key);
    if (number >= 1 && number <= VIEWS.length) choose(VIEWS[number - 1]);
    const onControl = /** @type {Element} */ (event.target).closest("button, a");
    if (event.key === " " && view === "flicker" && !onControl) {
      event.preventDefault();
      pause();
    }
    if (event.key === "s") element("save-png").focus();
  });
  setInterval(() => {
    if (view !== "flicker" || !flickering) return;
    reference = !reference;
    draw();
  }, FLICKER_MS);

  return { show, trouble, png };
}
