import { type ReactElement, useEffect, useRef, useState } from "react";

import { nameOf } from "./Group";
import { formatOf, spokenText } from "./MessageText";
import type { ChatLabels, Entry, Viewer } from "./types";

/**
 * Tells screen readers what others have said: once for each finished message, never for a draft that grows, and
 * nothing for what was there at the start or was loaded above.
 */
export function Announcer({
  entries,
  viewer,
  labels,
}: {
  entries: readonly Entry[];
  viewer: Viewer;
  labels: ChatLabels;
}): ReactElement {
  const heard = useRef<number | null>(null);
  const [text, setText] = useState("");
  const newest = entries[entries.length - 1]?.seq ?? 0;

  useEffect(() => {
    const from = heard.current;
    heard.current = Math.max(from ?? 0, newest);
    if (from === null) return;
    const fresh = entries.filter((entry) => entry.seq > from && entry.author.kind !== viewer);
    if (fresh.length === 0) return;
    void Promise.all(fresh.map((entry) => sentence(entry, labels))).then((said) => {
      const words = said.filter(Boolean).join("\n");
      if (words) setText(words);
    });
  }, [entries, newest, viewer, labels]);

  return (
    <div className="sbc-hidden" role="status" aria-live="polite">
      {text}
    </div>
  );
}

async function sentence(entry: Entry, labels: ChatLabels): Promise<string | null> {
  if (entry.kind === "event") return labels.event(entry);
  const files = (entry.attachments ?? []).map(({ name }) => name);
  const said = [await spokenText(entry.text, formatOf(entry.author.kind)), ...files]
    .filter(Boolean)
    .join(", ");
  return labels.announce(nameOf(entry.author, labels), said);
}
