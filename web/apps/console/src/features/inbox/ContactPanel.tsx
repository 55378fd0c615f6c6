"use client";

import type { ContactCard, Conversation, Turn } from "@switchboard/api-client";
import { Avatar } from "@switchboard/ui";
import { ChevronRight } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

import { CopyButton } from "@/components/CopyButton";
import { OutcomeBadge } from "@/components/TurnTrace";
import { ago, date, dateTime, languageName, percent } from "@/shared/format";
import { t } from "@/shared/t";

import { ContactIdentities } from "./ContactIdentities";
import { useContact, useTurns } from "./queries";

interface FactsProps {
  conversation: Conversation;
  /** Missing until it is loaded. */
  card: ContactCard | undefined;
}

/** Who the customer is, and what the assistant did in this conversation. */
export function ContactPanel({
  conversation,
  onWhy,
}: {
  conversation: Conversation;
  onWhy: (turnId: string) => void;
}): ReactElement {
  const turns = useTurns(conversation.id);
  const card = useContact(conversation.contact.id).data;
  const name = card?.name || conversation.contact.name || t("inbox.visitor");
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col items-center gap-2 pt-2 text-center">
        <Avatar name={name} size={56} />
        <h3 className="text-base font-semibold" dir="auto">
          {name}
        </h3>
      </div>
      <ContactFacts conversation={conversation} card={card} />
      {card?.identities.length ? (
        <Section title={t("inbox.contact.identities")}>
          <ContactIdentities identities={card.identities} />
        </Section>
      ) : null}
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

function ContactFacts({ conversation, card }: FactsProps): ReactElement {
  const email = card?.email ?? conversation.contact.email;
  const language = conversation.language ?? card?.language;
  return (
    <dl className="flex flex-col gap-3 text-sm">
      <Fact name={t("inbox.contact.email")}>
        {email ? <Copyable text={email} /> : t("inbox.contact.unknown")}
      </Fact>
      {card?.phone ? (
        <Fact name={t("inbox.contact.phone")}>
          <Copyable text={card.phone} />
        </Fact>
      ) : null}
      <Fact name={t("inbox.contact.language")}>
        {language ? languageName(language) : t("inbox.contact.unknown")}
      </Fact>
      {card ? <Fact name={t("inbox.contact.since")}>{date(card.created_at)}</Fact> : null}
      <Fact name={t("inbox.contact.conversation")}>{dateTime(conversation.created_at)}</Fact>
    </dl>
  );
}

function Copyable({ text }: { text: string }): ReactElement {
  return (
    <span className="flex items-center justify-between gap-2">
      <span className="min-w-0 break-words">{text}</span>
      <CopyButton text={text} />
    </span>
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

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <dt className="text-xs text-faint">{name}</dt>
      <dd>{children}</dd>
    </div>
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
