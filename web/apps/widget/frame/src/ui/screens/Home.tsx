import { plainText } from "@switchboard/chat";
import {
  ChevronRight,
  ExternalLink,
  Mail,
  MessageCircle,
  MessageSquarePlus,
  Search,
} from "lucide-react";
import { type ReactElement, type ReactNode, useEffect, useRef, useState } from "react";

import type { HelpHit, OwnConversation } from "../../api/types";
import type { ScreenProps } from "../App";
import { greetingOf, localized } from "../config";
import { useMuted } from "../sound";
import { useAnswering, useValue } from "../use";
import { useLoaded } from "./useLoaded";

/** A pause in typing, after which the search is asked. */
const PAUSE_MS = 250;
const SHORTEST = 2;

/** Everything but the conversation itself: help, earlier conversations, links, a copy, a person. */
export default function Home(props: ScreenProps): ReactElement {
  const { chat, texts, language, go } = props;
  const config = useValue(chat.session.current)?.config;
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => top.current?.focus(), []);
  return (
    <div className="sbw-page">
      <h2 ref={top} tabIndex={-1} className="sbw-greeting" dir="auto">
        {greetingOf(config, language) ?? texts.greeting}
      </h2>
      {config?.help_search === false ? null : <HelpSearch {...props} />}
      <Conversations {...props} />
      {config?.links?.length ? (
        <Block title={texts.links}>
          {config.links.map(({ title, url }) => (
            <a key={url} className="sbw-row" href={url} target="_blank" rel="noopener noreferrer">
              <span className="sbw-row-words" dir="auto">
                {localized(title, language)}
              </span>
              <ExternalLink size={16} aria-hidden />
            </a>
          ))}
        </Block>
      ) : null}
      <Options {...props} onTalk={() => go({ kind: "talk" })} />
    </div>
  );
}

function Block({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <section className="sbw-block">
      <h3>{title}</h3>
      <div className="sbw-rows">{children}</div>
    </section>
  );
}

function HelpSearch({ chat, texts, language, go }: ScreenProps): ReactElement {
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<readonly HelpHit[] | null>(null);
  const asked = query.trim();
  const hits = asked.length < SHORTEST ? null : found;
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
  return (
    <section className="sbw-block" role="search">
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
      {hits?.length ? (
        <div className="sbw-rows">
          {hits.map(({ article_id, title, passage }) => (
            <button
              key={article_id}
              type="button"
              className="sbw-row"
              onClick={() => go({ kind: "article", id: article_id, title })}
            >
              <span className="sbw-row-words" dir="auto">
                {title}
                <small>{plainText(passage)}</small>
              </span>
              <ChevronRight size={16} className="sbw-flip" aria-hidden />
            </button>
          ))}
        </div>
      ) : null}
    </section>
  );
}

function Conversations({ chat, texts, locale, go }: ScreenProps): ReactElement {
  const { value } = useLoaded(() => chat.services.conversations(), [chat]);
  const [latest, ...earlier] = value ?? [];
  const talk = (): void => go({ kind: "talk" });
  const startNew = (): void => {
    chat.startNew();
    talk();
  };
  return (
    <Block title={texts.conversations}>
      <button type="button" className="sbw-row" onClick={talk}>
        <MessageCircle size={18} aria-hidden />
        <Words title={texts.currentConversation} conversation={latest} locale={locale} />
        <ChevronRight size={16} className="sbw-flip" aria-hidden />
      </button>
      {latest?.status === "resolved" ? (
        <button type="button" className="sbw-row" onClick={startNew}>
          <MessageSquarePlus size={18} aria-hidden />
          <span className="sbw-row-words">{texts.newConversation}</span>
        </button>
      ) : null}
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
      {last ? <small>{plainText(last.text)}</small> : null}
    </span>
  );
}

function Options({ chat, texts, onTalk }: ScreenProps & { onTalk: () => void }): ReactElement {
  const session = useValue(chat.session.current);
  const [muted, setMuted] = useMuted();
  const assistant = useAnswering(chat).kind === "assistant";
  const copies = session?.config.transcripts && session.contact?.verified && chat.started;
  return (
    <div className="sbw-rows sbw-options">
      {assistant ? (
        <button
          type="button"
          className="sbw-row"
          onClick={() => {
            void chat.askForPerson(texts.personSentence);
            onTalk();
          }}
        >
          <span className="sbw-row-words">{texts.person}</span>
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
