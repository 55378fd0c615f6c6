import { Markdown, safeUrl } from "@switchboard/chat";
import { ExternalLink } from "lucide-react";
import { type ReactElement, useEffect, useRef } from "react";

import type { ScreenProps } from "../App";
import { useLoaded } from "./useLoaded";

/** A help article, read inside the widget. */
export default function Article({
  chat,
  texts,
  id,
  title,
}: ScreenProps & { id: string; title: string }): ReactElement {
  const { value, failed } = useLoaded(() => chat.services.article(id), [chat, id]);
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => top.current?.focus(), []);
  const url = value?.url ? safeUrl(value.url) : null;
  return (
    <article className="sbw-page" lang={value?.language}>
      <h2 ref={top} tabIndex={-1} dir="auto">
        {value?.title ?? title}
      </h2>
      {value ? (
        <div className="sbw-article" dir="auto">
          <Markdown text={value.body} />
        </div>
      ) : (
        <p role="status">{failed ? texts.couldNot : texts.loading}</p>
      )}
      {url ? (
        <a className="sbw-row" href={url} target="_blank" rel="noopener noreferrer">
          <span className="sbw-row-words">{texts.openSource}</span>
          <ExternalLink size={16} aria-hidden />
        </a>
      ) : null}
    </article>
  );
}
