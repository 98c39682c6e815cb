// The comparison page of the extension: asks the worker for a picture signal and its two pictures, and shows them.

import { ask, element, voice } from "../shared/page.js";
import { comparison } from "./pictures.js";
import { views } from "./view.js";

const speak = await voice();
const asked = new URLSearchParams(location.search);
document.title = speak.say("compare_title");
element("title").textContent = speak.say("compare_title");
const view = views(speak);

/** The listing, its signal and its right, as the tab has them now. */
async function subject() {
  const { report } = await ask({ type: "state", tab: Number(asked.get("tab")) });
  const listing = report?.listings.find(({ item_id: id }) => id === asked.get("item"));
  const signal = listing?.assessment.signals?.find(
    (one) => one.kind === asked.get("kind") && one.evidence?.image && markwarden.proof.counterpart(one) === asked.get("reference"),
  );
  return report && listing && signal ? { listing, signal, right: (signal.right && report.rights[signal.right]) || null } : null;
}

/** Who else shows the photo. @param {string} item */
async function alike(item) {
  const answer = await ask({ type: "alike", item });
  if (!answer.ok) {
    element("alike-title").textContent = speak.failed(answer.failure).title;
    return;
  }
  const { listings, sellers } = answer.reply;
  element("alike-title").textContent = listings.length ? speak.say("compare_alike", { count: listings.length + 1, sellers }) : speak.say("compare_alike_none");
  element("alike").replaceChildren(
    ...listings.map((one) => {
      const row = document.createElement("li");
      const link = document.createElement("a");
      link.textContent = one.title || one.item_id;
      // Pages write these addresses: only AliExpress's own lead anywhere.
      if (one.url && /^https:\/\/(?:[a-z0-9-]+\.)*aliexpress\.(?:com|us|ru)\//.test(one.url)) link.href = one.url;
      link.rel = "noopener noreferrer";
      link.target = "_blank";
      row.append(link, one.seller?.name ? ` · ${one.seller.name}` : "");
      return row;
    }),
  );
}

/** @param {PictureFile} file */
const blobOf = ({ type, base64 }) => new Blob([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], { type });

async function show() {
  const found = await subject();
  if (found === null) return view.trouble(speak.say("compare_gone"), speak.say("compare_gone_help"));
  const { listing, signal, right } = found;
  const evidence = signal.evidence ?? {};
  element("reason").textContent = speak.reason(signal);
  element("right").textContent = right ? speak.rightLine(right) : "";
  const files = await ask({ type: "comparison", image: String(evidence.image), reference: evidence.reference ?? null });
  if (!files.ok) {
    const { title, help } = speak.failed(files.failure);
    return view.trouble(title, help);
  }
  const { reference, suspect } = files.reply;
  view.show(await comparison(reference && blobOf(reference), blobOf(suspect), evidence), found);
  await alike(listing.item_id);
}

await show();
