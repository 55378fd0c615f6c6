"use client";

import { Button, Select, TextField } from "@switchboard/ui";
import { Plus, Upload } from "lucide-react";
import Link from "next/link";
import { type ReactElement, useDeferredValue, useState } from "react";

import { Page } from "@/components/Page";
import { useCan } from "@/shared/session/me";
import { t } from "@/shared/t";
import { useLanguageItems } from "@/shared/workspace";

import { ArticleList } from "./ArticleList";
import { ImportDialog } from "./ImportDialog";

const ANY = "any";

/** All articles that the assistant answers from. */
export function KnowledgeScreen(): ReactElement {
  const canWrite = useCan("knowledge.write");
  const languages = useLanguageItems();
  const [search, setSearch] = useState("");
  const [language, setLanguage] = useState(ANY);
  const [importing, setImporting] = useState(false);
  const query = useDeferredValue(search.trim());
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
      <div className="flex flex-wrap gap-3">
        <TextField
          className="min-w-0 flex-1 basis-60"
          label={t("knowledge.search")}
          hideLabel
          placeholder={t("knowledge.search")}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Select
          className="w-44"
          label={t("knowledge.language")}
          hideLabel
          value={language}
          onValueChange={setLanguage}
          items={[{ value: ANY, label: t("knowledge.anyLanguage") }, ...languages]}
        />
      </div>
      <ArticleList query={query} language={language === ANY ? "" : language} />
      <ImportDialog open={importing} onOpenChange={setImporting} />
    </Page>
  );
}

function NewArticleLink(): ReactElement {
  return (
    <Link href="/knowledge/edit/" className="sb-button sb-button-primary sb-button-md">
      <Plus size={16} aria-hidden />
      {t("knowledge.new")}
    </Link>
  );
}
