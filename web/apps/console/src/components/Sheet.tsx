"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { IconButton } from "@switchboard/ui";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

import { t } from "@/components/texts";

interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
}

/** A dialog that stands at the right edge, and fills a phone's screen. */
export function Sheet({ open, onOpenChange, title, children }: SheetProps): ReactElement {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="sb-backdrop" />
        <Base.Popup className="fixed inset-y-0 right-0 z-50 flex w-full flex-col bg-surface shadow-lg transition-transform duration-200 data-ending-style:translate-x-full data-starting-style:translate-x-full motion-reduce:transition-none sm:max-w-md">
          <header className="flex items-center gap-2 border-b border-line py-2 pr-2 pl-4">
            <Base.Title className="flex-1 text-base font-semibold">{title}</Base.Title>
            <IconButton label={t("common.close")} onClick={() => onOpenChange(false)}>
              <X size={18} aria-hidden />
            </IconButton>
          </header>
          <div className="scroll-pane flex-1 p-4">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
