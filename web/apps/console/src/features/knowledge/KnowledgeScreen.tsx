"use client";

import { Select, TextField } from "@switchboard/ui";
import { Plus } from "lucide-react";
import { type ReactElement, type ReactNode, useState } from "react";

import { Link } from "@/components/Link";
import { Page } from "@/components/Page";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/knowledge/texts";
import { useLanguageItems } from "@/shared/workspace";

import { ArticleList } from "./ArticleList";
import { KnowledgeNav } from "@/components/KnowledgeNav";
import { href } from "@/shared/routes";
import { useSettled } from "@/shared/useSettled";
import type { ArticleFilter } from "./queries";

const ANY = "any";

/** All articles that the assistant answers from. `importButton`: how files come in, which is another feature. */
export function KnowledgeScreen({ importButton }: { importButton: ReactNode }): ReactElement {
  const canWrite = useCan("knowledge.write");
  const languages = useLanguageItems();
  const [search, setSearch] = useState("");
  const [language, setLanguage] = useState(ANY);
  const [shown, setShown] = useState(ANY);
  const q = useSettled(search.trim());
  return (
    <Page
      title={t("knowledge.title")}
      description={t("knowledge.lead")}
      actions={
        canWrite ? (
          <>
            {importButton}
            <NewArticleLink />
          </>
        ) : null
      }
    >
      <KnowledgeNav />
      <div className="flex flex-wrap gap-3">
        <TextField
          className="min-w-0 flex-1 basis-60"
          label={t("knowledge.search")}
          hideLabel
          type="search"
          placeholder={t("knowledge.search")}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Select
          className="w-44 max-sm:basis-36 max-sm:grow"
          label={t("knowledge.show")}
          hideLabel
          value={shown}
          onValueChange={setShown}
          items={[
            { value: ANY, label: t("knowledge.showAll") },
            { value: "draft", label: t("knowledge.showDrafts") },
            { value: "customers", label: t("knowledge.customers") },
            { value: "staff", label: t("knowledge.staff") },
            ...languages.map(({ value, label }) => ({
              value: `missing:${value}`,
              label: t("knowledge.showMissing", { language: label }),
            })),
          ]}
        />
        <Select
          className="w-40 max-sm:basis-36 max-sm:grow"
          label={t("knowledge.language")}
          hideLabel
          value={language}
          onValueChange={setLanguage}
          items={[{ value: ANY, label: t("knowledge.anyLanguage") }, ...languages]}
        />
      </div>
      <ArticleList filter={filterOf(q, language, shown)} />
    </Page>
  );
}

function filterOf(q: string, language: string, shown: string): ArticleFilter {
  return {
    q,
    language: language === ANY ? "" : language,
    status: shown === "draft" ? "draft" : "",
    audience: shown === "customers" || shown === "staff" ? shown : "",
    missing: shown.startsWith("missing:") ? shown.slice("missing:".length) : "",
  };
}

function NewArticleLink(): ReactElement {
  return (
    <Link href={href("article")} className="sb-button sb-button-primary sb-button-md">
      <Plus size={16} aria-hidden />
      {t("knowledge.new")}
    </Link>
  );
}
