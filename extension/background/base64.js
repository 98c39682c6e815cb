// Bytes as text: messages between the parts of an extension carry JSON only.

const PIECE = 0x8000;

/** @param {Uint8Array} data */
export function base64(data) {
  const pieces = [];
  for (let start = 0; start < data.length; start += PIECE) pieces.push(String.fromCharCode(...data.subarray(start, start + PIECE)));
  return btoa(pieces.join(""));
}
