"use client";

import { TextField } from "@switchboard/ui";
import { type ReactElement, useState } from "react";

import { FormDialog } from "@/components/FormDialog";
import { RoleSelect, type Role } from "@/components/RoleSelect";
import { api, ProblemError, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { t } from "@/features/people/texts";
import { useAction } from "@/shared/useAction";

import { LinkDialog } from "./LinkDialog";

/** Invites a person; their link is shown to be copied, since not every set-up sends mail. */
export function InviteDialog({
  onOpenChange,
}: {
  onOpenChange: (open: boolean) => void;
}): ReactElement {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("agent");
  const invite = useAction(
    () =>
      unwrap(
        api.POST("/api/v1/members", { body: { name: name.trim(), email: email.trim(), role } }),
      ),
    { refreshes: [keys.members], quiet: true },
  );
  if (invite.data) return <LinkDialog open member={invite.data} onOpenChange={onOpenChange} />;
  const fieldError = (field: string) =>
    invite.error instanceof ProblemError ? invite.error.fieldError(field) : undefined;
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={t("people.inviteTitle")}
      submitLabel={t("people.invite")}
      busy={invite.isPending}
      error={invite.error}
      onSubmit={() => invite.mutate(undefined)}
    >
      <TextField
        label={t("common.name")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={fieldError("name")}
        required
      />
      <TextField
        label={t("auth.email")}
        type="email"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={fieldError("email")}
        required
      />
      <RoleSelect value={role} onChange={setRole} explained />
    </FormDialog>
  );
}
