"use client";

import { Select, TextArea, TextField } from "@switchboard/ui";
import type { ReactElement } from "react";

import { t } from "@/features/sources/texts";
import { useLanguageItems } from "@/shared/workspace";

import { FOUND_OUT, type SettingsForm } from "./form";

interface SettingsFieldsProps {
  form: SettingsForm;
  change: (part: Partial<SettingsForm>) => void;
}

/** When a site is fetched, and what becomes of what is found. */
export function WhenFields({ form, change }: SettingsFieldsProps): ReactElement {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        label={t("sources.schedule")}
        value={form.schedule}
        onValueChange={(schedule) => change({ schedule })}
        items={(["off", "daily", "weekly"] as const).map((value) => ({
          value,
          label: t(`sources.schedule.${value}`),
        }))}
      />
      <Select
        label={t("sources.onChange")}
        value={form.onChange}
        onValueChange={(onChange) => change({ onChange })}
        items={(["apply", "ask"] as const).map((value) => ({
          value,
          label: t(`sources.onChange.${value}`),
        }))}
      />
    </div>
  );
}

/** Whose and in which language its articles are. */
export function ArticleFields({ form, change }: SettingsFieldsProps): ReactElement {
  const languages = useLanguageItems();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        label={t("sources.language")}
        value={form.language}
        onValueChange={(language) => change({ language })}
        items={[{ value: FOUND_OUT, label: t("sources.languageFound") }, ...languages]}
      />
      <Select
        label={t("knowledge.audience")}
        value={form.audience}
        onValueChange={(audience) => change({ audience })}
        items={[
          { value: "public", label: t("knowledge.public") },
          { value: "customers", label: t("knowledge.customers") },
          { value: "staff", label: t("knowledge.staff") },
        ]}
      />
    </div>
  );
}

/** How far a crawl goes, and which paths it takes. */
export function LimitFields({ form, change }: SettingsFieldsProps): ReactElement {
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t("sources.pages")}
          inputMode="numeric"
          value={form.pages}
          onChange={(event) => change({ pages: event.currentTarget.value })}
        />
        <TextField
          label={t("sources.depth")}
          inputMode="numeric"
          value={form.depth}
          onChange={(event) => change({ depth: event.currentTarget.value })}
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextArea
          label={t("sources.include")}
          description={t("sources.includeHelp")}
          placeholder="/help"
          rows={2}
          value={form.include}
          onChange={(event) => change({ include: event.currentTarget.value })}
        />
        <TextArea
          label={t("sources.exclude")}
          placeholder="/blog"
          rows={2}
          value={form.exclude}
          onChange={(event) => change({ exclude: event.currentTarget.value })}
        />
      </div>
    </div>
  );
}
