"use client";

import type { DiffLine, FieldDiff } from "@switchboard/api-client";
import { classes } from "@switchboard/ui";
import type { ReactElement } from "react";

import { QueryView } from "@/components/QueryView";
import { t, tn } from "@/shared/t";

import { useDiff } from "./queries";

/** What differs between two versions: field by field, line by line, the changed words marked. */
export function Differences(props: {
  articleId: string;
  old: number;
  next: number | "draft";
}): ReactElement {
  const diff = useDiff(props.articleId, props.old, props.next);
  return (
    <QueryView query={diff}>
      {({ fields }) =>
        fields.length === 0 ? (
          <p className="text-muted">{t("knowledge.noDifference")}</p>
        ) : (
          <div className="flex flex-col gap-5">
            {fields.map((field) => (
              <Field key={field.field} diff={field} />
            ))}
          </div>
        )
      }
    </QueryView>
  );
}

const FIELDS = [
  "title",
  "body",
  "language",
  "questions",
  "slug",
  "url",
  "status",
  "audience",
  "category",
  "approved_answer",
] as const;

export function fieldName(field: string): string {
  const known = FIELDS.find((name) => name === field);
  return known ? t(`knowledge.field.${known}`) : field;
}

function Field({ diff }: { diff: FieldDiff }): ReactElement {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{fieldName(diff.field)}</h3>
      <div className="overflow-hidden rounded-lg border border-line text-sm">
        {diff.lines.map((line, index) => (
          <Line key={index} line={line} />
        ))}
      </div>
    </section>
  );
}

const SIGNS: Record<DiffLine["op"], string> = { insert: "+", delete: "−", equal: "", skip: "" };

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
