import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { load, messages, read, strings } from "./setup.mjs";

const contract = JSON.parse(read("../shared_schema/openapi.json")).components.schemas;
const places = (text) => (text.match(/\{\w+\}/g) ?? []).sort();

test("both languages have the same strings with the same places", () => {
  const [english, chinese] = [strings("en"), strings("zh_CN")];
  assert.deepEqual(Object.keys(chinese), Object.keys(english));
  for (const name of Object.keys(english)) assert.deepEqual(places(chinese[name]), places(english[name]), name);
});

for (const language of ["en", "zh_CN"]) {
  const table = strings(language);
  const { markwarden } = load(["shared/sentences.js"]);
  const speak = markwarden.sentences.speaker(table);

  test(`${language}: every signal has a sentence without holes`, () => {
    for (const kind of contract.SignalKind.enum) {
      const evidence = { field: "title", start: 0, end: 4, text: "N1ke", mark: "Nike", alias: "Nikee", tactics: ["leet", "spaced"], detail: { floor: 5, currency: "USD", goods: "bag" } };
      const text = speak.reason({ kind, brand: "Nike Inc", right: "r", effect: "raises", strength: 1, evidence });
      assert.ok(text.length > 5);
      assert.doesNotMatch(text, /\{|\}|undefined|null/, `${kind}: ${text}`);
    }
  });

  test(`${language}: levels, kinds, rights, reasons and refusals have words`, () => {
    for (const level of contract.Level.enum) assert.ok(speak.say(`level_${level}`));
    for (const kind of contract.PageKind.enum) assert.ok(speak.say(`kind_${kind}`));
    for (const reason of contract.UnreadableReason.enum) assert.ok(speak.say(`reason_${reason}`));
    for (const kind of ["trademark", "copyright", "design", "patent"]) assert.ok(speak.rightLine({ id: "r", brand: "b", kind, label: "x" }));
    for (const code of [...contract.ErrorCode.enum, "unreachable", "not_paired", "wrong_program", "version", "too_slow"]) assert.ok(speak.failed({ code, message: "m" }).title);
  });
}

test("a string that is missing is an error, not an empty badge", () => {
  const { markwarden } = load(["shared/sentences.js"]);
  assert.throws(() => markwarden.sentences.speaker({}).say("level_high"), /no string level_high/);
});

test("the brand is named beside the mark only where they differ", () => {
  const { markwarden } = load(["shared/sentences.js"]);
  const speak = markwarden.sentences.speaker(strings());
  const signal = (brand) => ({ kind: "exact", brand, effect: "raises", strength: 1, evidence: { text: "Nike", mark: "Nike" } });
  assert.doesNotMatch(speak.reason(signal("NIKE")), /\(/);
  assert.match(speak.reason(signal("Nike Inc")), /\(Nike Inc\)/);
});

test("every string is used", () => {
  const families = /^(dismissal|decision|decide|key|signal|tactic|level|kind|reason|right|failure|filling_state|filling_why|filling_failure)_/;
  const code = ["content", "background", "options", "sidepanel", "shared", "compare", "forms", "forms/content"].flatMap((folder) => readdirSync(new URL(`../../extension/${folder}/`, import.meta.url)).filter((name) => /\.(?:js|html)$/.test(name)).map((name) => read(`${folder}/${name}`))).join("\n") + read("manifest.json");
  const unused = Object.keys(messages("en")).filter((name) => !families.test(name) && !code.includes(`"${name}"`) && !code.includes(`__MSG_${name}__`));
  assert.deepEqual(unused, []);
});
