// A comparison as one picture and as data, to be kept as evidence.

import { blank, overlay, pencil, referenceDrawn, suspectDrawn } from "./pictures.js";

/** @typedef {import("./pictures.js").Comparison} Comparison */

const GAP = 16;
const CELL = 480;
const LINE_HEIGHT = 20;

/**
 * @param {Comparison} made @param {string[]} lines said above the pictures @param {string[]} captions of the pictures: reference, listing, aligned, difference
 * @returns {Promise<Blob>} a PNG
 */
export async function sheet(made, lines, captions) {
  const aligned = blank(1, 1);
  overlay(aligned, made, 0.5);
  const cells = [referenceDrawn(made), suspectDrawn(made), ...(made.difference ? [aligned, made.difference] : [])];
  const top = GAP * 2 + lines.length * LINE_HEIGHT;
  const step = CELL + LINE_HEIGHT + GAP;
  const canvas = blank(GAP + 2 * (CELL + GAP), top + Math.ceil(cells.length / 2) * step);
  const pen = pencil(canvas);
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#1d2433";
  pen.textBaseline = "top";
  pen.font = "14px system-ui, sans-serif";
  lines.forEach((line, number) => pen.fillText(line, GAP, GAP + number * LINE_HEIGHT, canvas.width - 2 * GAP));
  cells.forEach((cell, number) => {
    const x = GAP + (number % 2) * (CELL + GAP);
    const y = top + Math.floor(number / 2) * step;
    const scale = Math.min(CELL / cell.width, CELL / cell.height);
    pen.fillText(captions[number], x, y, CELL);
    pen.drawImage(cell, x, y + LINE_HEIGHT, cell.width * scale, cell.height * scale);
  });
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture was made"))), "image/png"));
}

/**
 * What a comparison rests on, so that it can be done again: both digests, the pose, what was measured.
 * @param {Comparison} made @param {Pick<Verdict, "item_id" | "title">} listing @param {Signal} signal @param {RightRef | null} right
 */
export function record(made, listing, signal, right) {
  return {
    format: "markwarden-comparison/1",
    at: new Date().toISOString(),
    listing: { item_id: listing.item_id, title: listing.title },
    right,
    signal,
    reference: signal.evidence?.reference ? { sha256: made.reference.sha256, width: made.reference.canvas.width, height: made.reference.canvas.height } : null,
    picture: { address: signal.evidence?.image ?? null, sha256: made.suspect.sha256, width: made.suspect.canvas.width, height: made.suspect.canvas.height },
    agreeing_share: made.share,
  };
}
