"use client";

import type { Contradiction, ContradictionSide } from "@switchboard/api-client";
import { Badge, Button } from "@switchboard/ui";
import { CircleCheck } from "lucide-react";
import type { ReactElement } from "react";

import { Link } from "@/components/Link";
import { keys } from "@/shared/keys";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/knowledge/texts";
import { useAction } from "@/shared/useAction";
import { href } from "@/shared/routes";

import { MoreList } from "./MoreList";
import { dismissContradiction, useContradictions } from "./queries";

/** Passages that say different things about the same, side by side. */
export function Contradictions(): ReactElement {
  const found = useContradictions();
  return (
    <MoreList
      list={found}
      empty={{
        icon: <CircleCheck aria-hidden />,
        title: t("insights.noContradictions"),
        description: t("insights.noContradictionsDetail"),
      }}
    >
      {(one) => <Pair key={one.id} found={one} />}
    </MoreList>
  );
}

function Pair({ found }: { found: Contradiction }): ReactElement {
  const canWrite = useCan("knowledge.write");
  const dismiss = useAction(() => dismissContradiction(found.id), {
    refreshes: [keys.knowledgeInsights],
    done: t("insights.dismissed"),
  });
  return (
    <li className="flex flex-col gap-3 px-4 py-4">
      <div className="flex items-center gap-2">
        <Badge tone="warn">{t(`insights.kind.${found.kind}`)}</Badge>
        <span className="flex-1" />
        {canWrite ? (
          <Button size="sm" loading={dismiss.isPending} onClick={() => dismiss.mutate(undefined)}>
            {t("insights.bothRight")}
          </Button>
        ) : null}
      </div>
      <div className="grid gap-3 md:grid-cols-2">
        <Side side={found.first} language={found.language} />
        <Side side={found.second} language={found.language} />
      </div>
    </li>
  );
}

function Side({ side, language }: { side: ContradictionSide; language: string }): ReactElement {
  return (
    <div className="flex min-w-0 flex-col gap-1 rounded-lg bg-surface-2 p-3" lang={language}>
      <Link
        href={href("article", { id: side.article_id })}
        className="font-medium hover:underline"
        dir="auto"
      >
        {side.title}
      </Link>
      {side.heading ? (
        <p className="text-sm text-muted" dir="auto">
          {side.heading}
        </p>
      ) : null}
      <p className="break-words" dir="auto">
        {side.sentence}
      </p>
    </div>
  );
}
