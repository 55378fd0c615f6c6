"use client";

import type { Conversation, Turn } from "@switchboard/api-client";
import { Avatar } from "@switchboard/ui";
import { ChevronRight } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

import { CopyButton } from "@/components/CopyButton";
import { OutcomeBadge } from "@/components/TurnTrace";
import { useInboxes } from "@/shared/directory";
import { ago, dateTime, languageName, percent } from "@/shared/format";
import { t } from "@/shared/t";

import { useTurns } from "./queries";

/** Who the customer is, and what the assistant did in this conversation. */
export function ContactPanel({
  conversation,
  onWhy,
}: {
  conversation: Conversation;
  onWhy: (turnId: string) => void;
}): ReactElement {
  const turns = useTurns(conversation.id);
  const name = conversation.contact.name || t("inbox.visitor");
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col items-center gap-2 pt-2 text-center">
        <Avatar name={name} size={56} />
        <h3 className="text-base font-semibold" dir="auto">
          {name}
        </h3>
      </div>
      <ContactFacts conversation={conversation} />
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

function ContactFacts({ conversation }: { conversation: Conversation }): ReactElement {
  const { language, inbox_id: inboxId, created_at: began } = conversation;
  const email = conversation.contact.email;
  const inbox = useInboxes().data?.find((item) => item.id === inboxId);
  return (
    <dl className="flex flex-col gap-3 text-sm">
      <Fact name={t("inbox.contact.email")}>
        {email ? (
          <span className="flex items-center justify-between gap-2">
            <span className="min-w-0 break-words">{email}</span>
            <CopyButton text={email} />
          </span>
        ) : (
          t("inbox.contact.unknown")
        )}
      </Fact>
      <Fact name={t("inbox.contact.language")}>
        {language ? languageName(language) : t("inbox.contact.unknown")}
      </Fact>
      <Fact name={t("inbox.contact.conversation")}>{dateTime(began)}</Fact>
      {inbox ? <Fact name={t("inbox.contact.inbox")}>{inbox.name}</Fact> : null}
    </dl>
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
