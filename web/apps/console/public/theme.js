/* global document */
// Sets the chosen theme before the first paint. A file of its own, so that the page needs no inline script.
try {
  const theme = localStorage.getItem("switchboard.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be switched off; the system's theme is used then.
}
