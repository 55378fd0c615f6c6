"use client";

import type { Team } from "@switchboard/api-client";
import { TextField } from "@switchboard/ui";
import { type ReactElement, useState } from "react";

import { FormDialog } from "@/components/FormDialog";
import { api, unwrap } from "@/shared/api";
import { useMembers } from "@/shared/directory";
import { keys } from "@/shared/keys";
import { t } from "@/features/people/texts";
import { useAction } from "@/shared/useAction";

interface TeamDialogProps {
  team: Team | null;
  onOpenChange: (open: boolean) => void;
}

/** Makes a team, or changes its name and people. */
export function TeamDialog({ team, onOpenChange }: TeamDialogProps): ReactElement {
  const [name, setName] = useState(team?.name ?? "");
  const [chosen, setChosen] = useState<readonly string[]>(team?.member_ids ?? []);
  const save = useAction(() => saveTeam(team, { name: name.trim(), member_ids: [...chosen] }), {
    refreshes: [keys.teams],
    done: t("common.saved"),
    quiet: true,
    onDone: () => onOpenChange(false),
  });
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={team ? t("people.editTeam") : t("people.newTeam")}
      submitLabel={t("common.save")}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate(undefined)}
    >
      <TextField
        label={t("common.name")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        required
      />
      <MemberChoice chosen={chosen} onChange={setChosen} />
    </FormDialog>
  );
}

function MemberChoice(props: {
  chosen: readonly string[];
  onChange: (ids: readonly string[]) => void;
}): ReactElement {
  const members = useMembers().data ?? [];
  const toggle = (id: string, on: boolean) =>
    props.onChange(on ? [...props.chosen, id] : props.chosen.filter((item) => item !== id));
  return (
    <fieldset>
      <legend className="sb-label mb-1">{t("people.members")}</legend>
      <ul className="scroll-pane max-h-56">
        {members
          .filter((member) => member.status !== "disabled")
          .map((member) => (
            <li key={member.id}>
              <label className="flex min-h-9 items-center gap-2">
                <input
                  type="checkbox"
                  className="size-4 accent-accent"
                  checked={props.chosen.includes(member.id)}
                  onChange={(event) => toggle(member.id, event.currentTarget.checked)}
                />
                {member.name || member.email}
              </label>
            </li>
          ))}
      </ul>
    </fieldset>
  );
}

function saveTeam(team: Team | null, body: { name: string; member_ids: string[] }) {
  return team
    ? unwrap(api.PATCH("/api/v1/teams/{id}", { params: { path: { id: team.id } }, body }))
    : unwrap(api.POST("/api/v1/teams", { body }));
}
