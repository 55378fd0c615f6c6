"use client";

import type { Team } from "@switchboard/api-client";
import type { ReactElement } from "react";

import { ManyOf } from "@/components/form/ManyOf";
import { TextInput } from "@/components/form/fields";
import { FormDialog } from "@/components/FormDialog";
import { api, unwrap } from "@/shared/api";
import { useMembers } from "@/shared/directory";
import { useForm } from "@/shared/form";
import { keys } from "@/shared/keys";
import { t } from "@/features/people/texts";

interface TeamDialogProps {
  team: Team | null;
  onOpenChange: (open: boolean) => void;
}

/** Makes a team, or changes its name and people. */
export function TeamDialog({ team, onOpenChange }: TeamDialogProps): ReactElement {
  const members = (useMembers().data ?? []).filter(({ status }) => status !== "disabled");
  const form = useForm({
    kept: { name: team?.name ?? "", member_ids: team?.member_ids ?? [] },
    save: (changes, values) => saveTeam(team, changes, values),
    refreshes: [keys.teams],
    done: t("common.saved"),
    onSaved: () => onOpenChange(false),
  });
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={team ? t("people.editTeam") : t("people.newTeam")}
      submitLabel={t("common.save")}
      form={form}
    >
      <TextInput label={t("common.name")} field={form.field("name")} required />
      <ManyOf
        label={t("people.members")}
        field={form.field("member_ids")}
        items={members.map(({ id, name, email }) => ({ value: id, label: name || email }))}
      />
    </FormDialog>
  );
}

interface Values {
  name: string;
  member_ids: string[];
}

function saveTeam(team: Team | null, changes: Partial<Values>, values: Values) {
  return team
    ? unwrap(api.PATCH("/api/v1/teams/{id}", { params: { path: { id: team.id } }, body: changes }))
    : unwrap(api.POST("/api/v1/teams", { body: values }));
}
