import { Fragment, type ReactElement, type ReactNode } from "react";

/** From and to of what is marked, as JavaScript counts. */
export interface Marked {
  text: string;
  marks: readonly (readonly number[])[];
}

/** A text with what a search found in it, marked. The server tells offsets; nothing of it is ever markup. */
export function MarkedText({ marked }: { marked: Marked }): ReactElement {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const [from = 0, to = 0] of marked.marks) {
    parts.push(
      marked.text.slice(end, from),
      <mark className="rounded-sm bg-warn-soft text-warn-text">{marked.text.slice(from, to)}</mark>,
    );
    end = to;
  }
  parts.push(marked.text.slice(end));
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={index}>{part}</Fragment>
      ))}
    </>
  );
}
