"use client";

import { TextField } from "@switchboard/ui";
import { useRouter } from "next/navigation";
import { type ReactElement, useState } from "react";

import { FormDialog } from "@/components/FormDialog";
import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { t } from "@/features/inboxes/texts";
import { useAction } from "@/shared/useAction";
import { href } from "@/shared/routes";

interface CreateInboxDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Makes a web chat inbox; everything else is set on its own page. */
export function CreateInboxDialog({ open, onOpenChange }: CreateInboxDialogProps): ReactElement {
  const router = useRouter();
  const [name, setName] = useState("");
  const create = useAction(
    () =>
      unwrap(
        api.POST("/api/v1/inboxes", {
          body: { name: name.trim(), channel: "webchat", settings: {} },
        }),
      ),
    {
      refreshes: [keys.inboxes],
      quiet: true,
      onDone: (inbox) => router.push(href("inboxSettings", { id: inbox.id })),
    },
  );
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("inboxes.new")}
      description={t("inboxes.newLead")}
      submitLabel={t("common.create")}
      busy={create.isPending}
      error={create.error}
      onSubmit={() => create.mutate(undefined)}
    >
      <TextField
        label={t("common.name")}
        placeholder={t("inboxes.namePlaceholder")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        required
      />
    </FormDialog>
  );
}
