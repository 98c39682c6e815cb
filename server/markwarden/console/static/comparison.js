// The comparison of a picture signal in the console: fetches the two pictures from the server; the extension's code draws them.

const shown = /** @type {HTMLElement} */ (document.getElementById("shown"));
const data = shown.dataset;
/** @typedef {typeof import("../../../../extension/compare/view.js")} View */
/** @typedef {typeof import("../../../../extension/compare/pictures.js")} Pictures */
const { views } = /** @type {View} */ (await import(String(data.view)));
const { comparison } = /** @type {Pictures} */ (await import(String(data.pictures)));
const view = views(markwarden.sentences.speaker(JSON.parse(String(data.strings))));
const subject = JSON.parse(String(data.subject));

/** @param {string} address */
async function picture(address) {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error(`${reply.status} ${reply.statusText}`);
  return reply.blob();
}

try {
  const [reference, suspect] = await Promise.all([data.reference ? picture(data.reference) : null, picture(String(data.suspect))]);
  const made = await comparison(reference, suspect, subject.signal.evidence);
  view.show(made, subject);
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("keep"));
  form?.addEventListener("submit", async (event) => {
    const field = /** @type {HTMLInputElement} */ (document.getElementById("sheet"));
    if (field.files?.length) return;
    event.preventDefault();
    const files = new DataTransfer();
    files.items.add(new File([await view.png(made, subject)], "comparison.png", { type: "image/png" }));
    field.files = files.files;
    form.requestSubmit();
  });
} catch (error) {
  view.trouble(document.title, String(error));
}

export {};
