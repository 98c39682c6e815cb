import assert from "node:assert/strict";
import { test } from "node:test";
import { clipped, difference, inverted, laid, outline, project, seenSize } from "../../extension/compare/geometry.js";
import { load } from "./setup.mjs";

/** A picture whose pixels are told by a function of their place. */
function picture(width, height, tone) {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) data.set([...Array(3).fill(tone(x, y)), 255], (y * width + x) * 4);
  return { width, height, data };
}
const texture = (x, y) => (x * 37 + y * 61 + ((x * y) % 23) * 9) % 256;
const shift = [[1, 0, 5], [0, 1, 3], [0, 0, 1]];

test("pictures are seen in at most 640 pixels", () => {
  assert.deepEqual(seenSize({ width: 1280, height: 640 }), { width: 640, height: 320 });
  assert.deepEqual(seenSize({ width: 350, height: 350 }), { width: 350, height: 350 });
});

test("a pose that was undone leads back, also in perspective and mirrored", () => {
  for (const matrix of [shift, [[-0.8, 0.1, 300], [0.05, 0.9, 20], [0, 0, 1]], [[1, 0.1, 4], [0.2, 1.1, 6], [0.0004, 0.0002, 1]]]) {
    const [x, y] = project(inverted(matrix), project(matrix, [31, 77]));
    assert.ok(Math.abs(x - 31) < 1e-6 && Math.abs(y - 77) < 1e-6);
  }
  assert.equal(inverted([[1, 2, 0], [2, 4, 0], [0, 0, 1]]), null);
});

test("an outline that reaches out of a picture is cut at its rim, not bent", () => {
  const size = { width: 20, height: 20 };
  assert.deepEqual(clipped([[5, 5], [15, 5], [15, 15], [5, 15]], size, 2), [[5, 5], [15, 5], [15, 15], [5, 15]]);
  const around = clipped([[-50, -50], [90, -20], [70, 90], [-30, 60]], size, 2);
  for (const corner of [[2, 2], [18, 2], [18, 18], [2, 18]]) assert.ok(around.some(([x, y]) => Math.hypot(x - corner[0], y - corner[1]) < 1e-9));
  // The slanted side keeps its slant: where it leaves the picture it is cut.
  const half = clipped([[10, -10], [30, 10], [10, 30], [-10, 10]], size, 0);
  assert.ok(half.every(([x, y]) => x >= -1e-9 && y >= -1e-9 && x <= 20 + 1e-9 && y <= 20 + 1e-9));
  assert.ok(half.every(([x, y]) => Math.abs(x - 10) + Math.abs(y - 10) <= 20 + 1e-9));
  assert.deepEqual(clipped([[30, 30], [40, 30], [40, 40]], size, 2), []);
});

test("the outline is where the corners come to lie", () => {
  assert.deepEqual(outline(shift, { width: 10, height: 20 }), [[5, 3], [15, 3], [15, 23], [5, 23]]);
});

test("the reference is laid where the pose says, and is nowhere else", () => {
  const reference = picture(10, 8, texture);
  const onto = laid(reference, shift, { width: 20, height: 16 });
  const at = (x, y) => onto.data.slice((y * 20 + x) * 4, (y * 20 + x) * 4 + 4);
  assert.deepEqual(Array.from(at(5 + 4, 3 + 6)), [texture(4, 6), texture(4, 6), texture(4, 6), 255]);
  assert.equal(at(0, 0)[3], 0);
  assert.equal(at(16, 12)[3], 0);
  assert.equal(laid(reference, [[0, 0, 0], [0, 0, 0], [0, 0, 0]], { width: 4, height: 4 }).data.every((value) => value === 0), true);
});

test("a mirrored reference is laid mirrored", () => {
  const onto = laid(picture(10, 8, texture), [[-1, 0, 10], [0, 1, 0], [0, 0, 1]], { width: 10, height: 8 });
  assert.equal(onto.data[0], texture(9, 0));
});

test("a copy in other light agrees, another picture does not", () => {
  const soft = (x, y) => 60 + 50 * Math.sin(x / 4) + 40 * Math.cos(y / 5);
  const reference = picture(60, 60, soft);
  const brighter = difference(reference, picture(60, 60, (x, y) => soft(x, y) * 0.7 + 70));
  assert.ok(brighter.share > 0.98, String(brighter.share));
  const other = difference(reference, picture(60, 60, (x, y) => 60 + 50 * Math.sin(y / 3 + 2) + 40 * Math.cos(x / 7)));
  assert.ok(other.share < 0.6, String(other.share));
  assert.equal(difference({ ...reference, data: new Uint8ClampedArray(reference.data.length) }, reference).share, 0);
});

test("only signals with something to compare are compared, and a glimpse is drawn of what the page shows anyway", () => {
  const { markwarden, document } = load(["content/ids.js", "shared/proof.js"], { html: '<img src="https://ae01.alicdn.com/kf/Sabcdef0123456789.jpg_220x220.jpg">' });
  const evidence = { image: "https://ae-pic-a1.aliexpress-media.com/kf/Sabcdef0123456789.jpg", reference: "a".repeat(64) };
  const photo = { kind: "copied_photo", evidence };
  assert.deepEqual(markwarden.proof.compared([{ kind: "exact", evidence: {} }, photo, { kind: "logo", evidence: { image: evidence.image } }]), [photo]);
  assert.deepEqual(markwarden.proof.compared(undefined), []);
  assert.equal(markwarden.proof.thumbnail({ evidence: { ...evidence, image: "https://ae01.alicdn.com/kf/Sffffff0123456789.jpg" } }, document.querySelectorAll("img")), null);
});
