import { lazy, type ReactElement, type ReactNode, Suspense, useSyncExternalStore } from "react";

import { queue, type ToastOptions, type ToastTone } from "./toast-queue";

export type { ToastOptions, ToastTone };

const Toaster = lazy(() => import("./Toaster"));

/** Shows toasts, above everything inside it; their code comes with the first one. One, near the root. */
export function ToastProvider({
  children,
  closeLabel,
}: {
  children: ReactNode;
  closeLabel: string;
}): ReactElement {
  const used = useSyncExternalStore(queue.subscribe, queue.used, () => false);
  return (
    <>
      {children}
      {used ? (
        <Suspense>
          <Toaster closeLabel={closeLabel} />
        </Suspense>
      ) : null}
    </>
  );
}

/** Gives `show(options)`; problems are announced at once, the rest politely. */
export function useToast(): (options: ToastOptions) => void {
  return queue.add;
}
