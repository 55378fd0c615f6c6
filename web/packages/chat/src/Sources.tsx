import { BookOpenText, ChevronDown, ExternalLink } from "lucide-react";
import type { ReactElement } from "react";

import { SafeLink, safeUrl } from "./links";
import { MessageText } from "./MessageText";
import type { ChatLabels, Source } from "./types";

/** What an answer rests on: one card per source, its passage folded inside. */
export function Sources({
  sources,
  labels,
  onOpen,
}: {
  sources: readonly Source[];
  labels: Pick<ChatLabels, "sources" | "openSource">;
  /** Opens the article here; its own page in another tab otherwise. */
  onOpen?: ((source: Source) => void) | undefined;
}): ReactElement {
  return (
    // A group, not a region: one landmark per answer would be no help to find one's way.
    <div className="sbc-sources" role="group" aria-label={labels.sources}>
      {sources.map((source, index) => (
        <SourceCard
          key={`${source.article_id}-${index}`}
          source={source}
          openLabel={labels.openSource}
          onOpen={onOpen}
        />
      ))}
    </div>
  );
}

function SourceCard({
  source,
  openLabel,
  onOpen,
}: {
  source: Source;
  openLabel: string;
  onOpen: ((source: Source) => void) | undefined;
}): ReactElement {
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
