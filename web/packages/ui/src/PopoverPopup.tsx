import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement } from "react";

import type { PopoverProps } from "./popover-props";

interface PopoverPopupProps extends Omit<PopoverProps, "trigger"> {
  anchor: HTMLElement | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** What an open popover shows, at its button. */
export default function PopoverPopup(props: PopoverPopupProps): ReactElement {
  const { anchor, open, onOpenChange, title, align = "start", children } = props;
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} sideOffset={4} align={align} className="z-50">
          <Base.Popup
            finalFocus={() => anchor}
            className="max-h-[min(24rem,var(--available-height))] w-80 max-w-[calc(100vw-2rem)] overflow-y-auto rounded-lg bg-surface p-4 text-ink shadow-lg outline-0"
          >
            <Base.Title className="mb-2 font-semibold">{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
