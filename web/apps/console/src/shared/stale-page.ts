const LOADING_FAILED =
  /ChunkLoadError|(?:Failed to load|Loading)(?: CSS)? chunk|dynamically imported module|Importing a module script failed/iu;
const KEY = "switchboard.reloaded";
const PAUSE_MS = 60_000;

/** Whether a part of the page could not be loaded, as in a tab that was open while a new version was installed. */
export function isStalePage(error: unknown): boolean {
  return error instanceof Error && LOADING_FAILED.test(`${error.name}: ${error.message}`);
}

/**
 * Loads the page anew, which brings the parts that go together; at most once a minute, so that a server that is broken
 * does not make it turn in circles.
 */
export function reloadOnce(reload = () => window.location.reload(), now = Date.now()): void {
  try {
    if (now - Number(sessionStorage.getItem(KEY) ?? 0) < PAUSE_MS) return;
    sessionStorage.setItem(KEY, String(now));
  } catch {
    // Without storage nothing would stop a second time: leave it to the person.
    return;
  }
  reload();
}
