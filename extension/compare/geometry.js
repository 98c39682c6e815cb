// How the two pictures of a comparison lie on each other. Knows numbers and pixels, no page.

/** @typedef {number[][]} Matrix 3 × 3, pixels of the reference → pixels of the picture */
/** @typedef {{width: number, height: number}} Size */
/** @typedef {[number, number]} Point */
/** @typedef {{width: number, height: number, data: Uint8ClampedArray}} Pixels RGBA; transparent where nothing lies */

// The server looks at pictures in this size at most, and its boxes and matrices count in it.
export const SIDE = 640;
// Difference in brightness (of 255) up to which two pixels agree: above the noise of recompression.
const AGREES = 28;

/** The size in which the server saw a picture. @param {Size} size @returns {Size} */
export function seenSize({ width, height }) {
  const scale = Math.min(1, SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** @param {Matrix} m @param {Point} point @returns {Point} */
export function project(m, [x, y]) {
  const depth = m[2][0] * x + m[2][1] * y + m[2][2];
  return [(m[0][0] * x + m[0][1] * y + m[0][2]) / depth, (m[1][0] * x + m[1][1] * y + m[1][2]) / depth];
}

/** @param {Matrix} m @returns {Matrix | null} null where it cannot be undone */
export function inverted([[a, b, c], [d, e, f], [g, h, i]]) {
  const det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  if (!Number.isFinite(det) || Math.abs(det) < 1e-12) return null;
  return [
    [(e * i - f * h) / det, (c * h - b * i) / det, (b * f - c * e) / det],
    [(f * g - d * i) / det, (a * i - c * g) / det, (c * d - a * f) / det],
    [(d * h - e * g) / det, (b * g - a * h) / det, (a * e - b * d) / det],
  ];
}

/** Where the corners of a picture of this size come to lie, in turn. @param {Matrix} m @param {Size} size @returns {Point[]} */
export function outline(m, { width, height }) {
  return /** @type {Point[]} */ ([[0, 0], [width, 0], [width, height], [0, height]]).map((corner) => project(m, corner));
}

/**
 * What of an outline lies in a picture of this size, `rim` pixels in from its edge, on which a line would be cut off
 * (Sutherland and Hodgman 1974).
 * @param {Point[]} corners @param {Size} size @param {number} rim @returns {Point[]}
 */
export function clipped(corners, { width, height }, rim) {
  /** @type {[0 | 1, number, 1 | -1][]} an axis, a limit on it, and on which side of it a point is inside */
  const sides = [[0, rim, 1], [0, width - rim, -1], [1, rim, 1], [1, height - rim, -1]];
  let points = corners;
  for (const [axis, limit, side] of sides) {
    const within = (/** @type {Point} */ point) => (point[axis] - limit) * side >= 0;
    /** @type {Point[]} */
    const kept = [];
    points.forEach((point, number) => {
      const before = points.at(number - 1) ?? point;
      if (within(point) !== within(before)) {
        const share = (limit - before[axis]) / (point[axis] - before[axis]);
        kept.push([before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])]);
      }
      if (within(point)) kept.push(point);
    });
    points = kept;
  }
  return points;
}

/**
 * The reference as it lies in the picture, transparent where it does not reach.
 * @param {Pixels} source @param {Matrix} matrix @param {Size} size of the picture @returns {Pixels}
 */
export function laid(source, matrix, { width, height }) {
  const data = new Uint8ClampedArray(width * height * 4);
  const back = inverted(matrix);
  if (back === null) return { width, height, data };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [u, v] = project(back, [x + 0.5, y + 0.5]);
      sample(source, u - 0.5, v - 0.5, data, (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

/** One pixel, bilinear. @param {Pixels} source @param {number} x @param {number} y @param {Uint8ClampedArray} out @param {number} at */
function sample({ width, height, data }, x, y, out, at) {
  if (!(x > -0.5 && y > -0.5 && x < width - 0.5 && y < height - 0.5)) return;
  const left = Math.max(0, Math.floor(x));
  const top = Math.max(0, Math.floor(y));
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1);
  const across = Math.min(1, Math.max(0, x - left));
  const down = Math.min(1, Math.max(0, y - top));
  for (let channel = 0; channel < 4; channel += 1) {
    const above = data[(top * width + left) * 4 + channel] * (1 - across) + data[(top * width + right) * 4 + channel] * across;
    const below = data[(bottom * width + left) * 4 + channel] * (1 - across) + data[(bottom * width + right) * 4 + channel] * across;
    out[at + channel] = above * (1 - down) + below * down;
  }
}

/**
 * Where two pictures of one size differ once their brightness and contrast are evened out: the second one dimmed, the
 * differing spots bright. `share` (0–1): how much of the common region agrees.
 * @param {Pixels} laidOn @param {Pixels} picture @returns {{pixels: Pixels, share: number}}
 */
export function difference(laidOn, picture) {
  const common = [];
  for (let at = 0; at < laidOn.data.length; at += 4) if (laidOn.data[at + 3] > 127) common.push(at);
  const one = tones(laidOn, common);
  const other = tones(picture, common);
  const data = new Uint8ClampedArray(picture.data.length);
  for (let at = 0; at < data.length; at += 4) paint(data, at, luminance(picture.data, at) / 5, 0);
  let agreeing = 0;
  const contrast = one.deviation > 1 ? other.deviation / one.deviation : 1;
  for (const at of common) {
    const expected = (luminance(laidOn.data, at) - one.mean) * contrast + other.mean;
    const apart = Math.abs(expected - luminance(picture.data, at));
    if (apart <= AGREES) agreeing += 1;
    paint(data, at, luminance(picture.data, at) / 3, apart <= AGREES ? 0 : apart * 3);
  }
  return { pixels: { width: picture.width, height: picture.height, data }, share: common.length ? agreeing / common.length : 0 };
}

/** @param {Uint8ClampedArray} data @param {number} at @param {number} ground @param {number} heat */
function paint(data, at, ground, heat) {
  data[at] = ground + heat;
  data[at + 1] = ground + heat * 0.62;
  data[at + 2] = ground + Math.max(0, heat - 255);
  data[at + 3] = 255;
}

/** @param {Uint8ClampedArray} data @param {number} at */
const luminance = (data, at) => 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];

/** @param {Pixels} pixels @param {number[]} places */
function tones({ data }, places) {
  let sum = 0;
  let squares = 0;
  for (const at of places) {
    const tone = luminance(data, at);
    sum += tone;
    squares += tone * tone;
  }
  const mean = sum / Math.max(1, places.length);
  return { mean, deviation: Math.sqrt(Math.max(0, squares / Math.max(1, places.length) - mean * mean)) };
}
