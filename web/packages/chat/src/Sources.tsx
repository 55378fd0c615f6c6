import { ArrowUpRight, BookOpenText, ChevronDown, ExternalLink } from "lucide-react";
import type { ReactElement } from "react";

import { SafeLink, safeUrl } from "./links";
import { MessageText } from "./MessageText";
import type { ChatLabels, Source } from "./types";

interface CardProps {
  source: Source;
  /** The answer above: what stands there is not said again. */
  said: string;
  openLabel: string;
  onOpen: ((source: Source) => void) | undefined;
}

/** What an answer rests on: one card per source, with the passage folded inside unless the answer quotes it. */
export function Sources({
  sources,
  said = "",
  labels,
  onOpen,
}: {
  sources: readonly Source[];
  said?: string;
  labels: Pick<ChatLabels, "sources" | "openSource">;
  /** Opens the article here; its own page in another tab otherwise. */
  onOpen?: ((source: Source) => void) | undefined;
}): ReactElement {
  return (
    // A group, not a region: one landmark per answer would be no help to find one's way.
    <div className="sbc-sources" role="group" aria-label={labels.sources}>
      {sources.map((source, index) => {
        const Card = isQuoted(source, said) ? QuotedCard : FoldedCard;
        return (
          <Card
            key={`${source.article_id}-${index}`}
            {...{ source, said, onOpen }}
            openLabel={labels.openSource}
          />
        );
      })}
    </div>
  );
}

/** Letters and digits only: the answer may set a passage in other marks and other lines. */
function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();
}

function isQuoted({ passage }: Source, said: string): boolean {
  return !passage || bare(said).includes(bare(passage));
}

/** The title, or the way to the article where the answer names it already. */
function titleOf({ title }: Source, said: string, openLabel: string): string {
  return bare(said).includes(bare(title)) ? openLabel : title;
}

/** The answer says all of the passage: there is only the article to open. */
function QuotedCard({ source, said, openLabel, onOpen }: CardProps): ReactElement {
  const words = (
    <>
      <BookOpenText size={14} aria-hidden />
      <span className="sbc-source-title" dir="auto">
        {titleOf(source, said, openLabel)}
      </span>
      <ArrowUpRight size={14} aria-hidden />
    </>
  );
  if (onOpen) {
    return (
      <button
        type="button"
        className="sbc-source sbc-source-open"
        title={source.title}
        onClick={() => onOpen(source)}
      >
        {words}
      </button>
    );
  }
  const url = source.url ? safeUrl(source.url) : null;
  if (!url) {
    return (
      <p className="sbc-source sbc-source-open">
        <BookOpenText size={14} aria-hidden />
        <span className="sbc-source-title" dir="auto">
          {source.title}
        </span>
      </p>
    );
  }
  return (
    <a
      className="sbc-source sbc-source-open"
      title={source.title}
      href={url}
      target="_blank"
      rel="noopener noreferrer nofollow"
    >
      {words}
    </a>
  );
}

function FoldedCard({ source, openLabel, onOpen }: CardProps): ReactElement {
  return (
    <details className="sbc-source">
      <summary>
        <BookOpenText size={14} aria-hidden />
        <span className="sbc-source-title" dir="auto">
          {source.title}
        </span>
        <ChevronDown size={14} aria-hidden className="sbc-chevron" />
      </summary>
      <div className="sbc-source-body" dir="auto">
        {source.passage ? <MessageText text={source.passage} format="markdown" /> : null}
        <OpenSource {...{ source, openLabel, onOpen }} />
      </div>
    </details>
  );
}

function OpenSource({
  source,
  openLabel,
  onOpen,
}: {
  source: Source;
  openLabel: string;
  onOpen: ((source: Source) => void) | undefined;
}): ReactElement | null {
  if (onOpen) {
    return (
      <p className="sbc-source-link">
        <button type="button" onClick={() => onOpen(source)}>
          {openLabel}
        </button>
      </p>
    );
  }
  if (!source.url || !safeUrl(source.url)) return null;
  return (
    <p className="sbc-source-link">
      <SafeLink href={source.url}>
        {openLabel} <ExternalLink size={12} aria-hidden />
      </SafeLink>
    </p>
  );
}
