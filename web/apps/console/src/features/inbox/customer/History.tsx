"use client";

import type { Conversation } from "@switchboard/api-client";
import { formatOf, plainText } from "@switchboard/chat";
import { Badge } from "@switchboard/ui";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";

import { Link } from "@/components/Link";
import { api, unwrap } from "@/shared/api";
import { ago, dateTime } from "@/shared/format";
import { keys } from "@/shared/keys";
import { t } from "@/features/inbox/texts";
import { href } from "@/shared/routes";

const MOST = 8;

/** What else was talked about with this customer. */
export function PreviousConversations({
  conversation,
}: {
  conversation: Conversation;
}): ReactElement | null {
  const contactId = conversation.contact.id;
  const found = useQuery({
    queryKey: keys.contactConversations(contactId),
    queryFn: async () =>
      (
        await unwrap(
          api.GET("/api/v1/conversations", {
            params: { query: { contact_id: contactId, limit: MOST + 1 } },
          }),
        )
      ).items,
  });
  const others = (found.data ?? []).filter(({ id }) => id !== conversation.id).slice(0, MOST);
  if (others.length === 0) {
    const said = found.data ? "customer.noPrevious" : found.isError ? "common.loadFailed" : null;
    return said && <p className="text-sm text-faint">{t(said)}</p>;
  }
  return (
    <ul className="-mx-2 flex flex-col">
      {others.map((other) => (
        <li key={other.id}>
          <Link
            href={href("inbox", { c: other.id })}
            className="block rounded-md px-2 py-1.5 text-sm hover:bg-surface-2"
          >
            <span className="flex items-center gap-2 text-xs text-faint">
              <time dateTime={other.last_activity_at} title={dateTime(other.last_activity_at)}>
                {ago(other.last_activity_at)}
              </time>
              {other.status === "open" ? null : <Badge>{t(`inbox.status.${other.status}`)}</Badge>}
            </span>
            <span className="line-clamp-2" dir="auto">
              {other.last_message ? preview(other.last_message) : t("inbox.noMessages")}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The pages that the customer's browser told of, the latest first. */
export function PagesVisited({ conversationId }: { conversationId: string }): ReactElement | null {
  const found = useQuery({
    queryKey: keys.visits(conversationId),
    queryFn: async () =>
      (
        await unwrap(
          api.GET("/api/v1/conversations/{conversation_id}/visits", {
            params: { path: { conversation_id: conversationId } },
          }),
        )
      ).items,
  });
  if (!found.data?.length) return null;
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-4">
      <h4 className="text-sm font-semibold">{t("customer.pages")}</h4>
      <ol className="flex flex-col gap-1.5 text-sm">
        {found.data.slice(0, MOST).map((visit, index) => (
          <li key={`${visit.at}-${index}`} className="flex items-baseline gap-2">
            <span className="min-w-0 flex-1 truncate" dir="auto" title={visit.page}>
              {visit.name === "page" ? visit.title || pathOf(visit.page) : visit.name}
            </span>
            <time dateTime={visit.at} className="shrink-0 text-xs text-faint">
              {ago(visit.at)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}

function pathOf(address: string): string {
  return URL.canParse(address) ? new URL(address).pathname : address;
}

function preview({ text, author_kind }: { text: string; author_kind: string }): string {
  return plainText(text, formatOf(author_kind));
}
