import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { type ReactElement, type ReactNode, useCallback } from "react";

import { classes } from "./classes";

export type ToastTone = "neutral" | "success" | "danger";

export interface ToastOptions {
  title: ReactNode;
  description?: ReactNode;
  tone?: ToastTone;
  action?: { label: string; onSelect: () => void };
  /** Milliseconds until it leaves by itself; 0 keeps it. */
  timeout?: number;
}

/** Shows the toasts of everything inside it. One, near the root. */
export function ToastProvider({
  children,
  closeLabel,
}: {
  children: ReactNode;
  closeLabel: string;
}): ReactElement {
  return (
    <Base.Provider>
      {children}
      <Base.Portal>
        <Base.Viewport className="sb-toasts">
          <Toasts closeLabel={closeLabel} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

/** Gives `show(options)`; problems are announced at once, the rest politely. */
export function useToast(): (options: ToastOptions) => void {
  const { add, close } = Base.useToastManager();
  return useCallback(
    ({ title, description, tone = "neutral", action, timeout = 5000 }: ToastOptions) => {
      const id = add({
        title,
        description,
        type: tone,
        timeout,
        priority: tone === "danger" ? "high" : "low",
        actionProps: action && {
          children: action.label,
          onClick: () => {
            action.onSelect();
            close(id);
          },
        },
      });
    },
    [add, close],
  );
}

function Toasts({ closeLabel }: { closeLabel: string }): ReactElement[] {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      swipeDirection={["right", "down"]}
      className={classes("sb-toast", `sb-toast-${toast.type ?? "neutral"}`)}
    >
      <Base.Content className="sb-toast-content">
        <Base.Title className="sb-toast-title" />
        <Base.Description className="sb-toast-description" />
      </Base.Content>
      {toast.actionProps ? (
        <Base.Action className="sb-button sb-button-secondary sb-button-sm" />
      ) : null}
      <Base.Close
        className="sb-button sb-button-ghost sb-button-sm sb-icon-button"
        aria-label={closeLabel}
      >
        <X size={14} aria-hidden />
      </Base.Close>
    </Base.Root>
  ));
}
