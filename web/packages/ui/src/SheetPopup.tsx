import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactElement } from "react";

import { IconButton } from "./IconButton";
import type { SheetProps } from "./sheet-props";

/** What an open sheet shows. */
export default function SheetPopup(props: SheetProps): ReactElement {
  const { open, onOpenChange, title, closeLabel, children } = props;
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="sb-backdrop" />
        <Base.Popup className="fixed inset-y-0 end-0 z-50 flex w-full flex-col bg-surface shadow-lg transition-transform duration-200 data-ending-style:translate-x-full data-starting-style:translate-x-full motion-reduce:transition-none rtl:data-ending-style:-translate-x-full rtl:data-starting-style:-translate-x-full sm:max-w-md">
          <header className="flex items-center gap-2 border-b border-line py-2 ps-4 pe-2">
            <Base.Title className="flex-1 text-base font-semibold">{title}</Base.Title>
            <IconButton label={closeLabel} onClick={() => onOpenChange(false)}>
              <X size={18} aria-hidden />
            </IconButton>
          </header>
          <div className="scroll-pane flex-1 p-4">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
