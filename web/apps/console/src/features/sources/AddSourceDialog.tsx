"use client";

import type { ArticleSource } from "@switchboard/api-client";
import { useRouter } from "next/navigation";
import type { ReactElement } from "react";

import { Toggle } from "@/components/form/Toggle";
import { Choice, TextInput } from "@/components/form/fields";
import { FormDialog } from "@/components/FormDialog";
import { useForm } from "@/shared/form";
import { keys } from "@/shared/keys";
import { t } from "@/features/sources/texts";
import { href } from "@/shared/routes";

import { fresh, type SettingsForm, settingsOf } from "./form";
import { addSource } from "./queries";
import { ArticleFields, LimitFields, WhenFields } from "./SettingsFields";

interface AddSourceDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

type Kind = Exclude<ArticleSource["kind"], "upload">;
const KINDS: readonly Kind[] = ["site", "sitemap", "page"];

interface Values extends SettingsForm {
  kind: Kind;
  address: string;
  preview: boolean;
}

const NEW: Values = { ...fresh, kind: "site", address: "", preview: false };

/** Takes an address, and shows the source it became. */
export function AddSourceDialog({ open, onOpenChange }: AddSourceDialogProps): ReactElement {
  const router = useRouter();
  const form = useForm<Values, ArticleSource>({
    kept: NEW,
    save: (_, values) =>
      addSource({
        kind: values.kind,
        address: values.address.trim(),
        preview: values.preview,
        settings: settingsOf(values),
        schedule: values.schedule,
        fetch: true,
      }),
    refreshes: [keys.sources],
    onSaved: (source) => {
      onOpenChange(false);
      router.push(href("source", { id: source.id }));
    },
  });
  const { kind, preview } = form.values;
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("sources.addTitle")}
      description={t("sources.addLead")}
      submitLabel={preview ? t("sources.look") : t("sources.fetchNow")}
      form={form}
    >
      <TextInput
        label={t("sources.address")}
        placeholder="https://www.example.com/help"
        inputMode="url"
        autoComplete="url"
        field={form.field("address")}
        required
      />
      <Choice
        label={t("sources.kind")}
        field={form.field("kind")}
        items={KINDS.map((value) => ({ value, label: t(`sources.take.${value}`) }))}
      />
      <Toggle
        label={t("sources.previewFirst")}
        description={t("sources.previewFirstHelp")}
        field={form.field("preview")}
      />
      <details className="group rounded-lg border border-line px-3 py-2">
        <summary className="min-h-6 cursor-pointer py-1 font-medium">{t("sources.more")}</summary>
        <div className="flex flex-col gap-4 pt-3 pb-1">
          <WhenFields form={form} />
          <ArticleFields form={form} />
          {kind === "page" ? null : <LimitFields form={form} />}
        </div>
      </details>
    </FormDialog>
  );
}
