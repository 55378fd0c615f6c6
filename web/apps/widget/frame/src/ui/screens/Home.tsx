import { formatOf, plainText } from "@switchboard/chat";
import {
  ChevronRight,
  ExternalLink,
  Mail,
  MessageCircle,
  MessageSquarePlus,
  Phone,
  Search,
  UserRound,
} from "lucide-react";
import { type ReactElement, type ReactNode, useEffect, useRef, useState } from "react";

import type { Availability, HelpHit, OwnConversation, WidgetConfig } from "../../api/types";
import type { ScreenProps } from "../App";
import { greetingOf, localized } from "../config";
import { useMuted } from "../sound";
import { useAnswering, useValue } from "../use";
import { askText } from "../waiting";
import { useLoaded } from "./useLoaded";

/** A pause in typing, after which the search is asked. */
const PAUSE_MS = 250;
const SHORTEST = 2;

/** Everything but the conversation itself: help, conversations, who is there, other channels, a copy. */
export default function Home(props: ScreenProps): ReactElement {
  const { chat, texts, language, locale, go } = props;
  const config = useValue(chat.session.current)?.config;
  const now = useValue(chat.staffing.now);
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => top.current?.focus(), []);
  const links = config?.links ?? [];
  return (
    <div className="sbw-page">
      <h2 ref={top} tabIndex={-1} className="sbw-greeting" dir="auto">
        {greetingOf(config, language) ?? texts.greeting}
      </h2>
      <Conversations {...props} />
      {config?.help_search === false ? null : <Help {...props} />}
      <Links title={texts.otherChannels} links={links.filter(isChannel)} language={language} />
      <Links
        title={texts.links}
        links={links.filter((link) => !isChannel(link))}
        language={language}
      />
      <Options {...{ ...props, now, locale }} onTalk={() => go({ kind: "talk" })} />
    </div>
  );
}

type Link = NonNullable<WidgetConfig["links"]>[number];

/** A way to go on elsewhere: by telephone, e-mail or a messenger. */
function isChannel({ url }: Link): boolean {
  return /^(mailto:|tel:|https:\/\/(wa\.me|api\.whatsapp\.com|t\.me|m\.me)\/)/u.test(url);
}

function Links({
  title,
  links,
  language,
}: {
  title: string;
  links: readonly Link[];
  language: string;
}): ReactElement | null {
  if (links.length === 0) return null;
  return (
    <Block title={title}>
      {links.map((link) => (
        <a
          key={link.url}
          className="sbw-row"
          href={link.url}
          target="_blank"
          rel="noopener noreferrer"
        >
          <LinkIcon url={link.url} />
          <span className="sbw-row-words" dir="auto">
            {localized(link.title, language)}
          </span>
          <ExternalLink size={16} aria-hidden />
        </a>
      ))}
    </Block>
  );
}

function LinkIcon({ url }: { url: string }): ReactElement | null {
  if (url.startsWith("mailto:")) return <Mail size={18} aria-hidden />;
  if (url.startsWith("tel:")) return <Phone size={18} aria-hidden />;
  return isChannel({ url, title: {} }) ? <MessageCircle size={18} aria-hidden /> : null;
}

function Block({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <section className="sbw-block">
      <h3>{title}</h3>
      <div className="sbw-rows">{children}</div>
    </section>
  );
}

/** The search, and until something is typed the articles that help most. */
function Help(props: ScreenProps): ReactElement {
  const { chat, texts, language } = props;
  const [query, setQuery] = useState("");
  const hits = useHits(props, query.trim());
  const { value: home } = useLoaded(() => chat.services.home(language), [chat, language]);
  const popular = home?.popular ?? [];
  return (
    <section className="sbw-block" role="search">
      {popular.length ? <h3>{texts.popular}</h3> : null}
      <div className="sbw-search">
        <Search size={16} aria-hidden />
        <input
          type="search"
          dir="auto"
          aria-label={texts.helpSearch}
          placeholder={texts.helpSearch}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </div>
      <p className={hits?.length ? "sbc-hidden" : "sbw-none"} role="status">
        {hits === null
          ? ""
          : hits.length
            ? texts.helpFound({ count: hits.length })
            : texts.helpNone}
      </p>
      <Articles {...props} articles={hits ?? popular} />
    </section>
  );
}

/** What the search finds, once there was a pause in typing; null while nothing is asked. */
function useHits(
  { chat, language }: Pick<ScreenProps, "chat" | "language">,
  asked: string,
): readonly HelpHit[] | null {
  const [found, setFound] = useState<readonly HelpHit[] | null>(null);
  useEffect(() => {
    if (asked.length < SHORTEST) return;
    let here = true;
    const timer = setTimeout(() => {
      chat.services.findArticles(asked, language).then(
        (items) => here && setFound(items),
        () => here && setFound([]),
      );
    }, PAUSE_MS);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [chat, asked, language]);
  return asked.length < SHORTEST ? null : found;
}

function Articles({
  articles,
  go,
}: ScreenProps & {
  articles: readonly { article_id: string; title: string; passage?: string }[];
}): ReactElement | null {
  if (articles.length === 0) return null;
  return (
    <div className="sbw-rows">
      {articles.map(({ article_id, title, passage }) => (
        <button
          key={article_id}
          type="button"
          className="sbw-row"
          onClick={() => go({ kind: "article", id: article_id, title })}
        >
          <span className="sbw-row-words" dir="auto">
            {title}
            {passage ? <small>{plainText(passage)}</small> : null}
          </span>
          <ChevronRight size={16} className="sbw-flip" aria-hidden />
        </button>
      ))}
    </div>
  );
}

/** A new one can always be begun, whatever becomes of the present one. */
function Conversations({ chat, texts, locale, go }: ScreenProps): ReactElement {
  const { value } = useLoaded(() => chat.services.conversations(), [chat]);
  const [latest, ...earlier] = value ?? [];
  const talk = (): void => go({ kind: "talk" });
  const startNew = (): void => {
    if (chat.started) chat.startNew();
    talk();
  };
  return (
    <Block title={texts.conversations}>
      {latest ? (
        <button type="button" className="sbw-row" onClick={talk}>
          <MessageCircle size={18} aria-hidden />
          <Words title={texts.currentConversation} conversation={latest} locale={locale} />
          <ChevronRight size={16} className="sbw-flip" aria-hidden />
        </button>
      ) : null}
      <button type="button" className="sbw-row" onClick={startNew}>
        <MessageSquarePlus size={18} aria-hidden />
        <span className="sbw-row-words">{texts.newConversation}</span>
        <ChevronRight size={16} className="sbw-flip" aria-hidden />
      </button>
      {earlier.map((one) => (
        <button
          key={one.id}
          type="button"
          className="sbw-row"
          onClick={() => go({ kind: "past", id: one.id })}
        >
          <Words title={null} conversation={one} locale={locale} />
          <ChevronRight size={16} className="sbw-flip" aria-hidden />
        </button>
      ))}
    </Block>
  );
}

function Words({
  title,
  conversation,
  locale,
}: {
  title: string | null;
  conversation: OwnConversation | undefined;
  locale: string;
}): ReactElement {
  const last = conversation?.last_message;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  return (
    <span className="sbw-row-words" dir="auto">
      {title ?? day.format(new Date(conversation?.created_at ?? 0))}
      {last ? <small>{plainText(last.text, formatOf(last.author_kind))}</small> : null}
    </span>
  );
}

function Options({
  chat,
  texts,
  locale,
  now,
  onTalk,
}: ScreenProps & { now: Availability | null; onTalk: () => void }): ReactElement {
  const session = useValue(chat.session.current);
  const [muted, setMuted] = useMuted();
  const answering = useAnswering(chat);
  const copies = session?.config.transcripts && session.contact?.verified && chat.started;
  return (
    <div className="sbw-rows sbw-options">
      {answering.kind === "assistant" && !answering.asked ? (
        <button
          type="button"
          className="sbw-row"
          onClick={() => {
            void chat.askForPerson(texts.personSentence);
            onTalk();
          }}
        >
          <UserRound size={18} aria-hidden />
          <span className="sbw-row-words">
            {texts.person}
            {now ? <small>{askText(now, texts, locale)}</small> : null}
          </span>
        </button>
      ) : null}
      {copies ? <Transcript chat={chat} texts={texts} /> : null}
      {session?.config.sound ? (
        <label className="sbw-row">
          <span className="sbw-row-words">{texts.sound}</span>
          <input
            type="checkbox"
            checked={!muted}
            onChange={(event) => setMuted(!event.currentTarget.checked)}
          />
        </label>
      ) : null}
    </div>
  );
}

function Transcript({ chat, texts }: Pick<ScreenProps, "chat" | "texts">): ReactElement {
  const [said, setSaid] = useState("");
  const send = (): void => {
    chat.services.sendTranscript().then(
      (to) => setSaid(texts.transcriptSent({ to })),
      () => setSaid(texts.couldNot),
    );
  };
  return (
    <>
      <button type="button" className="sbw-row" onClick={send}>
        <Mail size={18} aria-hidden />
        <span className="sbw-row-words">{texts.transcript}</span>
      </button>
      <p className="sbw-none" role="status">
        {said}
      </p>
    </>
  );
}
