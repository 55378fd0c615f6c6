import { Tooltip as Base } from "@base-ui/react/tooltip";
import { type ReactElement, useEffect, useRef, useState } from "react";

import { withTooltip } from "./tooltip-target";

const LEAVE_MS = 100;

/** The tooltip that is shown now. It stays while the pointer is on it, and goes with Escape. */
export default function TooltipLayer(props: { first: Element; delay: number }): ReactElement {
  const { anchor, hold, release } = useAnchor(props.first, props.delay);
  const [shown, setShown] = useState<Element | null>(null);
  if (anchor && anchor !== shown) setShown(anchor);
  const keys = shown?.getAttribute("data-tooltip-keys");
  return (
    <Base.Root open={anchor !== null} onOpenChange={() => undefined}>
      <Base.Portal>
        <Base.Positioner anchor={shown} side="bottom" sideOffset={6} className="sb-positioner">
          <Base.Popup className="sb-tooltip" onPointerEnter={hold} onPointerLeave={release}>
            {shown?.getAttribute("data-tooltip")}
            {keys ? <kbd className="sb-kbd">{keys}</kbd> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function useAnchor(first: Element, delay: number) {
  const [anchor, setAnchor] = useState<Element | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [later] = useState(() => (next: Element | null, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAnchor(next?.isConnected ? next : null), ms);
  });
  useEffect(() => {
    const listening = new AbortController();
    const listen = (type: string, run: (event: Event) => void) =>
      document.addEventListener(type, run, { capture: true, signal: listening.signal });
    if (first.matches(":hover, :focus-visible")) later(first, delay);
    listen("pointerover", (event) => {
      const next = withTooltip(event.target);
      const touch = event instanceof PointerEvent && event.pointerType === "touch";
      if (next && !touch) later(next, delay);
    });
    listen("pointerout", (event) => withTooltip(event.target) && later(null, LEAVE_MS));
    listen("focusin", (event) => {
      const next = withTooltip(event.target);
      if (next?.matches(":focus-visible")) later(next, 0);
    });
    for (const type of ["focusout", "pointerdown", "scroll"]) listen(type, () => later(null, 0));
    listen("keydown", () => later(null, 0));
    return () => {
      listening.abort();
      clearTimeout(timer.current);
    };
  }, [first, delay, later]);
  return { anchor, hold: () => clearTimeout(timer.current), release: () => later(null, LEAVE_MS) };
}
