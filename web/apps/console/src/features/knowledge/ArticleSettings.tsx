"use client";

import type { Article } from "@switchboard/api-client";
import { Card, Select, TextField } from "@switchboard/ui";
import { type ReactElement, useId } from "react";

import { dateTime, languageName } from "@/shared/format";
import { t } from "@/features/knowledge/texts";
import { useLanguageItems } from "@/shared/workspace";

import type { ArticleForm } from "./form";
import { useCategories } from "./queries";
import { Translations } from "./Translations";

interface ArticleSettingsProps {
  form: ArticleForm;
  article: Article | null;
  onChange: (part: Partial<ArticleForm>) => void;
}

/** Language and translations, audience and category. */
export function ArticleSettings({ form, article, onChange }: ArticleSettingsProps): ReactElement {
  const known = useLanguageItems();
  const languages = known.some((item) => item.value === form.language)
    ? known
    : [...known, { value: form.language, label: languageName(form.language) }];
  return (
    <div className="flex flex-col gap-5">
      <Card className="flex flex-col gap-4">
        <Select
          label={t("knowledge.audience")}
          description={t("knowledge.audienceHelp")}
          items={[
            { value: "public", label: t("knowledge.public") },
            { value: "customers", label: t("knowledge.customers") },
            { value: "staff", label: t("knowledge.staff") },
          ]}
          value={form.audience}
          onValueChange={(audience) => onChange({ audience })}
        />
        <Select
          label={t("knowledge.language")}
          items={languages}
          value={form.language}
          onValueChange={(language) => onChange({ language })}
        />
        <CategoryField value={form.category} onChange={(category) => onChange({ category })} />
        {article ? (
          <p className="border-t border-line pt-3 text-sm text-faint">
            {t("knowledge.changed", { when: dateTime(article.updated_at) })}
          </p>
        ) : null}
      </Card>
      {article ? <Translations article={article} /> : null}
    </div>
  );
}

function CategoryField(props: { value: string; onChange: (value: string) => void }): ReactElement {
  const id = useId();
  const categories = useCategories().data?.items ?? [];
  return (
    <>
      <TextField
        label={t("knowledge.category")}
        description={t("knowledge.categoryHelp")}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        maxLength={80}
        list={id}
        dir="auto"
      />
      <datalist id={id}>
        {categories.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
