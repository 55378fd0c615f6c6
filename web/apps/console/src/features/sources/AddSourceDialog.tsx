"use client";

import type { ArticleSource } from "@switchboard/api-client";
import { Select, Switch, TextField } from "@switchboard/ui";
import { useRouter } from "next/navigation";
import { type ReactElement, useState } from "react";

import { FormDialog } from "@/components/FormDialog";
import { ProblemError } from "@/shared/api";
import { keys } from "@/shared/keys";
import { t } from "@/features/sources/texts";
import { useAction } from "@/shared/useAction";
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

/** Takes an address, and shows the source it became. */
export function AddSourceDialog({ open, onOpenChange }: AddSourceDialogProps): ReactElement {
  const router = useRouter();
  const [kind, setKind] = useState<Kind>("site");
  const [address, setAddress] = useState("");
  const [preview, setPreview] = useState(false);
  const [form, setForm] = useState<SettingsForm>(fresh);
  const change = (part: Partial<SettingsForm>) => setForm((known) => ({ ...known, ...part }));
  const add = useAction(
    () =>
      addSource({
        kind,
        address: address.trim(),
        preview,
        settings: settingsOf(form),
        schedule: form.schedule,
        fetch: true,
      }),
    {
      refreshes: [keys.sources],
      quiet: true,
      onDone: (source) => {
        onOpenChange(false);
        router.push(href("source", { id: source.id }));
      },
    },
  );
  const wrong = add.error instanceof ProblemError ? add.error.fieldError("address") : undefined;
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("sources.addTitle")}
      description={t("sources.addLead")}
      submitLabel={preview ? t("sources.look") : t("sources.fetchNow")}
      busy={add.isPending}
      error={wrong ? null : add.error}
      onSubmit={() => add.mutate(undefined)}
    >
      <TextField
        label={t("sources.address")}
        placeholder="https://www.example.com/help"
        inputMode="url"
        autoComplete="url"
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        error={wrong}
        required
      />
      <Select
        label={t("sources.kind")}
        value={kind}
        onValueChange={setKind}
        items={KINDS.map((value) => ({ value, label: t(`sources.take.${value}`) }))}
      />
      <Switch
        label={t("sources.previewFirst")}
        description={t("sources.previewFirstHelp")}
        checked={preview}
        onCheckedChange={setPreview}
      />
      <details className="group rounded-lg border border-line px-3 py-2">
        <summary className="min-h-6 cursor-pointer py-1 font-medium">{t("sources.more")}</summary>
        <div className="flex flex-col gap-4 pt-3 pb-1">
          <WhenFields form={form} change={change} />
          <ArticleFields form={form} change={change} />
          {kind === "page" ? null : <LimitFields form={form} change={change} />}
        </div>
      </details>
    </FormDialog>
  );
}
