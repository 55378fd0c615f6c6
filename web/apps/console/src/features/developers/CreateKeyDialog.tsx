"use client";

import { Dialog } from "@switchboard/ui";
import { type ReactElement, useState } from "react";

import { CopyBlock } from "@/components/CopyButton";
import { TextInput } from "@/components/form/fields";
import { FormDialog } from "@/components/FormDialog";
import { type Role, RoleSelect } from "@/components/RoleSelect";
import { api, unwrap } from "@/shared/api";
import { useForm } from "@/shared/form";
import { keys } from "@/shared/keys";
import { t } from "@/features/developers/texts";

/** Makes a key and shows it, once. */
export function CreateKeyDialog({
  onOpenChange,
}: {
  onOpenChange: (open: boolean) => void;
}): ReactElement {
  const [created, setCreated] = useState<{ name: string; key: string } | null>(null);
  const form = useForm({
    kept: { name: "", role: "agent" as Role },
    save: (_, { name, role }) =>
      unwrap(api.POST("/api/v1/api-keys", { body: { name: name.trim(), role } })),
    refreshes: [keys.apiKeys],
    onSaved: setCreated,
  });
  if (created) {
    return (
      <Dialog
        open
        onOpenChange={onOpenChange}
        title={t("developers.keyTitle", { name: created.name })}
        description={t("developers.keyOnce")}
        closeLabel={t("common.close")}
      >
        <CopyBlock text={created.key} label={t("developers.key")} />
      </Dialog>
    );
  }
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={t("developers.newKey")}
      submitLabel={t("common.create")}
      form={form}
    >
      <TextInput
        label={t("common.name")}
        description={t("developers.keyNameHelp")}
        field={form.field("name")}
        required
      />
      <RoleSelect value={form.values.role} onChange={(role) => form.change({ role })} explained />
    </FormDialog>
  );
}
