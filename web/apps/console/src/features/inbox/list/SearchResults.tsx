"use client";

import { Avatar, Button, classes, EmptyState } from "@switchboard/ui";
import { SearchX } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

import { Link } from "@/components/Link";
import { MarkedText } from "@/components/MarkedText";
import { Failed } from "@/components/QueryView";
import { dateTime, shortAge } from "@/shared/format";
import { t, tn } from "@/features/inbox/texts";
import { href } from "@/shared/routes";

import { inboxHref, type Place } from "../views";
import { LoadingList } from "./ConversationList";
import { type FoundMessage, type FoundPerson, useSearch } from "./useList";

interface SearchResultsProps {
  text: string;
  openId: string | null;
  openAt: number | null;
  place: Place;
}

/** People and texts in which words begin as those that were typed. */
export function SearchResults({ text, openId, openAt, place }: SearchResultsProps): ReactElement {
  const search = useSearch(text);
  const people = search.data?.pages[0]?.people ?? [];
  const messages = search.data?.pages.flatMap((page) => page.items) ?? [];
  if (search.isError && !search.data) {
    return (
      <div className="p-4">
        <Failed error={search.error} retry={() => void search.refetch()} />
      </div>
    );
  }
  if (!search.data) return <LoadingList rows={5} />;
  if (people.length + messages.length === 0) {
    return (
      <div className="grid flex-1 place-items-center px-4">
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={t("inbox.nothingFound")}
          description={t("inbox.nothingFoundDetail", { query: text })}
        />
      </div>
    );
  }
  return (
    <div className="scroll-pane min-h-0 flex-1 px-2 pb-4">
      <p role="status" className="visually-hidden">
        {tn("list.found.people", people.length)}, {tn("list.found.messages", messages.length)}
      </p>
      {people.length > 0 ? (
        <Section title={t("list.found.people")}>
          {people.map((person) => (
            <PersonRow key={person.id} person={person} />
          ))}
        </Section>
      ) : null}
      {messages.length > 0 ? (
        <Section title={t("list.found.messages")}>
          {messages.map((message) => (
            <MessageRow
              key={`${message.conversation.id} ${message.seq}`}
              message={message}
              href={inboxHref(place, message.conversation.id, message.seq)}
              open={message.conversation.id === openId && message.seq === openAt}
            />
          ))}
        </Section>
      ) : null}
      {search.hasNextPage ? (
        <div className="flex justify-center p-3">
          <Button
            size="sm"
            loading={search.isFetchingNextPage}
            onClick={() => void search.fetchNextPage()}
          >
            {t("list.more")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <section className="mb-3">
      <h2 className="px-3 py-1.5 text-xs font-semibold text-faint">{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}

const ROW = "flex gap-3 rounded-lg px-3 py-2.5 -outline-offset-2 transition-colors";

function PersonRow({ person }: { person: FoundPerson }): ReactElement {
  const name = person.display_name;
  return (
    <li>
      <Link
        href={href("contacts", { id: person.id })}
        className={classes(ROW, "items-center hover:bg-surface-2")}
      >
        <Avatar name={name.text} id={person.id} size={28} />
        <span className="flex min-w-0 flex-col">
          <span className="truncate font-medium" dir="auto">
            <MarkedText marked={name} />
          </span>
          {person.name && person.email ? (
            <span className="truncate text-sm text-muted">
              <MarkedText marked={person.email} />
            </span>
          ) : null}
        </span>
      </Link>
    </li>
  );
}

function MessageRow(props: { message: FoundMessage; href: string; open: boolean }): ReactElement {
  const { message, href, open } = props;
  const { contact } = message.conversation;
  const customer = contact.display_name;
  return (
    <li>
      <Link
        href={href}
        scroll={false}
        aria-current={open ? "true" : undefined}
        {...(open ? { onClick: showAgain } : {})}
        className={classes(ROW, open ? "bg-accent-soft" : "hover:bg-surface-2")}
      >
        <Avatar name={customer} id={contact.id} size={28} />
        <span className="flex min-w-0 flex-1 flex-col gap-0.5">
          <span className="flex items-baseline gap-2">
            <span className="min-w-0 flex-1 truncate font-medium" dir="auto">
              {customer}
            </span>
            <time
              dateTime={message.created_at}
              title={dateTime(message.created_at)}
              className="shrink-0 text-xs text-faint"
            >
              {shortAge(message.created_at)}
            </time>
          </span>
          <span className="line-clamp-2 text-sm text-muted" dir="auto">
            {message.author_kind === "contact" ? null : (
              <span className="font-medium text-ink">
                {message.kind === "note" ? t("list.found.note") : message.author_name}:{" "}
              </span>
            )}
            <MarkedText marked={message.snippet} />
          </span>
        </span>
      </Link>
    </li>
  );
}

/** The address says it already, so that nothing would happen: whoever has scrolled away is brought back. */
function showAgain(): void {
  document.querySelector("[data-found]")?.scrollIntoView({ block: "center" });
}
