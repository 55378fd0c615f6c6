import { type ReactElement, useSyncExternalStore } from "react";

import type { Format } from "./lex";
import { PlainText } from "./links";
import type * as MarkdownModule from "./Markdown";

/** How the words of such an author are to be read. */
export function formatOf(authorKind: string): Format {
  if (authorKind === "contact") return "plain";
  return authorKind === "member" ? "typed" : "markdown";
}

/** A message's words. Until the parser of Markdown is there, which comes with the first message that needs it, as plain text. */
export function MessageText({ text, format }: { text: string; format: Format }): ReactElement {
  const known = useSyncExternalStore(subscribe, current, current);
  if (format === "plain") return <PlainText text={text} />;
  if (known) return <known.Markdown text={text} format={format} />;
  void loadMarkdown();
  return <PlainText text={text} />;
}

/** The words as they would be read aloud; as they are where the parser cannot be had. */
export async function spokenText(text: string, format: Format): Promise<string> {
  if (format === "plain") return text;
  const known = await loadMarkdown();
  return known ? known.plainText(text, format) : text;
}

let markdown: typeof MarkdownModule | null = null;
let loading: Promise<typeof MarkdownModule | null> | null = null;
const waiting = new Set<() => void>();

const current = (): typeof MarkdownModule | null => markdown;

function subscribe(changed: () => void): () => void {
  waiting.add(changed);
  return () => waiting.delete(changed);
}

/** Tried again with the next message when the network fails. */
function loadMarkdown(): Promise<typeof MarkdownModule | null> {
  loading ??= import("./Markdown").then(
    (module) => {
      markdown = module;
      waiting.forEach((changed) => changed());
      return module;
    },
    () => {
      loading = null;
      return null;
    },
  );
  return loading;
}
