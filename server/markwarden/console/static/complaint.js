// One complaint: the letter's length while typing, and a copy button for each value. The page works without it.

const letter = /** @type {HTMLTextAreaElement | null} */ (document.querySelector("textarea.letter"));
const shown = document.querySelector("[data-length]");
letter?.addEventListener("input", () => {
  const count = [...letter.value].length;
  const most = Number(letter.dataset.most ?? Infinity);
  if (shown !== null) shown.textContent = String(count);
  shown?.parentElement?.classList.toggle("overdue", count > most);
});

for (const found of document.querySelectorAll("[data-copy-text]")) {
  const button = /** @type {HTMLButtonElement} */ (found);
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copyText ?? "");
    button.textContent = button.dataset.copied ?? "";
  });
}
