import type { SwitchboardFunction } from "@switchboard/react/sdk";

import { type Command, createCommands } from "./commands";

/** Takes over from the snippet's queue: what was called before this script came is done now, in order. */
function install(): void {
  const early = window.Switchboard;
  if (early?.loaded) return;
  const run = createCommands(scriptBase());
  window.Switchboard = Object.assign(run as SwitchboardFunction, { loaded: true as const });
  for (const command of early?.q ?? []) {
    const done = run(...(Array.from(command) as Command));
    // The snippet's calls have no promise to reject; the page's author must still see what was wrong.
    // eslint-disable-next-line no-console
    if (done instanceof Promise) done.catch(console.error);
  }
}

/** The folder this script was served from, where the frame and the API are too. */
function scriptBase(): URL {
  const script = (document.currentScript ??
    document.querySelector('script[src*="widget.js"]')) as HTMLScriptElement | null;
  return new URL(".", script?.src ?? location.href);
}

install();
