"use client";

import { Button, EmptyState, Spinner } from "@switchboard/ui";
import { Unplug } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { type ReactElement, type ReactNode, useEffect } from "react";

import { onSignedOut, ProblemError, sentenceOf } from "@/shared/api";
import { KeyboardProvider } from "@/shared/keyboard/KeyboardProvider";
import { LeaveGuard } from "@/components/LeaveGuard";
import { LiveProvider } from "@/shared/live/LiveProvider";
import { MeContext, useMeQuery } from "@/shared/session/me";
import { mayOpen, routeAt } from "@/shared/routes";
import { t } from "@/features/shell/texts";

import { BottomBar } from "./BottomBar";
import { ConnectionBanner } from "./ConnectionBanner";
import { GlobalKeys } from "./GlobalKeys";
import { NoticeCenter } from "./notices/NoticeCenter";
import { PersonalSettings } from "./PersonalSettings";
import { Rail } from "./Rail";
import { ShortcutsDialog } from "./ShortcutsDialog";

/** Waits for the signed-in member, then puts the navigation around a screen. */
export function AppFrame({
  children,
  extras,
}: {
  children: ReactNode;
  /** What stands beside every screen, such as the palette. */
  extras?: ReactNode;
}): ReactElement {
  const me = useMeQuery();
  const pathname = usePathname();
  useSignInRedirect(me.error);

  if (me.isError && !isSignedOut(me.error)) {
    return (
      <FullScreen>
        <EmptyState
          icon={<Unplug aria-hidden />}
          title={t("shell.unreachable")}
          description={sentenceOf(me.error)}
          action={<Button onClick={() => void me.refetch()}>{t("common.retry")}</Button>}
        />
      </FullScreen>
    );
  }
  if (!me.data) {
    return (
      <FullScreen>
        <Spinner size={24} label={t("common.loading")} />
      </FullScreen>
    );
  }

  const route = routeAt(pathname);
  const allowed = !route || mayOpen(route, me.data.permissions);
  return (
    <MeContext value={me.data}>
      <LiveProvider>
        <KeyboardProvider>
          <PersonalSettings />
          <NoticeCenter />
          <GlobalKeys />
          {extras}
          <ShortcutsDialog />
          <LeaveGuard />
          <a
            href="#content"
            className="visually-hidden focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:h-auto focus:w-auto focus:rounded-md focus:bg-surface focus:p-3 focus:[clip-path:none]"
          >
            {t("shell.skip")}
          </a>
          <div className="flex h-dvh flex-col md:flex-row">
            <Rail />
            <main id="content" className="flex min-h-0 min-w-0 flex-1 flex-col" tabIndex={-1}>
              <ConnectionBanner />
              <div className="min-h-0 flex-1">{allowed ? children : <NotAllowed />}</div>
            </main>
            <BottomBar />
          </div>
        </KeyboardProvider>
      </LiveProvider>
    </MeContext>
  );
}

function NotAllowed(): ReactElement {
  return (
    <div className="grid h-full place-items-center">
      <EmptyState title={t("common.notAllowed")} description={t("common.notAllowedDetail")} />
    </div>
  );
}

function FullScreen({ children }: { children: ReactNode }): ReactElement {
  return <main className="grid h-dvh place-items-center">{children}</main>;
}

function useSignInRedirect(error: unknown): void {
  const router = useRouter();
  const signedOut = isSignedOut(error);
  useEffect(() => {
    const leave = (ended: boolean) => {
      const next = window.location.pathname + window.location.search;
      const query = new URLSearchParams({ next, ...(ended ? { ended: "1" } : {}) });
      router.replace(`/sign-in/?${query}`);
    };
    if (signedOut) {
      leave(false);
      return undefined;
    }
    return onSignedOut(() => leave(true));
  }, [router, signedOut]);
}

function isSignedOut(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 401;
}
