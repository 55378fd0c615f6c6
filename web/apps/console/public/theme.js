/* global document */
// Sets the chosen theme and density before the first paint, and hides the page's English until another language's
// texts are there. A file of its own, so that the page needs no inline script.
const root = document.documentElement;
let chosen = null;
try {
  const theme = localStorage.getItem("switchboard.theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  if (localStorage.getItem("switchboard.density") === "dense") root.dataset.density = "dense";
  chosen = localStorage.getItem("switchboard.locale");
} catch {
  // Storage may be switched off; the system's theme and the browser's language are used then.
}
const known = [chosen, ...navigator.languages]
  .map((tag) => String(tag).split("-")[0].toLowerCase())
  .find((base) => ["en", "es", "de"].includes(base));
if (known && known !== "en") {
  root.dataset.texts = "coming";
  // Whatever goes wrong, a page in English is better than none.
  setTimeout(() => delete root.dataset.texts, 3000);
}
