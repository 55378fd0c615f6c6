import type { SwitchboardEvent, SwitchboardFunction, SwitchboardListener } from "./sdk";

/** Where the script comes from. */
export interface ScriptOptions {
  /** Your Switchboard's address, such as https://chat.example.com */
  baseUrl: string;
  /** The page's CSP nonce, if it has one. */
  nonce?: string | undefined;
}

type Command =
  | "boot"
  | "update"
  | "identify"
  | "shutdown"
  | "open"
  | "close"
  | "toggle"
  | "show"
  | "hide"
  | "newMessage"
  | "track"
  | "setLocale"
  | "setTheme";

/** The widget's script, asked for once however many ask; on a server nothing ever happens. */
export interface Client {
  call: (command: Command, ...given: unknown[]) => Promise<void>;
  /** @returns what ends it */
  on: <Event extends SwitchboardEvent>(
    event: Event,
    listener: SwitchboardListener<Event>,
  ) => () => void;
}

const scripts = new Map<string, Promise<SwitchboardFunction>>();

export function createClient(options: ScriptOptions): Client {
  return {
    call: async (command, ...given) => {
      if (typeof window === "undefined") return;
      const run = (await loadScript(options)) as (...call: unknown[]) => Promise<void>;
      await run(command, ...given);
    },
    on: (event, listener) => {
      if (typeof window === "undefined") return () => undefined;
      let ended = false;
      let end: () => void = () => undefined;
      loadScript(options).then(
        (run) => {
          if (!ended) end = run("on", event, listener);
        },
        () => undefined,
      );
      return () => {
        ended = true;
        end();
      };
    },
  };
}

function loadScript({ baseUrl, nonce }: ScriptOptions): Promise<SwitchboardFunction> {
  if (window.Switchboard?.loaded) return Promise.resolve(window.Switchboard);
  const src = `${baseUrl.replace(/\/+$/u, "")}/widget.js`;
  const known = scripts.get(src);
  if (known) return known;
  const loading = addScript(src, nonce);
  scripts.set(src, loading);
  // Next time it may come: a network that was away, a blocker that was switched off.
  loading.catch(() => scripts.delete(src));
  return loading;
}

/** Takes the tag that the page has already, if it has the usual snippet too. */
function addScript(src: string, nonce?: string): Promise<SwitchboardFunction> {
  return new Promise((resolve, reject) => {
    const standing = document.querySelector<HTMLScriptElement>(`script[src="${CSS.escape(src)}"]`);
    const script = standing ?? document.createElement("script");
    script.addEventListener("load", () => {
      const { Switchboard } = window;
      if (Switchboard?.loaded) resolve(Switchboard);
    });
    script.addEventListener("error", () => {
      script.remove();
      reject(new Error(`Switchboard: ${src} could not be loaded`));
    });
    if (standing) return;
    if (nonce) script.nonce = nonce;
    script.async = true;
    script.src = trusted(src);
    document.head.append(script);
  });
}

interface TrustedTypes {
  createPolicy: (
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ) => { createScriptURL: (url: string) => string };
}

let policy: ReturnType<TrustedTypes["createPolicy"]> | undefined;

/** Where a page requires Trusted Types, it has to allow the policy `switchboard`. */
function trusted(src: string): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy("switchboard", { createScriptURL: (url) => url });
  return policy ? policy.createScriptURL(src) : src;
}
