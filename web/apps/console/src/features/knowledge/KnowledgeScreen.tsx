"use client";

import { Button, Select, TextField } from "@switchboard/ui";
import { Plus, Upload } from "lucide-react";
import Link from "next/link";
import { type ReactElement, useDeferredValue, useState } from "react";

import { Page } from "@/components/Page";
import { ImportDialog } from "@/features/sources/ImportDialog";
import { useCan } from "@/shared/session/me";
import { t } from "@/shared/t";
import { useLanguageItems } from "@/shared/workspace";

import { ArticleList } from "./ArticleList";
import { KnowledgeNav } from "./KnowledgeNav";
import type { ArticleFilter } from "./queries";

const ANY = "any";

/** All articles that the assistant answers from. */
export function KnowledgeScreen(): ReactElement {
  const canWrite = useCan("knowledge.write");
  const languages = useLanguageItems();
  const [search, setSearch] = useState("");
  const [language, setLanguage] = useState(ANY);
  const [shown, setShown] = useState(ANY);
  const [importing, setImporting] = useState(false);
  const q = useDeferredValue(search.trim());
  return (
    <Page
      title={t("knowledge.title")}
      description={t("knowledge.lead")}
      actions={
        canWrite ? (
          <>
            <Button icon={<Upload size={16} aria-hidden />} onClick={() => setImporting(true)}>
              {t("knowledge.import")}
            </Button>
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
      <ImportDialog open={importing} onOpenChange={setImporting} />
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
    <Link href="/knowledge/edit/" className="sb-button sb-button-primary sb-button-md">
      <Plus size={16} aria-hidden />
      {t("knowledge.new")}
    </Link>
  );
}
