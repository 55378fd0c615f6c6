import type { Article } from "@switchboard/api-client";
import { Markdown } from "@switchboard/chat";
import { Badge, Card } from "@switchboard/ui";
import type { ReactElement } from "react";

import { BackLink } from "@/components/BackLink";
import { Page } from "@/components/Page";
import { languageName } from "@/shared/format";
import { t } from "@/features/knowledge/texts";
import { href } from "@/shared/routes";

/** An article for those who may read but not write. */
export function ArticleView({ article }: { article: Article }): ReactElement {
  return (
    <Page
      title={article.title}
      width="narrow"
      back={<BackLink href={href("knowledge")} label={t("knowledge.title")} />}
    >
      <div className="flex gap-2">
        <Badge>{languageName(article.language)}</Badge>
        {article.status === "draft" ? <Badge tone="warn">{t("knowledge.draft")}</Badge> : null}
      </div>
      <Card>
        <div dir="auto">
          <Markdown text={article.body} />
        </div>
      </Card>
      {article.questions.length > 0 ? (
        <Card title={t("knowledge.questions")}>
          <ul className="list-disc pl-5">
            {article.questions.map((question) => (
              <li key={question} dir="auto">
                {question}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </Page>
  );
}
