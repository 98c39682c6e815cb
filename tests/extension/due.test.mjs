import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeChrome } from "./setup.mjs";

globalThis.chrome = fakeChrome().chrome;
const { keyOf, newsOf } = await import("../../extension/background/due.js");

const entry = (complaint, days, whose = "reviewer", due = "2026-03-10") => ({ complaint, days, label: complaint, status: "submitted", deadline: { key: "list_window", due, whose, rule: { en: "r", zh: "r" }, provisional: false } });

test("the reviewer's own dates are told from the day before, another's once it has passed", () => {
  const entries = [entry("far", 2), entry("tomorrow", 1), entry("late", -3), entry("portal today", 0, "portal"), entry("portal passed", -1, "portal")];
  assert.deepEqual(newsOf(entries, []).map(({ complaint }) => complaint), ["tomorrow", "late", "portal passed"]);
});

test("what was told is not told again, unless its date moved", () => {
  const told = [keyOf(entry("a", 0))];
  assert.deepEqual(newsOf([entry("a", -1)], told), []);
  assert.equal(newsOf([entry("a", 0, "reviewer", "2026-03-12")], told).length, 1);
});
