import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

export interface TooltipProps {
  label: ReactNode;
  shortcut?: string;
  side?: "top" | "bottom" | "left" | "right";
  children: ReactElement<Record<string, unknown>>;
}

/** A text that appears on hover and focus. Put a `TooltipProvider` near the root to share the delay. */
export function Tooltip({
  label,
  shortcut,
  side = "bottom",
  children,
}: TooltipProps): ReactElement {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="sb-positioner">
          <Base.Popup className="sb-tooltip">
            {label}
            {shortcut ? <kbd className="sb-kbd">{shortcut}</kbd> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export const TooltipProvider = Base.Provider;
