"use client";

import type { ApiKey } from "@switchboard/api-client";
import { Select } from "@switchboard/ui";
import { type ReactElement, useState } from "react";

import { FormDialog } from "@/components/FormDialog";
import { t } from "@/features/developers/texts";
import { api, unwrap } from "@/shared/api";
import { useMembers } from "@/shared/directory";
import { keys } from "@/shared/keys";
import { useAction } from "@/shared/useAction";

/** The active members who are not the key's owner already. */
export function usePossibleOwners(item: ApiKey) {
  const members = useMembers();
  return (members.data ?? []).filter(
    (member) => member.status === "active" && member.id !== item.owner?.id,
  );
}

/** Makes another member the owner of a key, so that it goes on working when its owner leaves. */
export function TransferKeyDialog({
  item,
  onOpenChange,
}: {
  item: ApiKey;
  onOpenChange: (open: boolean) => void;
}): ReactElement {
  const others = usePossibleOwners(item);
  const [chosen, setChosen] = useState("");
  const owner = chosen || others[0]?.id || "";
  const transfer = useAction(
    () =>
      unwrap(
        api.PATCH("/api/v1/api-keys/{id}", {
          params: { path: { id: item.id } },
          body: { owner_id: owner },
        }),
      ),
    {
      refreshes: [keys.apiKeys],
      done: t("developers.transferred"),
      quiet: true,
      onDone: () => onOpenChange(false),
    },
  );
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={t("developers.transferTitle", { name: item.name })}
      submitLabel={t("developers.transferSubmit")}
      busy={transfer.isPending}
      error={transfer.error}
      onSubmit={() => transfer.mutate(undefined)}
    >
      <Select
        label={t("developers.newOwner")}
        description={t("developers.newOwnerHelp")}
        value={owner}
        items={others.map((member) => ({ value: member.id, label: member.name }))}
        onValueChange={setChosen}
      />
    </FormDialog>
  );
}
