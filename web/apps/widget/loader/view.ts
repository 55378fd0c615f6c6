import type { Theme } from "../shared/protocol";
import { FULL_SCREEN, STYLES } from "./styles";
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
  /** Makes the iframe if there is none yet. */
  load: () => HTMLIFrameElement;
  open: () => void;
  close: () => void;
  isOpen: () => boolean;
  setVisible: (visible: boolean) => void;
  setUnread: (count: number) => void;
  setLook: (look: Look) => void;
  setTexts: (texts: LoaderTexts) => void;
  remove: () => void;
}

const SVG = "http://www.w3.org/2000/svg";
const CHAT = "M21 11.5a8.5 8.5 0 0 1-12.6 7.4L3 20.5l1.6-5.2A8.5 8.5 0 1 1 21 11.5z";
const CROSS = "M18 6 6 18M6 6l12 12";

/**
 * Builds the launcher and the panel in a closed shadow root. No markup strings: Trusted Types have nothing to refuse.
 *
 * @param src the frame's address, once it is wanted: when the pointer or the focus comes near
 */
export function createView(src: () => string, onToggle: () => void): View {
  const host = document.createElement("switchboard-widget");
  const shadow = host.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  shadow.adoptedStyleSheets = [sheet];

  const root = element("div", { id: "r" });
  const badge = element("b", { hidden: "" });
  const beside = element("i", {});
  const button = element("button", {
    type: "button",
    "aria-expanded": "false",
    "aria-controls": "p",
  });
  const [symbol, drawing] = icon("c", CHAT);
  button.append(symbol, icon("x", CROSS)[0], beside, badge);
  const panel = element("div", { id: "p", class: "p", role: "dialog", hidden: "" });
  root.append(panel, button);
  shadow.append(root);
  const stay = attach(host);

  let frame: HTMLIFrameElement | null = null;
  let texts = ENGLISH;
  let unread = 0;
  let before: Element | null = null;
  const isOpen = (): boolean => !panel.hidden;
  const label = (): void => {
    const word = isOpen() ? texts.close : texts.open;
    const count = unread ? `, ${texts.unread(unread)}` : "";
    button.setAttribute("aria-label", word + count);
    panel.setAttribute("aria-label", texts.title);
    if (frame) frame.title = texts.title;
  };
  const load = (): HTMLIFrameElement => {
    if (frame) return frame;
    frame = element("iframe", {
      src: src(),
      allow: "clipboard-write; microphone; autoplay; fullscreen",
    });
    panel.append(guard(frame), frame, guard(frame));
    label();
    return frame;
  };
  const fullScreen = coverPage(panel, isOpen);
  const show = (open: boolean): void => {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    label();
    fullScreen.update();
  };

  button.addEventListener("click", onToggle);
  for (const near of ["pointerenter", "focus"]) button.addEventListener(near, load);
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
      frame?.focus();
    },
    close: () => {
      show(false);
      focusAgain(before, button);
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
      if (side) root.className = side === "left" ? "l" : "";
      if (offset?.x !== undefined) style.setProperty("--x", `${offset.x}px`);
      if (offset?.y !== undefined) style.setProperty("--y", `${offset.y}px`);
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
      fullScreen.stop();
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
  const usable = before instanceof HTMLElement && before.isConnected && before !== document.body;
  (usable ? before : button).focus();
}

/** Keeps the focus in a panel that covers the page. */
function guard(frame: HTMLIFrameElement): HTMLElement {
  const stop = element("div", { tabindex: "0", "aria-hidden": "true" });
  stop.addEventListener("focus", () => {
    if (matchMedia(FULL_SCREEN).matches) frame.focus();
  });
  return stop;
}

/** While the panel covers a phone's page: the page stands still, and the panel ends where the keyboard begins. */
function coverPage(
  panel: HTMLElement,
  isOpen: () => boolean,
): { update: () => void; stop: () => void } {
  const query = matchMedia(FULL_SCREEN);
  const page = document.documentElement.style;
  let overflow: string | null = null;
  const update = (): void => {
    const covers = isOpen() && query.matches;
    if (covers && overflow === null) {
      overflow = page.overflow;
      page.overflow = "hidden";
    } else if (!covers && overflow !== null) {
      page.overflow = overflow;
      overflow = null;
    }
    panel.setAttribute("aria-modal", String(covers));
    const height = covers && visualViewport ? `${visualViewport.height}px` : "100dvh";
    panel.style.setProperty("--h", height);
  };
  const end = new AbortController();
  query.addEventListener("change", update, end);
  visualViewport?.addEventListener("resize", update, end);
  return {
    update,
    stop: () => {
      update();
      end.abort();
    },
  };
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
  attributes: Record<string, string>,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function icon(className: string, path: string): [SVGElement, SVGElement] {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return [svg, line];
}
