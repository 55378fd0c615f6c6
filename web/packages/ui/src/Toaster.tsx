import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { type ReactElement, useEffect } from "react";

import { classes } from "./classes";
import { queue, type ToastOptions } from "./toast-queue";

/** The toasts on the screen. */
export default function Toaster({ closeLabel }: { closeLabel: string }): ReactElement {
  return (
    <Base.Provider>
      <Feeder />
      <Base.Portal>
        <Base.Viewport className="sb-toasts">
          <Toasts closeLabel={closeLabel} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Feeder(): null {
  const { add, close } = Base.useToastManager();
  useEffect(() => {
    const show = ({
      title,
      description,
      tone = "neutral",
      action,
      timeout = 5000,
    }: ToastOptions) => {
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
    };
    const feed = () => queue.take().forEach(show);
    feed();
    return queue.subscribe(feed);
  }, [add, close]);
  return null;
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
