import type { ReactElement } from "react";

import { Face, GroupHead, nameOf } from "./Group";
import { formatOf, MessageText } from "./MessageText";
import type { Author, ChatLabels, Draft, Viewer } from "./types";

/** An answer while it is written. Hidden from screen readers, which hear the finished one. */
export function DraftBubble({
  draft,
  viewer,
  labels,
}: {
  draft: Draft;
  viewer: Viewer;
  labels: ChatLabels;
}): ReactElement {
  const { author, text } = draft;
  return (
    <div
      className="sbc-group sbc-draft"
      data-own={viewer === "member" || undefined}
      data-author={author.kind}
    >
      <Face author={author} labels={labels} />
      <div className="sbc-group-body" aria-hidden="true">
        <GroupHead author={author} labels={labels} />
        <div className="sbc-message">
          <div className="sbc-bubble" dir="auto">
            {text ? <MessageText text={text} format={formatOf(author.kind)} /> : <Dots />}
          </div>
        </div>
      </div>
    </div>
  );
}

/** Somebody is writing. */
export function TypingBubble({
  authors,
  viewer,
  labels,
}: {
  authors: readonly Author[];
  viewer: Viewer;
  labels: ChatLabels;
}): ReactElement | null {
  const first = authors[0];
  if (!first) return null;
  const own = viewer === "member" && first.kind !== "contact";
  return (
    <div className="sbc-group sbc-typing" data-own={own || undefined} data-author={first.kind}>
      <Face author={first} labels={labels} />
      <div className="sbc-group-body">
        <div className="sbc-bubble">
          <Dots />
          <span className="sbc-hidden">
            {labels.typing(authors.map((author) => nameOf(author, labels)))}
          </span>
        </div>
      </div>
    </div>
  );
}

function Dots(): ReactElement {
  return (
    <span className="sbc-dots" aria-hidden>
      <i />
      <i />
      <i />
    </span>
  );
}
