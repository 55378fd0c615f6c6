"use client";

import type { FieldDiff } from "@switchboard/api-client";
import type { ReactElement } from "react";

import { LineDiff } from "@/components/LineDiff";
import { QueryView } from "@/components/QueryView";
import { t } from "@/features/knowledge/texts";

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
      <LineDiff lines={diff.lines} />
    </section>
  );
}
