// The two pictures of a comparison and what is drawn of them. Knows canvases, nothing of the page around them.

import { clipped, difference, inverted, laid, outline, seenSize } from "./geometry.js";

/** @typedef {import("./geometry.js").Point} Point */
/** @typedef {{canvas: HTMLCanvasElement, pixels: ImageData, sha256: string}} Seen a picture in the size in which the server saw it */

const LINE = "#ffd400";
const ENLARGED = 480;

/**
 * Both pictures, decoded, and how they lie on each other.
 * @typedef {{
 *   reference: Seen, suspect: Seen, matrix: number[][] | null, box: number[] | null,
 *   laid: HTMLCanvasElement | null, difference: HTMLCanvasElement | null, share: number | null,
 * }} Comparison
 */

/**
 * @param {Blob | null} reference null: words were read; their place enlarged stands for it
 * @param {Blob} suspect @param {Schemas["Evidence"]} evidence
 * @returns {Promise<Comparison>}
 */
export async function comparison(reference, suspect, evidence) {
  const other = await seen(suspect);
  const one = reference === null ? enlarged(other, evidence.box ?? null) : await seen(reference);
  const matrix = evidence.matrix && inverted(evidence.matrix) ? evidence.matrix : null;
  const made = { reference: one, suspect: other, matrix, box: evidence.box ?? null, laid: null, difference: null, share: null };
  if (matrix === null) return made;
  const size = { width: other.canvas.width, height: other.canvas.height };
  const onto = laid(one.pixels, matrix, size);
  const { pixels, share } = difference(onto, other.pixels);
  return { ...made, laid: canvasOf(onto), difference: canvasOf(pixels), share };
}

/** A place in a picture, a little more than it and at least this wide. @param {Seen} source @param {number[] | null} box @returns {Seen} */
function enlarged({ canvas, sha256 }, box) {
  const [x, y, width, height] = box ?? [0, 0, canvas.width, canvas.height];
  const room = height / 2;
  const left = Math.max(0, x - room);
  const top = Math.max(0, y - room);
  const across = Math.min(canvas.width, x + width + room) - left;
  const down = Math.min(canvas.height, y + height + room) - top;
  const scale = Math.max(1, Math.min(ENLARGED / across, ENLARGED / down));
  const made = blank(Math.round(across * scale), Math.round(down * scale));
  const pen = pencil(made);
  pen.drawImage(canvas, left, top, across, down, 0, 0, made.width, made.height);
  return { canvas: made, pixels: pen.getImageData(0, 0, made.width, made.height), sha256 };
}

/** @param {Blob} file @returns {Promise<Seen>} */
async function seen(file) {
  const data = await file.arrayBuffer();
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const { width, height } = seenSize({ width: image.naturalWidth, height: image.naturalHeight });
    const canvas = blank(width, height);
    const pen = pencil(canvas);
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, width, height);
    pen.drawImage(image, 0, 0, width, height);
    return { canvas, pixels: pen.getImageData(0, 0, width, height), sha256: await digest(data) };
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** @param {ArrayBuffer} data */
async function digest(data) {
  const hash = await crypto.subtle.digest("SHA-256", data);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {number} width @param {number} height */
export function blank(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

/** @param {HTMLCanvasElement} canvas */
export const pencil = (canvas) => /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));

/** @param {import("./geometry.js").Pixels} pixels */
function canvasOf({ width, height, data }) {
  const canvas = blank(width, height);
  pencil(canvas).putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  return canvas;
}

/** The reference, with the part that the listing shows outlined. @param {Comparison} made @returns {HTMLCanvasElement} */
export function referenceDrawn({ reference, suspect, matrix }) {
  const back = matrix && inverted(matrix);
  return outlined(reference.canvas, back ? outline(back, suspect.canvas) : null);
}

/** The listing's picture, with where the reference lies outlined. @param {Comparison} made @returns {HTMLCanvasElement} */
export function suspectDrawn({ reference, suspect, matrix, box }) {
  if (matrix) return outlined(suspect.canvas, outline(matrix, reference.canvas));
  if (!box) return outlined(suspect.canvas, null);
  const [x, y, width, height] = box;
  return outlined(suspect.canvas, [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]);
}

/** @param {HTMLCanvasElement} source @param {Point[] | null} corners */
function outlined(source, corners) {
  const { width, height } = source;
  const canvas = blank(width, height);
  const pen = pencil(canvas);
  pen.drawImage(source, 0, 0);
  if (corners === null) return canvas;
  const inside = clipped(corners, { width, height }, 2);
  for (const [colour, thick] of /** @type {const} */ ([["#000", 5], [LINE, 3]])) {
    pen.strokeStyle = colour;
    pen.lineWidth = thick;
    pen.beginPath();
    for (const [x, y] of inside) pen.lineTo(x, y);
    pen.closePath();
    pen.stroke();
  }
  return canvas;
}

/** The reference over the listing's picture. @param {HTMLCanvasElement} canvas @param {Comparison} made @param {number} mix 0: the picture alone, 1: the reference */
export function overlay(canvas, made, mix) {
  const { width, height } = made.suspect.canvas;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const pen = pencil(canvas);
  pen.globalAlpha = 1;
  pen.drawImage(made.suspect.canvas, 0, 0);
  if (made.laid === null) return;
  pen.globalAlpha = mix;
  pen.drawImage(made.laid, 0, 0);
  pen.globalAlpha = 1;
}
