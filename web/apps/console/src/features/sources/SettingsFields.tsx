"use client";

import type { ReactElement } from "react";

import { NumberInput } from "@/components/form/NumberInput";
import { Choice, TextBox } from "@/components/form/fields";
import { t } from "@/features/sources/texts";
import type { Form } from "@/shared/form";
import { useLanguageItems } from "@/shared/workspace";

import { FOUND_OUT, MAX_DEPTH, MAX_PAGES, type SettingsForm } from "./form";

interface SettingsFieldsProps<T extends SettingsForm> {
  form: Form<T>;
}

/** When a site is fetched, and what becomes of what is found. */
export function WhenFields<T extends SettingsForm>({
  form: whole,
}: SettingsFieldsProps<T>): ReactElement {
  const form = whole as unknown as Form<SettingsForm>;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Choice
        label={t("sources.schedule")}
        field={form.field("schedule")}
        items={(["off", "daily", "weekly"] as const).map((value) => ({
          value,
          label: t(`sources.schedule.${value}`),
        }))}
      />
      <Choice
        label={t("sources.onChange")}
        field={form.field("onChange")}
        items={(["apply", "ask"] as const).map((value) => ({
          value,
          label: t(`sources.onChange.${value}`),
        }))}
      />
    </div>
  );
}

/** Whose and in which language its articles are. */
export function ArticleFields<T extends SettingsForm>({
  form: whole,
}: SettingsFieldsProps<T>): ReactElement {
  const form = whole as unknown as Form<SettingsForm>;
  const languages = useLanguageItems();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Choice
        label={t("sources.language")}
        field={form.field("language")}
        items={[{ value: FOUND_OUT, label: t("sources.languageFound") }, ...languages]}
      />
      <Choice
        label={t("knowledge.audience")}
        field={form.field("audience")}
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
export function LimitFields<T extends SettingsForm>({
  form: whole,
}: SettingsFieldsProps<T>): ReactElement {
  const form = whole as unknown as Form<SettingsForm>;
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberInput
          label={t("sources.pages")}
          min={1}
          max={MAX_PAGES}
          field={form.field("pages")}
        />
        <NumberInput
          label={t("sources.depth")}
          min={0}
          max={MAX_DEPTH}
          field={form.field("depth")}
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextBox
          label={t("sources.include")}
          description={t("sources.includeHelp")}
          placeholder="/help"
          rows={2}
          field={form.field("include")}
        />
        <TextBox
          label={t("sources.exclude")}
          placeholder="/blog"
          rows={2}
          field={form.field("exclude")}
        />
      </div>
    </div>
  );
}
