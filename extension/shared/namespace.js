// The one global of the content scripts: an object in the isolated world, which no page can see.
// Classic scripts share it in manifest order; extension pages load the shared ones the same way.
globalThis.markwarden ??= /** @type {Markwarden} */ ({});
