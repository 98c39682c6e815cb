// A figure that is being tried: its section is asked for again until the trial is through. Without scripts the page is loaded again by hand.

const EVERY_MS = 2500;

async function look() {
  const shown = document.getElementById("figures");
  if (!shown || !("waiting" in shown.dataset)) return;
  // What is open on the section, or typed into it, is not taken away under a person's hands.
  if (!document.hidden && !shown.contains(document.activeElement)) {
    const reply = await fetch(location.href).catch(() => null);
    if (reply?.ok) {
      const fresh = new DOMParser().parseFromString(await reply.text(), "text/html").getElementById("figures");
      if (fresh && fresh.textContent !== shown.textContent) shown.replaceWith(document.adoptNode(fresh));
    }
  }
  setTimeout(look, EVERY_MS);
}
setTimeout(look, EVERY_MS);
