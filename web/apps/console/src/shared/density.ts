export type Density = "comfortable" | "dense";

const KEY = "switchboard.density";

/** How much stands on a screen; public/theme.js applies it before the first paint. */
export function applyDensity(density: Density): void {
  const root = document.documentElement;
  if (density === "dense") root.dataset.density = "dense";
  else delete root.dataset.density;
  try {
    if (density === "dense") localStorage.setItem(KEY, density);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage may be switched off; the choice then comes with the settings.
  }
}
