"use client";

import type { ContactSummary } from "@switchboard/api-client";
import { Avatar, type Column } from "@switchboard/ui";
import { BookUser } from "lucide-react";
import { useSearchParams } from "next/navigation";
import type { ReactElement } from "react";

import { FilterBar } from "@/components/filters/FilterBar";
import { useFilters } from "@/components/filters/useFilters";
import { Page } from "@/components/Page";
import { Ago, RowLink } from "@/components/table/cells";
import { ListTable } from "@/components/table/ListTable";
import { date, languageName } from "@/shared/format";
import { useSort } from "@/shared/lists/sorting";
import { t } from "@/features/contacts/texts";
import { href } from "@/shared/routes";

import { ContactScreen } from "./ContactScreen";
import { useContacts } from "./queries";

/** Everybody who has written; with `?id=` one of them. */
export function ContactsScreen(): ReactElement {
  const id = useSearchParams().get("id");
  return id ? <ContactScreen key={id} id={id} /> : <ContactList />;
}

const NEWEST = { column: "created", descending: true };

function ContactList(): ReactElement {
  const filters = useFilters([]);
  const [sort] = useSort(NEWEST);
  const list = useContacts(filters.q, sort?.descending === false ? "created" : "-created");
  return (
    <Page title={t("contacts.title")} description={t("contacts.lead")}>
      <FilterBar filters={filters} fields={[]} search={t("contacts.search")} />
      <ListTable
        title={t("contacts.title")}
        list={list}
        columns={columns(filters.q !== "")}
        rowKey={({ id }) => id}
        rowName={({ display_name }) => display_name}
        serverSort
        usualSort={NEWEST}
        narrowed={filters.narrowed}
        empty={{
          icon: <BookUser aria-hidden />,
          title: t("contacts.empty"),
          description: t("contacts.emptyDetail"),
        }}
      />
    </Page>
  );
}

function columns(searching: boolean): Column<ContactSummary>[] {
  return [
    {
      id: "name",
      header: t("common.name"),
      text: ({ display_name }) => display_name,
      cell: (contact) => (
        <RowLink
          href={href("contacts", { id: contact.id })}
          icon={<Avatar name={contact.display_name} id={contact.id} size={32} />}
        >
          {contact.display_name}
        </RowLink>
      ),
    },
    {
      id: "email",
      header: t("contacts.email"),
      width: "w-48",
      text: ({ email }) => email,
      cell: ({ email }) => <span className="block truncate text-sm text-muted">{email}</span>,
    },
    {
      id: "phone",
      header: t("contacts.phone"),
      width: "w-32",
      from: "lg",
      text: ({ phone }) => phone,
      cell: ({ phone }) => <span className="block truncate text-sm text-muted">{phone}</span>,
    },
    {
      id: "language",
      header: t("contacts.language"),
      width: "w-24",
      from: "md",
      text: ({ language }) => language,
      cell: ({ language }) => (language ? languageName(language) : null),
    },
    {
      id: "created",
      header: t("contacts.firstSeen"),
      width: "w-28",
      from: "md",
      align: "end",
      sortable: !searching,
      text: (contact) => contact.created_at,
      cell: (contact) => (
        <span className="text-sm whitespace-nowrap text-faint">{date(contact.created_at)}</span>
      ),
    },
    {
      id: "active",
      header: t("contacts.lastActivity"),
      width: "w-28",
      align: "end",
      text: (contact) => contact.last_activity_at,
      cell: (contact) => <Ago at={contact.last_activity_at} />,
    },
  ];
}
