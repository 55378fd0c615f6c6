"use client";

import { classes, EmptyState } from "@switchboard/ui";
import { MessagesSquare } from "lucide-react";
import { useSearchParams } from "next/navigation";
import type { ReactElement } from "react";

import { t } from "@/shared/t";

import { ConversationPane } from "./ConversationPane";
import { ListPane } from "./ListPane";
import { inboxHref, viewOf } from "./views";

/** List, conversation and contact: side by side on a desk, one at a time on a phone. */
export function InboxScreen(): ReactElement {
  const params = useSearchParams();
  const view = viewOf(params.get("view"));
  const open = params.get("c");
  return (
    <div className="relative flex h-full min-h-0">
      <h1 className="visually-hidden">{t("shell.inbox")}</h1>
      <div
        className={classes(
          "h-full w-full min-w-0 flex-col border-r border-line bg-surface md:flex md:w-80 md:shrink-0 lg:w-92",
          open ? "hidden" : "flex",
        )}
      >
        <ListPane view={view} openId={open} />
      </div>
      <div className={classes("min-w-0 flex-1", open ? "block" : "hidden md:block")}>
        {open ? (
          <ConversationPane key={open} id={open} backHref={inboxHref(view)} />
        ) : (
          <div className="grid h-full place-items-center">
            <EmptyState
              icon={<MessagesSquare aria-hidden />}
              title={t("inbox.pick")}
              description={t("inbox.pickDetail")}
            />
          </div>
        )}
      </div>
    </div>
  );
}
