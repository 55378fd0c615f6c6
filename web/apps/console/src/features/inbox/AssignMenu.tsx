"use client";

import type { AssigneeChoice, Conversation, Member } from "@switchboard/api-client";
import { Button, Menu, type MenuItem } from "@switchboard/ui";
import { Check, ChevronDown, Sparkles, UserPlus, UserRound, UsersRound, UserX } from "lucide-react";
import { type ReactElement, useRef } from "react";

import { useAssistants, useMembers, useTeams } from "@/shared/directory";
import { useShortcut } from "@/shared/keyboard/KeyboardProvider";
import { useMe } from "@/shared/session/me";
import { t } from "@/features/inbox/texts";

import { useActions } from "./useActions";

/** Puts a person, a team or the assistant in charge, or nobody. */
export function AssignMenu({ conversation }: { conversation: Conversation }): ReactElement {
  const { assign } = useActions(conversation.id);
  const trigger = useRef<HTMLButtonElement>(null);
  useShortcut("conversation.assign", () => trigger.current?.click());
  const items = useAssignees(conversation, (assignee) => assign.mutate(assignee));
  return (
    <Menu
      trigger={
        <Button
          ref={trigger}
          aria-label={t("inbox.assign")}
          icon={<UserPlus size={16} aria-hidden />}
          loading={assign.isPending}
        >
          <span className="hidden items-center gap-1 @[21.5rem]:inline-flex">
            {t("inbox.assign")} <ChevronDown size={14} aria-hidden />
          </span>
        </Button>
      }
      items={items}
    />
  );
}

function useAssignees(
  conversation: Conversation,
  choose: (assignee: AssigneeChoice | null) => void,
): MenuItem[] {
  const { member } = useMe();
  const members = useMembers().data ?? [];
  const teams = useTeams().data ?? [];
  const assistants = useAssistants().data ?? [];
  const current = conversation.assignee?.id;

  const choice = (kind: AssigneeChoice["kind"], id: string, label: string): MenuItem => ({
    label,
    icon: current === id ? <Check size={16} aria-hidden /> : ICONS[kind],
    disabled: current === id,
    onSelect: () => choose({ kind, id }),
  });
  const people = members
    .filter((item) => item.status === "active" && item.role !== "viewer")
    .sort((a, b) => Number(b.id === member.id) - Number(a.id === member.id));
  return [
    ...assistants.map((item) =>
      choice("assistant", item.id, t("inbox.giveBack", { name: item.name })),
    ),
    ...(assistants.length > 0 ? [{ separator: true } as const] : []),
    { heading: t("inbox.people") },
    ...people.map((item) => choice("member", item.id, `${item.name}${remark(item, member.id)}`)),
    ...(teams.length > 0 ? [{ heading: t("inbox.teams") }] : []),
    ...teams.map((item) => choice("team", item.id, item.name)),
    { separator: true },
    {
      label: t("inbox.unassign"),
      icon: <UserX size={16} aria-hidden />,
      disabled: !current,
      onSelect: () => choose(null),
    },
  ];
}

/** "(you)", "(away)": what one should know before choosing somebody. */
function remark({ id, availability }: Member, ownId: string): string {
  if (id === ownId) return ` (${t("common.you")})`;
  return availability && availability !== "online" ? ` (${t(`conversation.${availability}`)})` : "";
}

const ICONS = {
  assistant: <Sparkles size={16} aria-hidden />,
  member: <UserRound size={16} aria-hidden />,
  team: <UsersRound size={16} aria-hidden />,
};
