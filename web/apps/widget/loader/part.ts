import type * as cover from "./parts/cover";
import type * as icons from "./parts/icons";
import type * as visits from "./parts/visits";
import type { LoaderTexts } from "./texts";

/** What only some pages need: files of their own beside the script, loaded when they are wanted. */
export interface Part {
  cover: typeof cover;
  visits: typeof visits;
  icons: typeof icons;
  [texts: `texts/${string}`]: { default: LoaderTexts };
}

/** `import()` hands on the trust that a page's policy has in the script, and no Trusted Type is asked for. */
export function load<Name extends keyof Part>(base: URL, name: Name): Promise<Part[Name]> {
  return import(/* @vite-ignore */ `${base.href}widget/parts/${name}.js`) as Promise<Part[Name]>;
}

const MAX_WAIT_MS = 1000;

/** What the work brings, or nothing when it fails or takes over a second: no promise of ours hangs on the network. */
export function within<T>(work: Promise<T>): Promise<T | undefined> {
  return Promise.race([
    work.catch(() => undefined),
    new Promise<undefined>((resolve) => setTimeout(resolve, MAX_WAIT_MS)),
  ]);
}
