import type { FromFrame, Identity, WidgetEvent } from "../shared/protocol";
import { uuid } from "../shared/uuid";
import { type Bridge, createBridge } from "./bridge";
import { createView, type View } from "./view";

export interface BootOptions extends Identity {
  /** The inbox's widget key. */
  key: string;
  /** BCP 47; the page's or the browser's language if missing. */
  locale?: string;
  side?: "left" | "right";
  /** "#rrggbb"; the inbox's colour if missing. */
  color?: string;
  /** Begin without the launcher; `open` still works. */
  hideLauncher?: boolean;
}

export type Emit = (name: WidgetEvent, data?: unknown) => void;

const CONFIG_WAIT_MS = 1000;

/** One booted widget: the launcher, the panel and the line to the frame in it. */
export class Widget {
  private constructor(
    private readonly view: View,
    private readonly bridge: Bridge,
    private readonly emit: Emit,
  ) {}

  /**
   * Shows the launcher. The frame itself loads when the visitor comes near the launcher or, if they have a
   * conversation already, when the page is idle; a page that nobody chats on pays only for this script.
   *
   * @throws Error if the server says that there is no such key
   */
  static async boot(base: URL, options: BootOptions, emit: Emit): Promise<Widget> {
    const color = options.color ?? (await inboxColor(base, options.key));
    const nonce = uuid();
    const locale = options.locale ?? (document.documentElement.lang || navigator.language);
    const view = createView({
      src: frameAddress(base, options, locale, nonce),
      locale,
      side: options.side ?? "right",
      onToggle: () => (view.isOpen() ? widget.close() : widget.open()),
      onNear: () => view.load(),
    });
    const hear = (body: FromFrame): void => widget.hear(body, options.key);
    const bridge = createBridge(base.origin, nonce, () => view.frame, hear);
    const widget = new Widget(view, bridge, emit);
    if (color) view.setColor(color);
    if (options.hideLauncher) view.setVisible(false);
    const { name, email, token } = options;
    if (name ?? email ?? token) void widget.identify(options);
    if (recall(options.key)) whenIdle(() => view.load());
    return widget;
  }

  open(): void {
    this.view.setVisible(true);
    if (this.view.isOpen()) return;
    this.view.open();
    void this.bridge.ask({ type: "opened" });
    this.emit("open");
  }

  close(): void {
    if (!this.view.isOpen()) return;
    this.view.close();
    void this.bridge.ask({ type: "closed" });
    this.emit("close");
  }

  toggle(): void {
    if (this.view.isOpen()) this.close();
    else this.open();
  }

  show(): void {
    this.view.setVisible(true);
  }

  hide(): void {
    this.close();
    this.view.setVisible(false);
  }

  /** Opens the panel with this text in the box, unsent. */
  newMessage(text = ""): Promise<void> {
    this.open();
    return this.bridge.ask({ type: "newMessage", text });
  }

  /** Tells who the visitor is; with a signed token also proves it. */
  identify({ name, email, token }: Identity): Promise<void> {
    const identity: Identity = {
      ...(name ? { name } : {}),
      ...(email ? { email } : {}),
      ...(token ? { token } : {}),
    };
    return this.bridge.ask({ type: "identify", identity });
  }

  update(options: Partial<BootOptions>): Promise<void> {
    if (options.color) this.view.setColor(options.color);
    if (options.hideLauncher !== undefined) this.view.setVisible(!options.hideLauncher);
    const { name, email, token } = options;
    return (name ?? email ?? token) ? this.identify(options) : Promise.resolve();
  }

  /** Signs the visitor out of this browser and takes everything off the page. */
  async shutdown(): Promise<void> {
    if (this.view.frame) await this.bridge.ask({ type: "shutdown" });
    this.bridge.stop();
    this.view.remove();
  }

  private hear(body: FromFrame, key: string): void {
    if (body.type === "ready") this.emit("ready");
    else if (body.type === "close") this.close();
    else if (body.type === "known") remember(key, body.known);
    else if (body.type === "unread") {
      this.view.setUnread(body.count);
      this.emit("unread", body.count);
    } else if (body.type === "event") this.emit(body.name, body.data);
  }
}

/** The part after # never reaches a server; the nonce belongs there. */
function frameAddress(base: URL, options: BootOptions, locale: string, nonce: string): string {
  const url = new URL("widget/", base);
  url.search = String(new URLSearchParams({ key: options.key, locale }));
  url.hash = String(new URLSearchParams({ nonce, host: location.origin, page: location.href }));
  return url.href;
}

/** The inbox's colour, or nothing when it cannot be had in time or the page's `connect-src` forbids to ask. */
async function inboxColor(base: URL, key: string): Promise<string | undefined> {
  const url = new URL(`api/v1/widget/config?key=${encodeURIComponent(key)}`, base);
  let answer: Response;
  try {
    answer = await fetch(url, { credentials: "omit", signal: AbortSignal.timeout(CONFIG_WAIT_MS) });
  } catch {
    return undefined;
  }
  if (answer.status === 404) throw new Error(`Switchboard: there is no widget with the key ${key}`);
  const config = (await answer.json().catch(() => ({}))) as { color?: string };
  return answer.ok ? config.color : undefined;
}

function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(run, { timeout: 3000 });
  else setTimeout(run, 1000);
}

function remember(key: string, known: boolean): void {
  try {
    if (known) localStorage.setItem(`switchboard:${key}`, "1");
    else localStorage.removeItem(`switchboard:${key}`);
  } catch {
    // Without storage the frame loads on demand only.
  }
}

function recall(key: string): boolean {
  try {
    return localStorage.getItem(`switchboard:${key}`) === "1";
  } catch {
    return false;
  }
}
