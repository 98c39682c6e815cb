import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { load } from "./setup.mjs";

const ITEM = (n) => `https://www.aliexpress.com/item/${1005001000000000 + n}.html`;
const id = (n) => String(1005001000000000 + n);
const img = (n) => `<img src="//ae01.alicdn.com/kf/S${String(n).padStart(32, "0")}X.jpg_220x220.jpg">`;
const cardOf = (n) => `<div class="card" id="c${n}"><div><a href="${ITEM(n)}">${img(n)}<h3>t${n}</h3></a></div></div>`;

/** Cards found below the body, as element id → item id. */
function found(html, { root = "body", own = null, url } = {}) {
  const { document, markwarden, window } = load(["content/ids.js", "content/cards.js"], { html, url });
  const cards = markwarden.cards.finder(document, () => window.location.href).below(document.querySelector(root), own);
  return Object.fromEntries(Array.from(cards, ([card, item]) => [card.id || card.tagName, item]));
}

test("ids of .us are those of .com, also beyond exact numbers", () => {
  const { markwarden } = load(["content/ids.js"]);
  assert.equal(markwarden.ids.canonical(String(1005001234567891n + 2n ** 51n)), "1005001234567891");
});

test("addresses: the extension reads them as the server does", () => {
  const { markwarden } = load(["content/ids.js"]);
  const cases = readFileSync(new URL("../unit/pages/test_addresses.py", import.meta.url), "utf8");
  const base = "https://www.aliexpress.com";
  for (const [, quoted, item] of cases.matchAll(/^ {8}\(f?"([^"]+)", (?:"(\d+)"|None)\),$/gm)) {
    assert.equal(markwarden.ids.itemId(quoted.replace("{COM}", base), `${base}/`), item ?? null, quoted);
  }
});

test("a card is the largest element around the links to one item", () => {
  assert.deepEqual(found(`<div id="list">${cardOf(1)}${cardOf(2)}</div>`), { c1: id(1), c2: id(2) });
});

test("several links to one item are one card", () => {
  assert.deepEqual(found(`<div>${`<div id="c1"><a href="${ITEM(1)}">${img(1)}</a><a href="${ITEM(1)}?x=1">title</a></div>`}${cardOf(2)}</div>`), { c1: id(1), c2: id(2) });
});

test("a link without a picture is no card", () => {
  assert.deepEqual(found(`<p><a href="${ITEM(1)}">see</a></p>`), {});
});

test("the page's own item has no card, and a heading is never inside one", () => {
  assert.deepEqual(found(`<div><h1>x</h1><a href="${ITEM(9)}">${img(9)}</a>${cardOf(1)}</div>`, { own: id(9) }), { c1: id(1) });
  assert.deepEqual(found(`<section id="s"><h1>x</h1>${cardOf(1)}</section>`), { c1: id(1) });
});

test("an added element finds the card around it", () => {
  assert.deepEqual(found(`<div>${cardOf(1)}${cardOf(2)}</div>`, { root: "#c2 h3" }), { c2: id(2) });
});

test("cards without links are found by their pictures", () => {
  const html = `<div id="wall"><div id="a">${img(1)}<p>one</p></div><div id="b">${img(2)}<p>two</p></div><div id="c"><img src="/logo.png"></div></div>`;
  const { document, markwarden, window } = load(["content/ids.js", "content/cards.js"], { html });
  const finder = markwarden.cards.finder(document, () => window.location.href);
  const byImage = new Map([1, 2].map((n) => [`S${String(n).padStart(32, "0")}X`, id(n)]));
  const cards = finder.byPicture(document.body, byImage);
  assert.deepEqual(Array.from(cards, ([card, item]) => [card.id, item]), [["a", id(1)], ["b", id(2)]]);
});

test("what is sent holds nothing of ours and no half characters", () => {
  const { document, markwarden } = load(["content/reader.js"], { html: `<div id="x"><markwarden-badge></markwarden-badge><p>a\ud800b</p></div>` });
  assert.equal(markwarden.reader.whole(document).includes("markwarden"), false);
  const [html] = markwarden.reader.fragments([document.getElementById("x")]);
  assert.equal(html, '<div id="x"><p>a\ufffdb</p></div>');
});

test("fragments are cut into pieces that a message carries", () => {
  const { document, markwarden } = load(["content/reader.js"]);
  const cards = Array.from({ length: 5 }, () => Object.assign(document.createElement("p"), { textContent: "x".repeat(1_500_000) }));
  const pieces = markwarden.reader.fragments(cards);
  assert.deepEqual(pieces.map((piece) => Math.round(piece.length / 1e6)), [3, 3, 2]);
});

test("spans count code points", () => {
  const { markwarden } = load(["shared/highlight.js"]);
  const signal = (start, end) => ({ effect: "raises", evidence: { field: "title", start, end } });
  assert.deepEqual(markwarden.highlight.parts("a 𝗡𝗶𝗸𝗲 b", [signal(2, 6)]), [{ text: "a ", marked: false }, { text: "𝗡𝗶𝗸𝗲", marked: true }, { text: " b", marked: false }]);
  assert.deepEqual(markwarden.highlight.parts("abc", [signal(-5, 99), { effect: "lowers", evidence: { field: "title", start: 0, end: 1 } }]), [{ text: "abc", marked: true }]);
  assert.deepEqual(markwarden.highlight.parts("", []), []);
});

test("a title is only ever text", () => {
  const { document, markwarden } = load(["shared/highlight.js"]);
  const title = '<img src=x onerror="alert(1)"><b>Nike</b>';
  const element = document.createElement("p");
  markwarden.highlight.fill(element, title, [{ effect: "raises", evidence: { field: "title", start: 0, end: 4 } }]);
  assert.equal(element.textContent, title);
  assert.equal(element.querySelector("img, b"), null);
  markwarden.highlight.fill(element, "a".repeat(10_000), []);
  assert.equal(element.textContent.length, 301);
});
