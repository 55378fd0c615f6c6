import { FULL_SCREEN, STYLES } from "./styles";
import { loaderTexts } from "./texts";

export interface View {
  readonly frame: HTMLIFrameElement | null;
  /** Makes the iframe if there is none yet. */
  load: () => HTMLIFrameElement;
  open: () => void;
  close: () => void;
  isOpen: () => boolean;
  setVisible: (visible: boolean) => void;
  setUnread: (count: number) => void;
  setColor: (color: string) => void;
  remove: () => void;
}

export interface ViewOptions {
  src: string;
  locale: string;
  side: "left" | "right";
  onToggle: () => void;
  /** The pointer or the focus came near: a good moment to load. */
  onNear: () => void;
}

const SVG = "http://www.w3.org/2000/svg";
const CHAT = "M21 11.5a8.5 8.5 0 0 1-12.6 7.4L3 20.5l1.6-5.2A8.5 8.5 0 1 1 21 11.5z";
const CROSS = "M18 6 6 18M6 6l12 12";

/** Builds the launcher and the panel in a closed shadow root. No markup strings: Trusted Types have nothing to refuse. */
export function createView(options: ViewOptions): View {
  const texts = loaderTexts(options.locale);
  const host = document.createElement("switchboard-widget");
  host.dataset["side"] = options.side;
  const root = host.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  root.adoptedStyleSheets = [sheet];

  const badge = element("b", { hidden: "" });
  const button = element("button", {
    type: "button",
    "aria-expanded": "false",
    "aria-controls": "p",
  });
  button.append(icon("c", CHAT), icon("x", CROSS), badge);
  const panel = element("div", {
    id: "p",
    class: "p",
    role: "dialog",
    "aria-label": texts.title,
    hidden: "",
  });
  root.append(panel, button);
  // Beside <body>, not in it: frameworks that swap the body leave it alone.
  document.documentElement.append(host);

  let frame: HTMLIFrameElement | null = null;
  let unread = 0;
  let before: Element | null = null;
  const isOpen = (): boolean => !panel.hidden;
  const label = (): void => {
    const word = isOpen() ? texts.close : texts.open;
    button.setAttribute("aria-label", unread ? `${word}, ${texts.unread(unread)}` : word);
  };
  const load = (): HTMLIFrameElement => {
    if (frame) return frame;
    frame = element("iframe", { title: texts.title, src: options.src, allow: "clipboard-write" });
    panel.append(guard(frame), frame, guard(frame));
    return frame;
  };
  const fullScreen = coverPage(panel, isOpen);

  button.addEventListener("click", options.onToggle);
  for (const near of ["pointerenter", "focus"]) button.addEventListener(near, options.onNear);
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && isOpen() && root.activeElement) options.onToggle();
  };
  root.addEventListener("keydown", onKey as EventListener);
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
      panel.hidden = false;
      button.setAttribute("aria-expanded", "true");
      label();
      fullScreen.update();
      frame?.focus();
    },
    close: () => {
      panel.hidden = true;
      button.setAttribute("aria-expanded", "false");
      label();
      fullScreen.update();
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
    setColor: (color) => {
      host.style.setProperty("--c", color);
      host.style.setProperty("--on", isPale(color) ? "#101814" : "#fff");
    },
    remove: () => {
      panel.hidden = true;
      fullScreen.stop();
      host.remove();
    },
  };
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
    panel.style.setProperty(
      "--h",
      covers && visualViewport ? `${visualViewport.height}px` : "100dvh",
    );
  };
  query.addEventListener("change", update);
  visualViewport?.addEventListener("resize", update);
  return {
    update,
    stop: () => {
      update();
      query.removeEventListener("change", update);
      visualViewport?.removeEventListener("resize", update);
    },
  };
}

/** Whether dark text is easier to read on it; luminance as in WCAG 2.2. */
function isPale(color: string): boolean {
  const digits = /^#([0-9a-f]{6})$/i.exec(color)?.[1];
  if (!digits) return false;
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const share = parseInt(digits.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
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

function icon(className: string, path: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
