"use client";

import type { Team } from "@switchboard/api-client";
import { Avatar, Button, Card, EmptyState } from "@switchboard/ui";
import { Trash2, UsersRound } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactElement, useState } from "react";

import { ConfirmDialog } from "@/components/ConfirmDialog";
import { QueryView } from "@/components/QueryView";
import { api, unwrap } from "@/shared/api";
import { useMembers, useTeams } from "@/shared/directory";
import { keys } from "@/shared/keys";
import { useCan } from "@/shared/session/me";
import { t, tn } from "@/features/people/texts";
import { useAction } from "@/shared/useAction";

const TeamDialog = dynamic(() => import("./TeamDialog").then((code) => code.TeamDialog), {
  loading: () => null,
});

/** Teams are queues: a conversation can be given to one, and whoever is free takes it. */
export function TeamList(): ReactElement {
  const teams = useTeams();
  return (
    <QueryView query={teams} rows={3}>
      {(items) =>
        items.length === 0 ? (
          <EmptyState
            icon={<UsersRound aria-hidden />}
            title={t("people.noTeams")}
            description={t("people.noTeamsDetail")}
          />
        ) : (
          <div className="grid gap-3 sm:grid-cols-2">
            {items.map((team) => (
              <TeamCard key={team.id} team={team} />
            ))}
          </div>
        )
      }
    </QueryView>
  );
}

function TeamCard({ team }: { team: Team }): ReactElement {
  const canWrite = useCan("people.write");
  const members = useMembers().data ?? [];
  const [editing, setEditing] = useState(false);
  const people = members.filter((member) => team.member_ids.includes(member.id));
  return (
    <Card
      title={team.name}
      description={tn("people.memberCount", team.member_ids.length)}
      actions={
        canWrite ? (
          <>
            <Button size="sm" onClick={() => setEditing(true)}>
              {t("common.edit")}
            </Button>
            <DeleteTeam team={team} />
          </>
        ) : null
      }
    >
      <ul className="flex flex-wrap gap-x-4 gap-y-2">
        {people.map((member) => (
          <li key={member.id} className="flex items-center gap-2 text-sm">
            <Avatar name={member.name} id={member.id} size={24} />
            {member.name}
          </li>
        ))}
      </ul>
      {editing ? <TeamDialog team={team} onOpenChange={setEditing} /> : null}
    </Card>
  );
}

function DeleteTeam({ team }: { team: Team }): ReactElement {
  const [asking, setAsking] = useState(false);
  const remove = useAction(
    () => unwrap(api.DELETE("/api/v1/teams/{id}", { params: { path: { id: team.id } } })),
    { refreshes: [keys.teams], done: t("people.teamDeleted") },
  );
  return (
    <>
      <Button
        size="sm"
        aria-label={t("people.deleteTeam", { name: team.name })}
        onClick={() => setAsking(true)}
      >
        <Trash2 size={14} aria-hidden />
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("people.deleteTeam", { name: team.name })}
        description={t("people.deleteTeamDetail")}
        confirmLabel={t("common.delete")}
        busy={remove.isPending}
        onConfirm={() => remove.mutate(undefined)}
      />
    </>
  );
}
