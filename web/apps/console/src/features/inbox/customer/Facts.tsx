"use client";

import type { ContactCard, ContactChange, Conversation } from "@switchboard/api-client";
import type { ReactElement } from "react";

import { CopyIcon } from "@/components/CopyButton";
import { date, dateTime, languageName } from "@/shared/format";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/inbox/texts";
import { useLanguageItems } from "@/shared/workspace";

import { EditableFact } from "./EditableFact";
import { LocalTime } from "./LocalTime";
import { placeOf } from "./place";

interface FactsProps {
  conversation: Conversation;
  card: ContactCard;
  onChange: (change: ContactChange) => Promise<unknown>;
}

/** Who the customer is, each fact edited in place. */
export function Facts({ conversation, card, onChange }: FactsProps): ReactElement {
  const canEdit = useCan("contacts.write");
  const languages = useLanguageItems();
  const language = card.language ?? conversation.language;
  const unknown = <span className="text-faint">{t("inbox.contact.unknown")}</span>;
  const place = placeOf(card.time_zone);
  return (
    <dl className="flex flex-col gap-2 text-sm">
      <EditableFact
        name={t("customer.name")}
        shown={card.name || unknown}
        value={card.name ?? ""}
        canEdit={canEdit}
        onSave={(name) => onChange({ name })}
      />
      <EditableFact
        name={t("inbox.contact.email")}
        shown={card.email || unknown}
        value={card.email ?? ""}
        type="email"
        canEdit={canEdit}
        onSave={(email) => onChange({ email })}
        extra={card.email ? <CopyIcon text={card.email} label={t("common.copy")} /> : null}
      />
      <EditableFact
        name={t("inbox.contact.phone")}
        shown={card.phone || unknown}
        value={card.phone ?? ""}
        type="tel"
        canEdit={canEdit}
        onSave={(phone) => onChange({ phone })}
        extra={card.phone ? <CopyIcon text={card.phone} label={t("common.copy")} /> : null}
      />
      <EditableFact
        name={t("customer.language")}
        shown={language ? languageName(language) : unknown}
        value={card.language ?? ""}
        options={languages}
        canEdit={canEdit}
        onSave={(value) => onChange({ language: value })}
      />
      <EditableFact
        name={t("customer.timeZone")}
        shown={card.time_zone ? (place ?? card.time_zone) : unknown}
        value={card.time_zone ?? ""}
        options={ZONES}
        canEdit={canEdit}
        onSave={(zone) => onChange({ time_zone: zone })}
        extra={card.time_zone ? <LocalTime zone={card.time_zone} /> : null}
      />
      <Fact name={t("inbox.contact.since")} value={date(card.created_at)} />
      <Fact name={t("inbox.contact.conversation")} value={dateTime(conversation.created_at)} />
    </dl>
  );
}

const ZONES = Intl.supportedValuesOf("timeZone").map((value) => ({
  value,
  label: placeOf(value) ?? value,
}));

function Fact({ name, value }: { name: string; value: string }): ReactElement {
  return (
    <div>
      <dt className="text-xs text-faint">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
