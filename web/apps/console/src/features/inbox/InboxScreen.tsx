"use client";

import { classes, EmptyState } from "@switchboard/ui";
import { MessagesSquare } from "lucide-react";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { type ReactElement, type ReactNode, useEffect, useMemo } from "react";

import { LoadingRows } from "@/components/QueryView";

import { t } from "@/features/inbox/texts";

import { InboxKeys } from "./InboxKeys";
import { ListPane } from "./list/ListPane";
import { inboxHref, placeOf, seqOf } from "./views";

const loadConversation = () => import("./ConversationPane");
const ConversationPane = dynamic(loadConversation, {
  loading: () => (
    <div className="p-6">
      <LoadingRows rows={6} />
    </div>
  ),
});
const SOON_MS = 1_000;

/** Views, list, conversation and customer: side by side on a desk, one at a time on a phone. */
export function InboxScreen({
  idle,
}: {
  /** Shown while no conversation is open, for instance what is still to be set up. */
  idle?: ReactNode;
}): ReactElement {
  const params = useSearchParams();
  const place = useMemo(() => placeOf(new URLSearchParams(params)), [params]);
  const open = params.get("c");
  const at = seqOf(params.get("at"));
  // The list comes first; what a click on it needs follows, before there is one.
  useEffect(() => {
    const timer = setTimeout(() => void loadConversation(), SOON_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="relative flex h-full min-h-0">
      <h1 className="visually-hidden">{t("shell.inbox")}</h1>
      <InboxKeys openId={open} view={place.view} />
      <div className={classes("h-full w-full min-w-0 md:flex md:w-auto", open ? "hidden" : "flex")}>
        <ListPane place={place} openId={open} openAt={at} />
      </div>
      <div className={classes("min-w-0 flex-1", open ? "block" : "hidden md:block")}>
        {open ? (
          <ConversationPane
            key={open}
            id={open}
            at={at}
            href={inboxHref(place, open)}
            backHref={inboxHref(place)}
          />
        ) : (
          <div className="scroll-pane flex h-full flex-col items-center justify-center gap-8 p-6">
            <EmptyState
              icon={<MessagesSquare aria-hidden />}
              title={t("inbox.pick")}
              description={t("inbox.pickDetail")}
            />
            {idle}
          </div>
        )}
      </div>
    </div>
  );
}
