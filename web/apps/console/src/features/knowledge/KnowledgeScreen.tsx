"use client";

import { Plus } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

import { FilterBar } from "@/components/filters/FilterBar";
import { type FilterField, type Filters, useFilters } from "@/components/filters/useFilters";
import { KnowledgeNav } from "@/components/KnowledgeNav";
import { LinkButton } from "@/components/LinkButton";
import { Page } from "@/components/Page";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/knowledge/texts";
import { useLanguageItems } from "@/shared/workspace";
import { href } from "@/shared/routes";

import { ArticleList } from "./ArticleList";
import { type ArticleFilter, useCategories } from "./queries";

/** All articles that the assistant answers from. `importButton`: how files come in, which is another feature. */
export function KnowledgeScreen({ importButton }: { importButton: ReactNode }): ReactElement {
  const canWrite = useCan("knowledge.write");
  const fields = useFields();
  const filters = useFilters(fields);
  const actions = canWrite ? (
    <>
      {importButton}
      <LinkButton variant="primary" href={href("article")} icon={<Plus size={16} aria-hidden />}>
        {t("knowledge.new")}
      </LinkButton>
    </>
  ) : null;
  return (
    <Page title={t("knowledge.title")} description={t("knowledge.lead")} actions={actions}>
      <KnowledgeNav />
      <FilterBar filters={filters} fields={fields} search={t("knowledge.search")} />
      <ArticleList
        filter={filterOf(filters)}
        narrowed={filters.narrowed}
        start={actions && <div className="flex flex-wrap justify-center gap-2">{actions}</div>}
      />
    </Page>
  );
}

function useFields(): FilterField[] {
  const languages = useLanguageItems();
  const categories = useCategories().data?.items ?? [];
  return [
    {
      name: "status",
      label: t("knowledge.field.status"),
      items: [
        { value: "published", label: t("knowledge.showPublished") },
        { value: "draft", label: t("knowledge.showDrafts") },
      ],
    },
    {
      name: "audience",
      label: t("knowledge.field.audience"),
      items: [
        { value: "public", label: t("knowledge.public") },
        { value: "customers", label: t("knowledge.customers") },
        { value: "staff", label: t("knowledge.staff") },
      ],
    },
    { name: "language", label: t("knowledge.language"), items: languages },
    { name: "missing", label: t("knowledge.untranslated"), items: languages },
    {
      name: "category",
      label: t("knowledge.field.category"),
      items: categories.map(({ name }) => ({ value: name, label: name })),
    },
  ].filter(({ items }) => items.length > 0);
}

function filterOf({ q, values }: Filters): ArticleFilter {
  const { status = "", audience = "", language = "", missing = "", category = "" } = values;
  return {
    q,
    language,
    missing,
    category,
    status: STATUSES.find((known) => known === status) ?? "",
    audience: AUDIENCES.find((known) => known === audience) ?? "",
  };
}

const STATUSES = ["published", "draft"] as const;
const AUDIENCES = ["public", "customers", "staff"] as const;
