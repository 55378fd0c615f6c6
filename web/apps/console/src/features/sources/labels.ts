import type { ArticleSource, SourceDocument } from "@switchboard/api-client";
import type { Tone } from "@switchboard/ui";
import { FileStack, FileText, Globe, type LucideIcon, Network } from "lucide-react";

import { ago, dateTime } from "@/shared/format";
import { type MessageKey, t, tn } from "@/features/sources/texts";

export const KINDS: Record<ArticleSource["kind"], { label: MessageKey; icon: LucideIcon }> = {
  site: { label: "sources.kind.site", icon: Globe },
  sitemap: { label: "sources.kind.sitemap", icon: Network },
  page: { label: "sources.kind.page", icon: FileText },
  upload: { label: "sources.kind.upload", icon: FileStack },
};

interface Label {
  text: string;
  tone: Tone;
}

/** How a source is doing, in two or three words. */
export function stateOf(source: ArticleSource): Label {
  if (source.state === "fetching") return { text: t("sources.state.fetching"), tone: "info" };
  if (source.state === "failing") return { text: t("sources.state.failing"), tone: "danger" };
  if (source.state === "paused") return { text: t("sources.state.paused"), tone: "neutral" };
  if (source.pending > 0) return { text: tn("sources.pending", source.pending), tone: "warn" };
  if (source.state === "new") return { text: t("sources.state.new"), tone: "neutral" };
  if (source.state === "incomplete") {
    return { text: t("sources.state.incomplete"), tone: "warn" };
  }
  return { text: t("sources.state.ready"), tone: "success" };
}

const DOCUMENT_TONES: Record<SourceDocument["state"], Tone> = {
  found: "neutral",
  new: "info",
  changed: "info",
  gone: "warn",
  differs: "warn",
  unchanged: "success",
  ignored: "neutral",
  skipped: "neutral",
  error: "danger",
};

/** What the last fetch made of a document. */
export function documentLabel(state: SourceDocument["state"]): Label {
  return { text: t(`sources.document.${state}`), tone: DOCUMENT_TONES[state] };
}

/** When it was fetched, and when it will be again. */
export function freshness(source: ArticleSource): string {
  const last = source.last_fetched_at
    ? t(source.kind === "upload" ? "sources.uploadedAgo" : "sources.fetchedAgo", {
        when: ago(source.last_fetched_at),
      })
    : t("sources.neverFetched");
  if (!source.next_fetch_at) return last;
  return `${last} · ${t("sources.nextFetch", { when: ago(source.next_fetch_at) })}`;
}

/** "43 articles · 2 errors". */
export function countsOf({ counts }: ArticleSource): string {
  const parts = [tn("sources.articles", counts.articles ?? 0)];
  if (counts.errors) parts.push(tn("sources.problems", counts.errors));
  return parts.join(" · ");
}

/** What a running fetch does now, in a sentence. */
export function progressOf({ progress }: ArticleSource): string {
  if (!progress) return t("sources.starting");
  if (progress.phase === "opening") return t("sources.opening");
  const key = progress.phase === "pages" ? "sources.reading" : "sources.applying";
  return t(key, { done: progress.done, all: progress.done + progress.waiting });
}

/** The share of a running fetch that is done, as far as it is known yet. */
export function shareOf({ progress }: ArticleSource): number | null {
  if (!progress || progress.phase === "opening") return null;
  const all = progress.done + progress.waiting;
  return all > 0 ? progress.done / all : null;
}

export function exactly(iso: string | null): string | undefined {
  return iso ? dateTime(iso) : undefined;
}
