"use client";

import type { ContactSummary } from "@switchboard/api-client";
import { Avatar, Button, EmptyState, TextField } from "@switchboard/ui";
import { BookUser, ChevronRight, SearchX } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { type ReactElement, useState } from "react";

import { Link } from "@/components/Link";
import { Page } from "@/components/Page";
import { Failed, LoadingRows } from "@/components/QueryView";
import { ago, date } from "@/shared/format";
import { t, tn } from "@/features/contacts/texts";
import { useMinute } from "@/shared/useMinute";
import { href } from "@/shared/routes";
import { useSettled } from "@/shared/useSettled";

import { ContactScreen } from "./ContactScreen";
import { useContacts } from "./queries";

/** Everybody who has written; with `?id=` one of them. */
export function ContactsScreen(): ReactElement {
  const id = useSearchParams().get("id");
  return id ? <ContactScreen key={id} id={id} /> : <ContactList />;
}

function ContactList(): ReactElement {
  const [text, setText] = useState("");
  const q = useSettled(text.trim());
  return (
    <Page title={t("contacts.title")} description={t("contacts.lead")}>
      <TextField
        label={t("contacts.search")}
        hideLabel
        placeholder={t("contacts.search")}
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Found q={q} />
    </Page>
  );
}

function Found({ q }: { q: string }): ReactElement {
  const contacts = useContacts(q);
  const items = contacts.data?.pages.flatMap((page) => page.items) ?? [];
  if (contacts.isError && !contacts.data) {
    return <Failed error={contacts.error} retry={() => void contacts.refetch()} />;
  }
  if (!contacts.data) return <LoadingRows rows={8} />;
  if (items.length === 0) {
    return (
      <EmptyState
        icon={q ? <SearchX aria-hidden /> : <BookUser aria-hidden />}
        title={q ? t("contacts.noneFound") : t("contacts.empty")}
        description={q ? t("contacts.noneFoundDetail") : t("contacts.emptyDetail")}
      />
    );
  }
  return (
    <>
      <p role="status" className="visually-hidden">
        {tn("contacts.listed", items.length)}
      </p>
      <ul className="sb-card divide-y divide-line p-0">
        {items.map((contact) => (
          <ContactRow key={contact.id} contact={contact} />
        ))}
      </ul>
      {contacts.hasNextPage ? (
        <div className="flex justify-center">
          <Button
            loading={contacts.isFetchingNextPage}
            onClick={() => void contacts.fetchNextPage()}
          >
            {t("list.more")}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function ContactRow({ contact }: { contact: ContactSummary }): ReactElement {
  const now = useMinute();
  const name = contact.name || contact.email || contact.phone || t("inbox.visitor");
  return (
    <li>
      <Link
        href={href("contacts", { id: contact.id })}
        className="flex items-center gap-3 px-4 py-3 -outline-offset-2 hover:bg-surface-2"
      >
        <Avatar name={name} id={contact.id} size={36} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium" dir="auto">
            {name}
          </span>
          <span className="block truncate text-sm text-muted">
            {[contact.name && contact.email, contact.phone].filter(Boolean).join(" · ") ||
              t("contacts.since", { date: date(contact.created_at) })}
          </span>
        </span>
        {contact.last_activity_at ? (
          <span className="hidden shrink-0 text-sm text-faint sm:block">
            {t("contacts.lastActive", { when: ago(contact.last_activity_at, now) })}
          </span>
        ) : null}
        <ChevronRight size={16} aria-hidden className="shrink-0 text-faint" />
      </Link>
    </li>
  );
}
