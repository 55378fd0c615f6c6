"use client";

import type { Article } from "@switchboard/api-client";
import { Card, Select } from "@switchboard/ui";
import type { ReactElement } from "react";

import { dateTime, languageName } from "@/shared/format";
import { t } from "@/shared/t";
import { useLanguageItems } from "@/shared/workspace";

import type { ArticleForm } from "./ArticleEditor";

interface ArticleSettingsProps {
  form: ArticleForm;
  article: Article | null;
  onChange: (part: Partial<ArticleForm>) => void;
}

/** Language, status and audience. */
export function ArticleSettings({ form, article, onChange }: ArticleSettingsProps): ReactElement {
  const known = useLanguageItems();
  const languages = known.some((item) => item.value === form.language)
    ? known
    : [...known, { value: form.language, label: languageName(form.language) }];
  return (
    <Card className="flex flex-col gap-4">
      <Select
        label={t("knowledge.language")}
        items={languages}
        value={form.language}
        onValueChange={(language) => onChange({ language })}
      />
      <Select
        label={t("knowledge.status")}
        description={t("knowledge.statusHelp")}
        items={[
          { value: "published", label: t("knowledge.published") },
          { value: "draft", label: t("knowledge.draft") },
        ]}
        value={form.status}
        onValueChange={(status) => onChange({ status })}
      />
      <Select
        label={t("knowledge.audience")}
        description={t("knowledge.audienceHelp")}
        items={[
          { value: "public", label: t("knowledge.public") },
          { value: "staff", label: t("knowledge.staff") },
        ]}
        value={form.audience}
        onValueChange={(audience) => onChange({ audience })}
      />
      {article ? (
        <p className="border-t border-line pt-3 text-sm text-faint">
          {t("knowledge.changed", { when: dateTime(article.updated_at) })}
        </p>
      ) : null}
    </Card>
  );
}
