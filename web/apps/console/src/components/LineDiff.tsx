import type { DiffLine } from "@switchboard/api-client";
import { classes } from "@switchboard/ui";
import type { ReactElement } from "react";

import { tn } from "@/components/texts";

const SIGNS: Record<DiffLine["op"], string> = { insert: "+", delete: "−", equal: "", skip: "" };

/** Lines that were removed, added or stayed, the changed words marked. */
export function LineDiff({ lines }: { lines: readonly DiffLine[] }): ReactElement {
  return (
    <div className="overflow-hidden rounded-lg border border-line text-sm">
      {lines.map((line, index) => (
        <Line key={index} line={line} />
      ))}
    </div>
  );
}

function Line({ line }: { line: DiffLine }): ReactElement {
  if (line.op === "skip") {
    return (
      <p className="bg-surface-2 px-3 py-1 text-xs text-faint">
        {tn("knowledge.skippedLines", line.skipped)}
      </p>
    );
  }
  const Tag = line.op === "insert" ? "ins" : line.op === "delete" ? "del" : "div";
  return (
    <Tag
      className={classes(
        "flex gap-2 px-3 py-1 no-underline",
        line.op === "insert" && "bg-success-soft text-success-text",
        line.op === "delete" && "bg-danger-soft text-danger-text",
      )}
    >
      <span aria-hidden className="w-3 shrink-0 text-center select-none">
        {SIGNS[line.op]}
      </span>
      <span className="min-w-0 flex-1 break-words whitespace-pre-wrap" dir="auto">
        {line.parts.map((part, index) =>
          part.changed && line.parts.length > 1 ? (
            <strong key={index} className="rounded-sm font-semibold underline underline-offset-2">
              {part.text}
            </strong>
          ) : (
            <span key={index}>{part.text}</span>
          ),
        )}
      </span>
    </Tag>
  );
}
