import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, beforeEach, test } from "node:test";
import { fakeChrome } from "./setup.mjs";

const fake = fakeChrome();
globalThis.chrome = fake.chrome;
const { leavePictures, lookAtPictures } = await import("../../extension/background/pictures.js");
const { change, keepToken } = await import("../../extension/background/settings.js");

const TAB = 7;
const own = globalThis.fetch;
/** Batches that were handed over and are not answered: the keys, and the answer to them. */
let asked;
/** Keys that were let go. */
let left;
/** Called when anything of that came. */
let came;

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString("latin1");
  const reply = (status, value) => response.writeHead(status, { "Content-Type": "application/json", "Markwarden-Api": "1.0" }).end(value && JSON.stringify(value));
  if (request.url === "/api/v1/images") {
    const keys = [...body.matchAll(/; name="([^"]+)"/g)].map(([, key]) => key);
    const answer = (state) => reply(200, { images: keys.map((key) => ({ key, state })), listings: [], rights: {} });
    asked.push({ keys, answer, refuse: () => reply(500, { error: { code: "internal", message: "broken" } }) });
  } else if (request.url === "/api/v1/images/left") {
    left.push(...JSON.parse(body).keys);
    reply(204);
  } else throw new Error(`${request.url} was not to be asked`);
  came();
});

/** Until something holds that what comes from the browser makes true. */
async function until(holds) {
  while (!holds()) await new Promise((resolve) => (came = resolve));
}

before(async () => {
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  await change({ port: server.address().port });
  await keepToken("secret");
  globalThis.fetch = async (url, options) => (String(url).startsWith("https:") ? new Response("bytes") : own(url, options));
});
after(() => {
  globalThis.fetch = own;
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  left = [];
  came = () => undefined;
});

const pictures = (count) => Array.from({ length: count }, (_, number) => ({ key: `key-${String(number).padStart(4, "0")}`, url: `https://ae01.alicdn.com/kf/${number}.jpg`, item_ids: [] }));

test("the next batch is handed over while the server looks at one, and no more than that", { timeout: 20_000 }, async () => {
  const wanted = pictures(30);
  const seen = [];
  const done = lookAtPictures(TAB, wanted, async (report) => void seen.push(...report.images.map(({ key }) => key)));
  await until(() => asked.length === 2);
  const keys = wanted.map(({ key }) => key);
  assert.deepEqual(asked.map((batch) => batch.keys.toSorted()), [keys.slice(0, 8), keys.slice(8, 16)]);
  asked[1].answer("done");
  await until(() => asked.length === 3);
  assert.deepEqual(asked[2].keys.toSorted(), keys.slice(16, 24));
  assert.deepEqual(seen.toSorted(), keys.slice(8, 16));
  asked[0].answer("done");
  await until(() => asked.length === 4);
  asked[2].answer("done");
  asked[3].answer("done");
  await done;
  assert.deepEqual(seen.toSorted(), keys);
});

test("a server that is gone is handed nothing more", { timeout: 20_000 }, async () => {
  const done = lookAtPictures(TAB, pictures(40), async () => assert.fail("nothing was answered"));
  await until(() => asked.length === 2);
  asked[0].refuse();
  asked[1].refuse();
  await done;
  assert.equal(asked.length, 2);
});

test("what was under way when the page was left is let go, and nothing more is handed over", { timeout: 20_000 }, async () => {
  const done = lookAtPictures(TAB, pictures(40), async () => assert.fail("the page was left"));
  await until(() => asked.length === 2);
  leavePictures(TAB);
  for (const batch of asked) batch.answer("pending");
  await done;
  assert.deepEqual(left.toSorted(), asked.flatMap(({ keys }) => keys).toSorted());
  assert.equal(asked.length, 2);
});
