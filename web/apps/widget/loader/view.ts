import type { Theme } from "../shared/protocol";
import { load as loadPart } from "./part";
import type { Cover } from "./parts/cover";
import { STYLES } from "./styles";
import { ENGLISH, type LoaderTexts } from "./texts";

/** What can be changed at any time. */
export interface Look {
  color?: string | undefined;
  side?: "left" | "right" | undefined;
  offset?: { x?: number; y?: number } | undefined;
  theme?: Theme | undefined;
  /** An SVG path of 24 by 24. */
  icon?: string | undefined;
  /** Stands beside the icon. */
  text?: string | undefined;
}

export interface View {
  readonly frame: HTMLIFrameElement | null;
  /** Makes the iframe if there is none yet, and a new one in place of one that did not load. */
  load: () => void;
  open: () => void;
  close: () => void;
  isOpen: () => boolean;
  /** The chat in the frame is there. */
  setReady: () => void;
  setVisible: (visible: boolean) => void;
  setUnread: (count: number) => void;
  setLook: (look: Look) => void;
  setTexts: (texts: LoaderTexts) => void;
  remove: () => void;
}

const SVG = "http://www.w3.org/2000/svg";
const CHAT = "M21 11.5a8.5 8.5 0 0 1-12.6 7.4L3 20.5l1.6-5.2A8.5 8.5 0 1 1 21 11.5z";
const CROSS = "M18 6 6 18M6 6l12 12";

/** How long a frame may take, before the visitor is told that it does not come. */
const LOADS_WITHIN_MS = 20_000;
/** How long a page that has loaded may take to say that it is the chat. */
const SPEAKS_WITHIN_MS = 5_000;

/**
 * Builds the launcher and the panel in a closed shadow root. No markup strings: Trusted Types have nothing to refuse.
 *
 * @param base where the parts of the loader are
 * @param end whose signal ends what listens
 * @param src the frame's address, once it is wanted: when the pointer or the focus comes near
 * @param onFailed the frame did not load; trying goes on while the panel is open
 */
export function createView(
  base: URL,
  end: { signal: AbortSignal },
  src: () => string,
  onToggle: () => void,
  onFailed: () => void,
): View {
  const host = document.createElement("switchboard-widget");
  const shadow = host.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  shadow.adoptedStyleSheets = [sheet];

  const root = element("div", { id: "r" });
  const badge = element("b", { hidden: true });
  const beside = element("i", {});
  const button = element("button", { ariaExpanded: "false" });
  const drawing = icon("c", CHAT, button);
  icon("x", CROSS, button);
  button.append(beside, badge);
  const panel = element("div", { className: "p", role: "dialog", hidden: true });
  const notice = element("p", { role: "status" });
  panel.append(notice);
  root.append(panel, button);
  shadow.append(root);
  const stay = attach(host);

  let frame: HTMLIFrameElement | null = null;
  let ready = false;
  let failed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let cover: Cover | undefined;
  let texts = ENGLISH;
  let unread = 0;
  let before: Element | null = null;
  const isOpen = (): boolean => !panel.hidden;
  const label = (): void => {
    const word = isOpen() ? texts.close : texts.open;
    const count = unread ? `, ${texts.unread(unread)}` : "";
    button.ariaLabel = word + count;
    panel.ariaLabel = texts.title;
    notice.textContent = failed ? texts.failed : "";
    if (frame) frame.title = texts.title;
  };
  const wait = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (ready) return;
      if (!failed) onFailed();
      failed = true;
      label();
      if (isOpen() && ms === SPEAKS_WITHIN_MS) load();
    }, ms);
  };
  const load = (): void => {
    if (frame && !failed) return;
    frame?.remove();
    frame = element("iframe", {
      src: src(),
      allow: "clipboard-write; microphone; autoplay; fullscreen",
    });
    // Browsers say "load" of their own error page too.
    frame.onload = () => wait(SPEAKS_WITHIN_MS);
    wait(LOADS_WITHIN_MS);
    panel.append(frame);
    label();
  };
  const show = (open: boolean): void => {
    panel.hidden = !open;
    button.ariaExpanded = String(open);
    label();
    loadPart(base, "cover").then(
      ({ coverPage }) => (cover ??= coverPage(panel, isOpen, () => ready)).update(),
      () => undefined,
    );
  };

  button.addEventListener("click", onToggle);
  for (const near of ["pointerenter", "focus"]) button.addEventListener(near, load);
  addEventListener("online", () => failed && load(), end);
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) onToggle();
  });
  label();

  return {
    get frame() {
      return frame;
    },
    load,
    isOpen,
    open: () => {
      before = document.activeElement === host ? button : document.activeElement;
      load();
      show(true);
      // A page that did not load would keep the keys, Escape too.
      (ready ? frame : button)?.focus();
    },
    close: () => {
      show(false);
      focusAgain(before, button);
    },
    setReady: () => {
      ready = true;
      failed = false;
      root.classList.add("k");
      label();
      cover?.update();
      if (isOpen() && document.activeElement === host) frame?.focus();
    },
    setVisible: (visible) => {
      host.hidden = !visible;
    },
    setUnread: (count) => {
      unread = count;
      badge.textContent = count > 99 ? "99+" : String(count);
      badge.hidden = count === 0;
      label();
    },
    setLook: ({ color, side, offset, theme, icon: path, text }) => {
      const { style } = root;
      if (color) {
        style.setProperty("--c", color);
        style.setProperty("--on", isPale(color) ? "#101814" : "#fff");
      }
      if (side) root.classList.toggle("l", side === "left");
      for (const axis of ["x", "y"] as const) {
        if (offset?.[axis] !== undefined) style.setProperty(`--${axis}`, `${offset[axis]}px`);
      }
      if (theme) style.colorScheme = theme === "auto" ? "" : theme;
      if (path) drawing.setAttribute("d", path);
      if (text !== undefined) beside.textContent = text;
    },
    setTexts: (next) => {
      texts = next;
      label();
    },
    remove: () => {
      panel.hidden = true;
      clearTimeout(timer);
      cover?.stop();
      stay();
      host.remove();
    },
  };
}

/**
 * Puts the host beside <body>, not in it: frameworks that swap the body leave it alone. Those that empty the document
 * take it along, so it comes back. The top layer keeps it in place where the page's root is transformed.
 *
 * @returns what ends that
 */
function attach(host: HTMLElement): () => void {
  const add = (): void => {
    if (host.isConnected) return;
    document.documentElement.append(host);
    try {
      host.popover = "manual";
      host.showPopover();
    } catch {
      // An older browser: the highest z-index has to do.
    }
  };
  add();
  const watch = new MutationObserver(add);
  watch.observe(document, { childList: true });
  watch.observe(document.documentElement, { childList: true });
  return () => watch.disconnect();
}

/** The focus goes back where it was, or to the launcher when that is gone or was nowhere. */
function focusAgain(before: Element | null, button: HTMLElement): void {
  const usable = before?.isConnected && before !== document.body;
  ((usable ? before : button) as HTMLElement).focus();
}

/** Whether dark text is easier to read on it; luminance as in WCAG 2.2, with a plain power for its curve. */
function isPale(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (at) => (parseInt(color.slice(at, at + 2), 16) / 255) ** 2.2,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.183;
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(name), properties);
}

/** Puts an icon into the button; returns its line. */
function icon(className: string, path: string, button: HTMLElement): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  svg.setAttribute("class", className);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  svg.append(line);
  button.append(svg);
  return line;
}
