import type { ReactElement, ReactNode } from "react";

import { t } from "@/features/auth/texts";

/** A centred card with the product's name above it. */
export function AuthFrame({
  title,
  lead,
  children,
}: {
  title: string;
  lead: string;
  children: ReactNode;
}): ReactElement {
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      <div className="flex w-full max-w-sm flex-col gap-6">
        <div className="flex items-center justify-center gap-2.5">
          <img src="/icon.svg" alt="" width={32} height={32} />
          <span className="text-lg font-semibold tracking-tight">{t("common.appName")}</span>
        </div>
        <div className="rounded-xl bg-surface p-6 shadow-md sm:p-8">
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          <p className="mt-1 mb-6 text-muted text-pretty">{lead}</p>
          {children}
        </div>
      </div>
    </main>
  );
}
