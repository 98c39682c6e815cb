// Runs before anything is drawn: says that scripts run, and takes the browser's light or dark where the settings follow it.
(() => {
  const root = document.documentElement;
  root.classList.add("scripts");
  if (root.dataset.theme !== "auto") return;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => root.setAttribute("data-bs-theme", dark.matches ? "dark" : "light");
  apply();
  dark.addEventListener("change", apply);
})();
