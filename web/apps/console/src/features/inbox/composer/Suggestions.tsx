import { classes } from "@switchboard/ui";
import type { ReactElement, ReactNode } from "react";

import { t, tn } from "@/features/inbox/texts";

import type { TriggerKind } from "./trigger";

/** One line to choose from, and what it puts into the text. */
export interface Suggestion {
  key: string;
  label: ReactNode;
  /** Beside the label, for instance the emoji or the shortcut. */
  mark?: ReactNode;
  /** Below it: what the text will be. */
  detail?: ReactNode;
  insert: string;
  /** The member that is mentioned by it. */
  memberId?: string;
}

interface SuggestionsProps {
  id: string;
  kind: TriggerKind;
  items: readonly Suggestion[];
  chosen: number;
  onChoose: (index: number) => void;
  onHover: (index: number) => void;
}

export function optionId(list: string, index: number): string {
  return `${list}-${index}`;
}

/** What can be chosen for what was typed; the keyboard stays in the text. */
export function Suggestions(props: SuggestionsProps): ReactElement {
  const { id, kind, items, chosen } = props;
  return (
    <div className="absolute inset-x-0 bottom-full z-20 mb-2 overflow-hidden rounded-lg border border-line bg-surface shadow-lg">
      <div
        role="listbox"
        id={id}
        aria-label={t(`composer.suggestions.${kind}`)}
        className="scroll-pane max-h-72 p-1"
      >
        {items.map((item, index) => (
          // The keyboard works from the text box, which names the chosen option.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={item.key}
            role="option"
            id={optionId(id, index)}
            aria-selected={index === chosen}
            tabIndex={-1}
            ref={index === chosen ? intoSight : undefined}
            onMouseMove={() => props.onHover(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => props.onChoose(index)}
            className={classes(
              "flex cursor-pointer items-start gap-2.5 rounded-md px-2.5 py-1.5 text-sm",
              index === chosen && "bg-accent-soft text-on-accent-soft",
            )}
          >
            {item.mark ? <span className="shrink-0">{item.mark}</span> : null}
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{item.label}</span>
              {item.detail ? (
                <span className="line-clamp-2 block text-xs opacity-80">{item.detail}</span>
              ) : null}
            </span>
          </div>
        ))}
      </div>
      <p role="status" className="visually-hidden">
        {tn("composer.found", items.length)}
      </p>
    </div>
  );
}

function intoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}
