import { FULL_SCREEN } from "../styles";

export interface Cover {
  /** The panel was opened, closed or filled with another frame. */
  update: () => void;
  stop: () => void;
}

/**
 * Loaded where the panel covers the page, as on phones: the page behind stands still, the focus stays in the panel, and
 * the panel ends where the keyboard begins.
 *
 * @param isReady whether the chat is there: until then the page is not held, and the launcher closes the panel
 */
export function coverPage(
  panel: HTMLElement,
  isOpen: () => boolean,
  isReady: () => boolean,
): Cover {
  const query = matchMedia(FULL_SCREEN);
  const page = document.documentElement.style;
  const guards = [guard(panel, query), guard(panel, query)] as const;
  let overflow: string | null = null;
  const update = (): void => {
    const covers = isOpen() && isReady() && query.matches;
    if (covers && overflow === null) {
      overflow = page.overflow;
      page.overflow = "hidden";
      panel.prepend(guards[0]);
      panel.append(guards[1]);
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

/** Sends the focus back into the frame. */
function guard(panel: HTMLElement, query: MediaQueryList): HTMLElement {
  const stop = document.createElement("div");
  stop.tabIndex = 0;
  stop.ariaHidden = "true";
  stop.addEventListener("focus", () => {
    if (query.matches) panel.querySelector("iframe")?.focus();
  });
  return stop;
}
