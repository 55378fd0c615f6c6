"use client";

import { Dialog, TextField } from "@switchboard/ui";
import { type ReactElement, useState } from "react";

import { CopyBlock } from "@/components/CopyButton";
import { FormDialog } from "@/components/FormDialog";
import { type Role, RoleSelect } from "@/components/RoleSelect";
import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { t } from "@/features/developers/texts";
import { useAction } from "@/shared/useAction";

/** Makes a key and shows it, once. */
export function CreateKeyDialog({
  onOpenChange,
}: {
  onOpenChange: (open: boolean) => void;
}): ReactElement {
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("agent");
  const create = useAction(
    () => unwrap(api.POST("/api/v1/api-keys", { body: { name: name.trim(), role } })),
    { refreshes: [keys.apiKeys], quiet: true },
  );
  if (create.data) {
    return (
      <Dialog
        open
        onOpenChange={onOpenChange}
        title={t("developers.keyTitle", { name: create.data.name })}
        description={t("developers.keyOnce")}
        closeLabel={t("common.close")}
      >
        <CopyBlock text={create.data.key} label={t("developers.key")} />
      </Dialog>
    );
  }
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={t("developers.newKey")}
      submitLabel={t("common.create")}
      busy={create.isPending}
      error={create.error}
      onSubmit={() => create.mutate(undefined)}
    >
      <TextField
        label={t("common.name")}
        description={t("developers.keyNameHelp")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        required
      />
      <RoleSelect value={role} onChange={setRole} explained />
    </FormDialog>
  );
}
