"use client";

import type { ContactChange, Conversation, Entry, Turn } from "@switchboard/api-client";
import { Avatar } from "@switchboard/ui";
import { ChevronRight, Star } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

import { LoadingRows } from "@/components/QueryView";
import { OutcomeBadge } from "@/components/TurnTrace";
import { api, unwrap } from "@/shared/api";
import { ago, percent } from "@/shared/format";
import { keys } from "@/shared/keys";
import { t } from "@/features/inbox/texts";
import { useAction } from "@/shared/useAction";

import { useContact, useTurns } from "../queries";
import { Attributes } from "./Attributes";
import { Facts } from "./Facts";
import { PagesVisited, PreviousConversations } from "./History";
import { Identities } from "./Identities";

interface CustomerPanelProps {
  conversation: Conversation;
  entries: readonly Entry[];
  onWhy: (turnId: string) => void;
}

/** Who the customer is, what else was said with them, and what the assistant did here. */
export function CustomerPanel({ conversation, entries, onWhy }: CustomerPanelProps): ReactElement {
  const turns = useTurns(conversation.id);
  const card = useContact(conversation.contact.id).data;
  const change = useChangeContact(conversation);
  const name = card?.display_name ?? conversation.contact.display_name;
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col items-center gap-2 pt-2 text-center">
        <Avatar name={name} id={conversation.contact.id} size={56} />
        <h3 className="text-base font-semibold" dir="auto">
          {name}
        </h3>
        <Rating entries={entries} />
      </div>
      {card ? (
        <>
          <Facts conversation={conversation} card={card} onChange={change} />
          <Section title={t("customer.attributes")}>
            <Attributes card={card} onChange={change} />
          </Section>
          {card.identities.length > 0 ? (
            <Section title={t("inbox.contact.identities")}>
              <Identities identities={card.identities} />
            </Section>
          ) : null}
        </>
      ) : (
        <LoadingRows rows={4} />
      )}
      <Section title={t("customer.previous")}>
        <PreviousConversations conversation={conversation} />
      </Section>
      <PagesVisited conversationId={conversation.id} />
      {turns.data?.length ? (
        <Section title={t("inbox.turns")}>
          <ul className="-mx-2 flex flex-col">
            {turns.data.map((turn) => (
              <TurnRow key={turn.id} turn={turn} onWhy={onWhy} />
            ))}
          </ul>
        </Section>
      ) : null}
    </div>
  );
}

function useChangeContact(conversation: Conversation): (change: ContactChange) => Promise<unknown> {
  const contactId = conversation.contact.id;
  const change = useAction(
    (body: ContactChange) =>
      unwrap(
        api.PATCH("/api/v1/contacts/{contact_id}", {
          params: { path: { contact_id: contactId } },
          body,
        }),
      ),
    {
      refreshes: [
        keys.contact(contactId),
        keys.contacts,
        keys.conversation(conversation.id),
        keys.conversations,
      ],
    },
  );
  return change.mutateAsync;
}

/** What the customer thought of the help, when they said so last. */
function Rating({ entries }: { entries: readonly Entry[] }): ReactElement | null {
  const rated = entries.findLast(({ event }) => event?.type === "rated")?.event;
  const score = Number(rated?.score ?? 0);
  if (!score) return null;
  return (
    <p className="flex items-center gap-1 text-sm text-muted">
      <span aria-hidden className="flex text-warn-text">
        {[1, 2, 3, 4, 5].map((star) => (
          <Star key={star} size={14} fill={star <= score ? "currentColor" : "none"} />
        ))}
      </span>
      <span className="visually-hidden">{t("customer.rating")}</span>
      {t("customer.ratingOf", { score })}
    </p>
  );
}

function TurnRow({ turn, onWhy }: { turn: Turn; onWhy: (id: string) => void }): ReactElement {
  return (
    <li>
      <button
        type="button"
        onClick={() => onWhy(turn.id)}
        className="flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-left text-sm hover:bg-surface-2"
      >
        <OutcomeBadge outcome={turn.outcome} />
        <span className="text-muted tabular-nums">
          {typeof turn.confidence === "number" ? percent(turn.confidence) : ""}
        </span>
        <span className="ml-auto text-xs text-faint">{ago(turn.created_at)}</span>
        <ChevronRight size={14} aria-hidden className="text-faint" />
      </button>
    </li>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-4">
      <h4 className="text-sm font-semibold">{title}</h4>
      {children}
    </section>
  );
}
