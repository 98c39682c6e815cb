// Item ids and picture keys as AliExpress writes them into addresses. The server's `pages.urls` has the same rules.

(() => {
  const US_OFFSET = 2n ** 51n;
  const HOST = /^(?:[a-z0-9-]{1,63}\.){0,3}aliexpress\.(?:com|us|ru)$/;
  const DEMO = "/markwarden-demo";
  const ITEM = /^\/(?:item|i)\/(?:[^/?#]{0,600}\/)?(\d{8,19})\.html$/;
  const STORE_PRODUCT = /^\/store\/product\/[^/?#]{0,600}\/\d{1,20}_(\d{8,19})\.html$/;
  const LANDING = /^\/(?:ssr|gcp|p|wow)\//;
  const KEY = /\/kf\/([A-Za-z0-9][A-Za-z0-9_.-]{7,80}?)(?:\.(?:jpe?g|png|webp|gif|avif|bmp)|\/([^/?#]{1,300}?)\.(?:jpe?g|png|webp|gif|avif|bmp))(?=[_?#]|$)/i;

  // Chrome's "Save page as" keeps a picture's key in the name of its file.
  const SAVED = /^(?:\.\/|\.\\)?[^?#]{0,500}_files\/(?:saved_resource)?([AHSU][A-Za-z0-9_.-]{20,80}?)\.(?:jpe?g|png|webp|gif|avif|bmp)(?=[_?#(]|$)/i;

  /** .us ids are larger by 2^51: beyond what a number holds exactly. @param {string} id */
  function canonical(id) {
    const number = BigInt(id);
    return String(number > US_OFFSET ? number - US_OFFSET : number);
  }

  /** @param {string} href @param {string} base @returns {string | null} */
  function itemId(href, base) {
    if (!/\d{8}/.test(href)) return null;
    let url;
    try {
      url = new URL(href, base);
    } catch {
      return null;
    }
    const demo = url.hostname === "127.0.0.1" && url.pathname.startsWith(`${DEMO}/`);
    if (!demo && !HOST.test(url.hostname)) return null;
    const path = demo ? url.pathname.slice(DEMO.length) : url.pathname;
    const found = ITEM.exec(path) ?? STORE_PRODUCT.exec(path);
    if (found) return canonical(found[1]);
    if (!LANDING.test(path)) return null;
    for (const [name, value] of url.searchParams) {
      if (name !== "productIds" && name !== "productId") continue;
      const first = /^\s*(\d{8,19})(?=$|[:,;\s_-])/.exec(value);
      if (first) return canonical(first[1]);
    }
    return null;
  }

  /** What names a picture on every host of AliExpress's image network, and in saved pages. @param {string} src @returns {string | null} */
  function imageKey(src) {
    const saved = SAVED.exec(src);
    if (saved) return saved[1];
    const found = KEY.exec(src);
    return !found || (found[2] && /^\d{1,4}x\d{1,4}$/.test(found[2])) ? null : found[1];
  }

  markwarden.ids = { canonical, itemId, imageKey };
})();
