"use client";

import type { Member } from "@switchboard/api-client";
import { type ReactElement, useState } from "react";

import { FormDialog } from "@/components/FormDialog";
import { RoleSelect, type Role } from "@/components/RoleSelect";
import { TextInput } from "@/components/form/fields";
import { useForm } from "@/shared/form";
import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { t } from "@/features/people/texts";

import { LinkDialog } from "./LinkDialog";

/** Invites a person; their link is shown to be copied, since not every set-up sends mail. */
export function InviteDialog({
  onOpenChange,
}: {
  onOpenChange: (open: boolean) => void;
}): ReactElement {
  const [invited, setInvited] = useState<Member | null>(null);
  const form = useForm({
    kept: { name: "", email: "", role: "agent" as Role },
    save: (_, { name, email, role }) =>
      unwrap(
        api.POST("/api/v1/members", { body: { name: name.trim(), email: email.trim(), role } }),
      ),
    refreshes: [keys.members],
    onSaved: setInvited,
  });
  if (invited) return <LinkDialog open member={invited} onOpenChange={onOpenChange} />;
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={t("people.inviteTitle")}
      submitLabel={t("people.invite")}
      form={form}
    >
      <TextInput label={t("common.name")} field={form.field("name")} required />
      <TextInput label={t("auth.email")} type="email" field={form.field("email")} required />
      <RoleSelect value={form.values.role} onChange={(role) => form.change({ role })} explained />
    </FormDialog>
  );
}
