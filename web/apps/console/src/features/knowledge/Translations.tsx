"use client";

import type { Article } from "@switchboard/api-client";
import { Badge, Card } from "@switchboard/ui";
import { Plus } from "lucide-react";
import type { ReactElement } from "react";

import { Link } from "@/components/Link";
import { languageName } from "@/shared/format";
import { t } from "@/features/knowledge/texts";
import { useLanguageItems } from "@/shared/workspace";
import { href } from "@/shared/routes";

/** The article's other languages: those there are, and those to be written. */
export function Translations({ article }: { article: Article }): ReactElement {
  const languages = useLanguageItems();
  const written = new Map(article.translations.map((one) => [one.language, one]));
  const codes = [...new Set([...languages.map(({ value }) => value), ...written.keys()])];
  return (
    <Card title={t("knowledge.translations")} description={t("knowledge.translationsHelp")}>
      <ul className="-mx-2 flex flex-col">
        {codes
          .filter((code) => code !== article.language)
          .map((code) => {
            const other = written.get(code);
            return (
              <li key={code}>
                <Link
                  href={other ? editor({ id: other.id }) : editor({ from: article.id, in: code })}

                  className="flex min-h-9 items-center gap-2 rounded-md px-2 py-1 hover:bg-surface-2"
                >
                  <span className="min-w-0 flex-1">
                    <span className="block text-sm text-muted">{languageName(code)}</span>
                    <span className="block truncate font-medium" dir="auto">
                      {other?.title ?? t("knowledge.translate", { language: languageName(code) })}
                    </span>
                  </span>
                  {other ? null : (
                    <Badge tone="warn">
                      <Plus size={12} aria-hidden />
                      {t("knowledge.missing")}
                    </Badge>
                  )}
                  {other?.status === "draft" ? (
                    <Badge tone="warn">{t("knowledge.draft")}</Badge>
                  ) : null}
                </Link>
              </li>
            );
          })}
      </ul>
    </Card>
  );
}

function editor(query: Record<string, string>): string {
  return href("article", query);
}
