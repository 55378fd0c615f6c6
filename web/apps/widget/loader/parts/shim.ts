import type { SwitchboardFunction } from "@switchboard/react/sdk";

/**
 * What the scripts for pages of other chats share. Each is one file that runs as a classic script and as a module, as
 * these pages load them both ways: so it has no import, and finds its own address by itself.
 */
export interface Origin {
  /** The widget key in the address: intercom.js?key=wk_… */
  key: string | undefined;
  /** The folder of widget.js. */
  base: URL;
}

/** @param name the script's file name */
export function originOf(name: string): Origin {
  const tag = document.currentScript ?? document.querySelector(`script[src*="/parts/${name}"]`);
  const url = new URL(tag instanceof HTMLScriptElement ? tag.src : addressInStack(name));
  return { key: url.searchParams.get("key") ?? undefined, base: new URL("../..", url) };
}

/** A script that was loaded by `import()` has no tag; the address stands where an error was made. */
function addressInStack(name: string): string {
  const stack = String(new Error("for its address").stack);
  return (
    new RegExp(`https?://[^\\s()]*/parts/${name}[^\\s():]*`, "u").exec(stack)?.[0] ?? location.href
  );
}

/** A key of ours, wherever a page has room for its old one. */
export function keyFrom(...values: unknown[]): string {
  const keys = values.map(text);
  return keys.find((key) => key?.startsWith("wk_")) ?? keys.find(Boolean) ?? "";
}

/**
 * Our function, or its queue while the script is still on its way: what is asked of it then waits. Not to be kept: once
 * the script has come, it is another one.
 */
export function switchboard(): SwitchboardFunction {
  const { Switchboard } = window;
  if (Switchboard) return Switchboard;
  const queue = ((...call: unknown[]) =>
    void queue.q?.push(call)) as unknown as SwitchboardFunction;
  queue.q = [];
  return (window.Switchboard = queue);
}

/** Loads widget.js where the page does not do so itself. Where Trusted Types forbid it, the page has to. */
export function loadWidget(base: URL): void {
  if (switchboard().loaded || document.querySelector('script[src*="/widget.js"]')) return;
  try {
    const script = document.createElement("script");
    script.async = true;
    script.src = new URL("widget.js", base).href;
    document.head.append(script);
  } catch (error) {
    // eslint-disable-next-line no-console
    console.error(error);
  }
}

/** What the chat's state is now, for calls that answer at once. */
export interface State {
  open: boolean;
  visible: boolean;
  unread: number;
}

export function watchState(): State {
  const state: State = { open: false, visible: true, unread: 0 };
  const call = switchboard();
  call("on", "open", () => (state.open = state.visible = true));
  call("on", "close", () => (state.open = false));
  call("on", "unread", (count) => (state.unread = count));
  return state;
}

/** Only the texts: other chats' attributes hold whatever a site once put there. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Without what is missing. */
export function given<Fields extends Record<string, unknown>>(
  fields: Fields,
): {
  [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
} {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as ReturnType<typeof given<Fields>>;
}
