import type * as icons from "./parts/icons";
import type * as visits from "./parts/visits";
import type { LoaderTexts } from "./texts";

/** What only some pages need: files of their own beside the script, loaded when they are wanted. */
export interface Part {
  visits: typeof visits;
  icons: typeof icons;
  [texts: `texts/${string}`]: { default: LoaderTexts };
}

/** `import()` hands on the trust that a page's policy has in the script, and no Trusted Type is asked for. */
export function load<Name extends keyof Part>(base: URL, name: Name): Promise<Part[Name]> {
  return import(/* @vite-ignore */ `${base.href}widget/parts/${name}.js`) as Promise<Part[Name]>;
}
