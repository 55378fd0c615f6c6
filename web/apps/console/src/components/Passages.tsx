import { Markdown } from "@switchboard/chat";
import { Badge } from "@switchboard/ui";
import type { ReactElement } from "react";

import { percent } from "@/shared/format";
import { t } from "@/components/texts";
import { href } from "@/shared/routes";

import { legName } from "./legs";
import { Meter } from "./Meter";
import { Link } from "./Link";

export interface Passage {
  article_id: string;
  title: string;
  passage: string;
  score: number;
  legs: Record<string, unknown>;
}

/** What the search found, best first, with the score of each of its legs. */
export function Passages({ items }: { items: readonly Passage[] }): ReactElement {
  if (items.length === 0) return <p className="text-sm text-muted">{t("trace.noPassages")}</p>;
  return (
    <ol className="flex flex-col gap-2">
      {items.map((item, index) => (
        <li
          key={`${item.article_id}-${index}`}
          className="flex flex-col gap-2 rounded-lg border border-line p-3"
        >
          <Link
            href={href("article", { id: item.article_id })}
            className="font-medium hover:underline"
            dir="auto"
          >
            {item.title}
          </Link>
          <div className="line-clamp-6 text-sm text-muted" dir="auto">
            <Markdown text={item.passage} />
          </div>
          <Meter label={t("trace.score")} value={item.score} size="sm" plain />
          <div className="flex flex-wrap gap-1.5">
            {Object.entries(item.legs).map(([leg, value]) => (
              <Badge key={leg}>
                {legName(leg)} {legValue(value)}
              </Badge>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

function legValue(value: unknown): string {
  return typeof value === "number" ? percent(value) : String(value ?? "–");
}
