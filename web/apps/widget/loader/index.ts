import type { SwitchboardFunction } from "@switchboard/react/sdk";

import { type Command, createCommands } from "./commands";

/** Takes over from the snippet's queue: what was called before this script came is done now, in order. */
function install(): void {
  const early = window.Switchboard;
  if (early?.loaded) return;
  const run = createCommands(scriptBase());
  const global = ((...command: Command) => run(...command)) as SwitchboardFunction;
  global.loaded = true;
  window.Switchboard = global;
  for (const command of early?.q ?? []) {
    const done = run(...(Array.from(command) as Command));
    if (done instanceof Promise) done.catch(report);
  }
}

/** The folder this script was served from, where the frame and the API are too. */
function scriptBase(): URL {
  const script =
    document.currentScript ?? document.querySelector<HTMLScriptElement>('script[src*="widget.js"]');
  return new URL(".", script instanceof HTMLScriptElement ? script.src : location.href);
}

/** The snippet's calls have no promise to reject; the page's author must still see what was wrong. */
function report(error: unknown): void {
  // eslint-disable-next-line no-console
  console.error(error);
}

install();
