import { Avatar, classes } from "@switchboard/ui";
import type { ReactElement } from "react";

import type { Viewer } from "@/shared/live/cache";
import { listed } from "@/shared/format";
import { t } from "@/features/inbox/texts";

/** Says who else is here before two answers are sent: softly while they look, plainly while they write. */
export function CollisionBar(props: {
  viewers: readonly Viewer[];
  /** A colleague who answered while this reply was being written. */
  answered: string | null;
}): ReactElement | null {
  const writing = props.viewers.filter(({ typing }) => typing);
  const shown = writing.length > 0 ? writing : props.viewers;
  const text = props.answered
    ? t("composer.answeredMeanwhile", { name: props.answered })
    : presence(shown, writing.length > 0);
  if (!text) return null;
  const loud = props.answered !== null || writing.length > 0;
  return (
    <div
      role="status"
      className={classes(
        "mb-2 flex items-center gap-2 rounded-lg px-3 py-1.5 text-sm",
        loud ? "bg-warn-soft text-warn-text" : "bg-surface-2 text-muted",
      )}
    >
      {props.answered ? null : (
        <span aria-hidden className="flex -space-x-1.5">
          {shown.slice(0, 3).map(({ id, name }) => (
            <Avatar key={id} name={name} id={id} size={20} />
          ))}
        </span>
      )}
      <span className="min-w-0 flex-1">{text}</span>
    </div>
  );
}

function presence(shown: readonly Viewer[], writing: boolean): string | null {
  if (shown.length === 0) return null;
  const names = listed(shown.map(({ name }) => name));
  if (writing)
    return t(shown.length > 1 ? "composer.replyingMany" : "composer.replying", { names });
  return t(shown.length > 1 ? "composer.lookingMany" : "composer.looking", { names });
}
