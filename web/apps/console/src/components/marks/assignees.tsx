"use client";

import type { AssigneeChoice } from "@switchboard/api-client";
import type { MenuItem } from "@switchboard/ui";
import { Check, Sparkles, UserRound, UsersRound, UserX } from "lucide-react";

import { useAssistants, useMembers, useTeams } from "@/shared/directory";
import { useMe } from "@/shared/session/me";
import { t } from "@/components/texts";

interface Choice extends AssigneeChoice {
  label: string;
}

/** Everybody who can be put in charge: oneself first, then colleagues, teams and assistants. */
export function useAssigneeChoices(): Choice[] {
  const { member } = useMe();
  const members = useMembers().data ?? [];
  const teams = useTeams().data ?? [];
  const assistants = useAssistants().data ?? [];
  const people = members
    .filter((item) => item.status === "active" && item.role !== "viewer")
    .sort((a, b) => Number(b.id === member.id) - Number(a.id === member.id));
  return [
    ...people.map(({ id, name }): Choice => ({
      kind: "member",
      id,
      label: id === member.id ? `${name} (${t("common.you")})` : name,
    })),
    ...teams.map(({ id, name }): Choice => ({ kind: "team", id, label: name })),
    ...assistants.map(({ id, name }): Choice => ({ kind: "assistant", id, label: name })),
  ];
}

const ICONS = {
  assistant: <Sparkles size={16} aria-hidden />,
  member: <UserRound size={16} aria-hidden />,
  team: <UsersRound size={16} aria-hidden />,
};

/** Menu items that put somebody in charge, or nobody. */
export function assigneeItems(
  choices: readonly Choice[],
  now: string | null,
  choose: (assignee: AssigneeChoice | null) => void,
): MenuItem[] {
  return [
    ...choices.map(({ kind, id, label }): MenuItem => ({
      label,
      icon: id === now ? <Check size={16} aria-hidden /> : ICONS[kind],
      disabled: id === now,
      onSelect: () => choose({ kind, id }),
    })),
    { separator: true },
    {
      label: t("inbox.unassign"),
      icon: <UserX size={16} aria-hidden />,
      onSelect: () => choose(null),
    },
  ];
}
