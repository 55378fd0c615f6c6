import { lazy, type ReactElement, type ReactNode, Suspense, useEffect, useState } from "react";

import { withTooltip } from "./tooltip-target";

const TooltipLayer = lazy(() => import("./TooltipLayer"));

/** What an element needs to have a tooltip; it appears on hover and focus, below a `TooltipProvider`. */
export function tooltip(label: string, shortcut?: string): Record<`data-${string}`, string> {
  return { "data-tooltip": label, ...(shortcut ? { "data-tooltip-keys": shortcut } : {}) };
}

/**
 * Shows the tooltips of everything inside it. One layer for all, so that a button with a tooltip costs no more than
 * one without; its code comes when the first is about to be shown.
 */
export function TooltipProvider({
  children,
  delay,
}: {
  children: ReactNode;
  /** Milliseconds that the pointer rests before one is shown. */
  delay: number;
}): ReactElement {
  const [first, setFirst] = useState<Element | null>(null);
  useEffect(() => {
    if (first) return undefined;
    const onNear = (event: Event) => setFirst(withTooltip(event.target));
    document.addEventListener("pointerover", onNear);
    document.addEventListener("focusin", onNear);
    return () => {
      document.removeEventListener("pointerover", onNear);
      document.removeEventListener("focusin", onNear);
    };
  }, [first]);
  return (
    <>
      {children}
      {first ? (
        <Suspense>
          <TooltipLayer first={first} delay={delay} />
        </Suspense>
      ) : null}
    </>
  );
}
