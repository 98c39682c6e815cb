// The plan of a filling: pure, so every trick of a form can be told here in a line.

import assert from "node:assert/strict";
import { test } from "node:test";
import "../../extension/shared/namespace.js";
import "../../extension/shared/plain.js";
import "../../extension/shared/agree.js";
import { locatorOf, plan } from "../../extension/forms/plan.js";

const { plain, agree } = globalThis.markwarden;
const HOST = "ipp.example.org";
const labelled = (...texts) => texts.map((text) => ({ text, from: "label" }));
const seen = (role, label, more = {}) => ({ role, labels: labelled(label), near: "", nth: 0, options: [], value: [], multiple: false, disabled: false, forbidden: null, ...more });
const frame = (...fields) => ({ tab: 1, frame: 0, document: "d", host: HOST, hosts: [HOST], fields });
const field = (key, kind, labels, more = {}) => ({ key, kind, labels: { en: labels, zh: [], assumed: [] }, options: [], match: "text", when: {}, person: false, ...more });
const FIELDS = [
  field("links", "textarea", ["Infringing listings"]),
  field("reason", "select", ["Complaint reason"]),
  field("order_number", "text", ["Order number"], { when: { reason: ["test_buy"] } }),
  field("ipr", "select", ["IPR"], { match: "number" }),
  field("evidence", "upload", ["Evidence"]),
];
const REASONS = [{ value: "test_buy", words: { en: ["Test buy"], zh: ["购买鉴定"] }, rights: ["trademark"] }];
const portal = (fields = FIELDS, locators = {}) => ({ profile: { fields, reasons: REASONS }, overrides: { locators } });
const values = { links: ["https://a", "https://b"], reason: "test_buy", order_number: "80", ipr: "Acmara (EU)(018000001)" };
const planned = (frames, { at = portal(), form = { values }, files = [] } = {}) => Object.fromEntries(plan(at, form, frames, files).map((entry) => [entry.key, entry]));

test("a field is found by its label, whatever stands around it", () => {
  for (const label of ["Infringing listings", "* Infringing  listings :", "infringing listings*", "Infringing listings (max. 300, one a line)", "Ｉnfringing listings"]) {
    const { links } = planned([frame(seen("textarea", label))]);
    assert.equal(links.state, "ready", label);
    assert.deepEqual(links.step.wanted, [{ texts: ["https://a\nhttps://b"], number: "" }]);
  }
});

test("a look-alike label is not the label", () => {
  for (const label of ["Infringing listings you withdraw", "Your infringing listings", "Infringing lіstings", "Infringing listings (leave blank)", "Infringing listings（请勿填写）", "Infringing listing number"]) assert.equal(planned([frame(seen("textarea", label))]).links.state, "not_found", label);
});

test("the label word for word goes before one with a hint, and before what only programs see", () => {
  const hinted = seen("textarea", "Infringing listings (old)");
  const hidden = seen("textarea", "", { labels: [{ text: "Infringing listings", from: "aria" }] });
  const exact = seen("textarea", "Infringing listings");
  assert.equal(planned([frame(hidden, hinted, exact)]).links.step.target, exact);
  assert.equal(planned([frame(hidden, hinted)]).links.step.target, hinted);
  assert.equal(planned([frame(hidden)]).links.step.target, hidden);
});

test("two fields of one name are left to the person, also over two frames", () => {
  assert.equal(planned([frame(seen("textarea", "Infringing listings"), seen("textarea", "Infringing listings", { nth: 1 }))]).links.state, "ambiguous");
  assert.equal(planned([frame(seen("textarea", "Infringing listings")), frame(seen("textarea", "Infringing listings"))]).links.state, "ambiguous");
});

test("of one name but another kind is not the field", () => {
  const { links } = planned([frame(seen("checkbox", "Infringing listings"))]);
  assert.deepEqual([links.state, links.why, links.step], ["not_found", "other_kind", null]);
});

test("what is forbidden is never planned, also where it was taught", () => {
  for (const forbidden of ["password", "login", "captcha", "declaration"]) {
    const bad = seen("text", "Order number", { forbidden });
    const { order_number: entry } = planned([frame(bad)]);
    assert.deepEqual([entry.state, entry.step], ["refused", null], forbidden);
    const taught = planned([frame(bad)], { at: portal(FIELDS, { order_number: locatorOf(bad, HOST) }) }).order_number;
    assert.deepEqual([taught.state, taught.step], ["refused", null], forbidden);
  }
});

test("declaration, submit and every button are the person's, whatever a profile says", () => {
  const trap = [field("declaration", "checkboxes", ["Declaration"]), field("submit", "text", ["Submit"]), field("other", "button", ["Go"]), field("yes", "checkbox", ["Yes"])];
  const frames = [frame(seen("checkbox", "Declaration"), seen("text", "Submit"), seen("checkbox", "Yes"))];
  for (const entry of plan(portal(trap), { values: { declaration: ["x"], submit: "x", other: "x", yes: "x" } }, frames, [])) assert.deepEqual([entry.state, entry.step], ["person", null], entry.key);
});

test("options go by every text the profile knows, rights by their number", () => {
  const { reason, ipr } = planned([frame(seen("popup", "Complaint reason"), seen("popup", "IPR"))]);
  assert.deepEqual(reason.step.wanted, [{ texts: ["Test buy", "购买鉴定"], number: "" }]);
  assert.deepEqual(ipr.step.wanted, [{ texts: ["Acmara (EU)(018000001)"], number: "018000001" }]);
});

test("a field that another one's value calls for is asked only then", () => {
  const frames = [frame(seen("text", "Order number"))];
  assert.equal(planned(frames).order_number.state, "ready");
  assert.equal(planned(frames, { form: { values: { ...values, reason: "other" } } }).order_number.state, "not_asked");
  assert.equal(planned(frames, { form: { values: { reason: "test_buy" } } }).order_number.state, "no_value");
});

test("a switched off field is no place to fill", () => {
  assert.equal(planned([frame(seen("textarea", "Infringing listings", { disabled: true }))]).links.state, "not_found");
});

test("a taught place is known by what a reader sees, and gives way to the label when it is gone", () => {
  const decoy = seen("textarea", "Tell us more", { near: "Contact" });
  const place = seen("textarea", "Tell us more", { near: "Details" });
  const at = portal(FIELDS, { links: locatorOf(place, HOST) });
  assert.equal(planned([frame(decoy, place)], { at }).links.step.target, place);
  assert.equal(planned([{ ...frame(place), host: "other.example.org" }], { at }).links.state, "not_found");
  const again = seen("textarea", "Infringing listings");
  assert.equal(planned([frame(again)], { at }).links.step.target, again);
  const nameless = seen("textarea", "", { labels: [], near: "Details", nth: 1 });
  const taught = portal(FIELDS, { links: locatorOf(nameless, HOST) });
  assert.equal(planned([frame({ ...nameless, nth: 0 }, nameless)], { at: taught }).links.step.target, nameless);
});

test("files go to an upload field, and are named by the copy button", () => {
  const files = [{ name: "a.png", type: "image/png", base64: "" }];
  const { evidence } = planned([frame(seen("file", "Evidence"))], { files });
  assert.deepEqual([evidence.step.files, evidence.copy], [files, "a.png"]);
  assert.equal(planned([frame(seen("file", "Evidence"))]).evidence.state, "no_value");
});

const wanted = (...texts) => texts.map((text) => ({ texts: [text], number: plain.number(text) }));
const holds = (kind, want, shown, files = []) => agree.holds({ kind, wanted: wanted(...want), files }, shown);

test("what a field shows agrees with what was wanted, as a reader sees it", () => {
  assert.ok(holds("textarea", ["a\nb"], ["a\r\nb "]));
  assert.ok(!holds("textarea", ["a\nb"], ["a b"]));
  assert.ok(!holds("text", ["Abc"], ["abc"]));
  assert.ok(holds("number", ["1200"], ["1,200"]));
  assert.ok(!holds("number", ["0"], []));
  for (const shown of ["2026-10-05", "05.10.2026", "2026年10月5日", "10/05/2026"]) assert.ok(holds("date", ["2026-10-05"], [shown]), shown);
  assert.ok(!holds("date", ["2026-10-05"], ["2026-10-06"]));
  assert.ok(holds("select", ["Test buy"], ["test  buy"]));
  assert.ok(!holds("select", ["Test buy"], ["Test buy", "Other"]));
  assert.ok(holds("select", ["Acmara (EU)(018000001)"], ["ACMARA, EUIPO 018000001"]));
  assert.ok(holds("cascader", ["A", "B"], ["A / B"]));
  assert.ok(!holds("cascader", ["A", "B"], ["A"]));
  assert.ok(holds("multiple", ["a", "b"], ["b", "a"]));
  assert.ok(!holds("multiple", ["a", "b"], ["a", "b", "c"]));
  assert.ok(holds("upload", [], ["a.png"], [{ name: "a.png" }]));
  assert.ok(!holds("upload", [], ["a.png"], [{ name: "a.png" }, { name: "b.png" }]));
});

test("words of an act that is the person's alone", () => {
  for (const text of ["I declare that the above is true", "I have read and agree to the Terms of Service", "I swear, under penalty of perjury", "我已阅读并同意协议", "本人声明以上属实", "Signature", "We hereby confirm our good faith belief"]) assert.ok(plain.declares(text), text);
  for (const text of ["Infringing listings", "Product listing", "Test buy", "Declared value", "Order number", "侵权链接", "Counterfeit Features", "IPR", "Designed in"]) assert.ok(!plain.declares(text), text);
  for (const text of ["Enter the CAPTCHA", "验证码", "Slide to verify"]) assert.ok(plain.captcha(text), text);
});

test("the longest number of a right counts", () => {
  assert.equal(plain.number("Acmara 137 (EU)(0180000137)"), "0180000137");
  assert.equal(plain.number("ZL 2020 3 0123456.7 (CN)"), "01234567");
  assert.equal(plain.number("Acmara"), "");
});
