import assert from "node:assert/strict";
import { createServer } from "node:http";
import { beforeEach, test } from "node:test";
import { fakeChrome } from "./setup.mjs";

const fake = fakeChrome();
globalThis.chrome = fake.chrome;
const { permitted } = await import("../../extension/background/messages.js");
const { call } = await import("../../extension/background/server.js");
const { merged, shown, stateOf, update } = await import("../../extension/background/tabs.js");
const { change, keepToken } = await import("../../extension/background/settings.js");

beforeEach(() => {
  fake.areas.local = {};
  fake.areas.session = {};
});

const own = { id: "own", base: "chrome-extension://own/" };
const content = { id: "own", url: "https://www.aliexpress.com/w/x.html", frameId: 0, tab: { id: 7 } };
const panel = { id: "own", url: "chrome-extension://own/sidepanel/panel.html" };

test("content scripts may ask what content scripts ask", () => {
  for (const type of ["hello", "page", "shown", "capture-here"]) assert.equal(permitted({ type }, content, own), "content");
  for (const type of ["state", "pair", "forget", "settings", "status", "toggle"]) assert.equal(permitted({ type }, content, own), null, type);
});

test("the extension's own pages may ask the rest", () => {
  for (const type of ["state", "pair", "status", "cases"]) assert.equal(permitted({ type }, panel, own), "extension");
  assert.equal(permitted({ type: "page" }, panel, own), null);
});

test("only the extension's own pages may ask what filling asks", () => {
  for (const type of ["forms-portals", "forms-override", "forms-complaints", "forms-values", "forms-file", "forms-reference", "forms-cases", "forms-draft", "forms-check", "forms-edit"]) {
    assert.equal(permitted({ type }, panel, own), "forms");
    for (const sender of [content, { ...content, url: "https://ipp.aidcgroup.net/" }, { ...panel, id: "other" }]) assert.equal(permitted({ type }, sender, own), null, type);
  }
});

test("nobody else is answered", () => {
  const page = { type: "page" };
  assert.equal(permitted(page, { ...content, id: "other" }, own), null);
  assert.equal(permitted(page, { ...content, frameId: 3 }, own), null);
  assert.equal(permitted(page, { ...content, url: "https://aliexpress.com.evil.example/" }, own), null);
  assert.equal(permitted(page, { ...content, url: "http://127.0.0.1:80/other" }, own), null);
  assert.equal(permitted(page, { ...content, url: "http://127.0.0.1:80/markwarden-demo/w/x" }, own), "content");
  assert.equal(permitted({ type: "pair" }, { ...panel, url: "https://evil.example/#chrome-extension://own/" }, own), null);
  for (const message of [null, "page", 7, {}, { type: 3 }]) assert.equal(permitted(message, content, own), null);
});

/** A server on a free port that answers as it is told. */
async function serving(answer, work) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  await change({ port: server.address().port });
  try {
    await work();
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
const codeOf = async (work) => {
  try {
    await work();
  } catch (error) {
    return error.code;
  }
  return null;
};

test("without a token nothing but open endpoints is asked", async () => {
  assert.equal(await codeOf(() => call("/pages", { method: "POST", body: {} })), "not_paired");
});

test("token, type and body go along; the reply comes back", async () => {
  await keepToken("secret");
  let seen;
  await serving(
    (request, response) => {
      seen = { url: request.url, authorization: request.headers.authorization, type: request.headers["content-type"] };
      response.setHeader("Markwarden-Api", "1.0").end('{"a": 1}');
    },
    async () => assert.deepEqual(await call("/pages", { method: "POST", body: {} }), { a: 1 }),
  );
  assert.deepEqual(seen, { url: "/api/v1/pages", authorization: "Bearer secret", type: "application/json" });
});

test("each trouble has a code of its own", async () => {
  await keepToken("secret");
  const trouble = async (answer) => {
    let code;
    await serving(answer, async () => (code = await codeOf(() => call("/registry"))));
    return code;
  };
  assert.equal(await trouble((_, response) => response.end("{}")), "wrong_program");
  assert.equal(await trouble((_, response) => response.setHeader("Markwarden-Api", "2.0").end("{}")), "version");
  assert.equal(await trouble((_, response) => response.setHeader("Markwarden-Api", "1.7").writeHead(401).end('{"error":{"code":"token_invalid","message":"m","details":{}}}')), "token_invalid");
  assert.equal(await trouble((request) => request.socket.destroy()), "unreachable");
  await change({ port: 1 });
  assert.equal(await codeOf(() => call("/registry")), "unreachable");
});

test("a file is passed on only where it is the one that was recorded", async () => {
  const { answerForms } = await import("../../extension/background/forms.js");
  await keepToken("secret");
  const sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  const file = { name: "a.png", media_type: "image/png", sha256, address: "/api/v1/files/a" };
  let asked;
  const serve = (request, response) => {
    asked = request.url;
    response.setHeader("Markwarden-Api", "1.0").end("abc");
  };
  await serving(serve, async () => {
    assert.deepEqual(await answerForms({ type: "forms-file", file }), { name: "a.png", type: "image/png", base64: "YWJj" });
    assert.equal(asked, "/api/v1/files/a");
    assert.equal(await codeOf(() => answerForms({ type: "forms-file", file: { ...file, sha256: "0".repeat(64) } })), "file_differs");
    asked = undefined;
    for (const address of ["//evil.example/x", "https://evil.example/x", "/../../x", "@evil.example/", "/a?b"]) assert.equal(await codeOf(() => answerForms({ type: "forms-file", file: { ...file, address } })), "file_address", address);
    assert.equal(asked, undefined);
  });
});

const listing = (id, more = {}) => ({ item_id: id, title: id, images: [], in_dom: true, assessment: { risk: 0, level: "clear", signals: [] }, ...more });
const report = (...listings) => ({ url: "u", kind: "search", readable: true, reason: null, listings, rights: {} });

test("a tab's state outlives the worker's memory and its changes wait for each other", async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => update(3, (state) => ({ ...state, report: merged(state.report, report(listing(String(n)))) }))));
  assert.equal((await stateOf(3)).report.listings.length, 20);
  assert.deepEqual(await stateOf(4), { overlay: true, report: null, failure: null });
});

test("a failing change does not block the next", async () => {
  await assert.rejects(update(5, () => { throw new Error("x"); }));
  assert.equal((await update(5, (state) => ({ ...state, overlay: false }))).overlay, false);
});

test("added cards are put into the page's report, newer ones win", () => {
  const whole = merged(report(listing("1"), listing("2", { in_dom: false })), { ...report(listing("2"), listing("3")), rights: { r: {} } });
  assert.deepEqual(whole.listings.map((one) => one.item_id), ["1", "2", "3"]);
  assert.ok(whole.listings[1].in_dom);
  assert.deepEqual(whole.rights, { r: {} });
});

test("what has scrolled in is on the page", () => {
  const after = shown(report(listing("1", { in_dom: false }), listing("2", { in_dom: false })), new Set(["2", "9"]));
  assert.deepEqual(after.listings.map((one) => one.in_dom), [false, true]);
  assert.equal(shown(null, new Set()), null);
});
