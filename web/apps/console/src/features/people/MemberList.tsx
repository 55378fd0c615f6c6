"use client";

import type { Member } from "@switchboard/api-client";
import { Avatar, Badge, type Column, IconButton, Menu, type MenuItem } from "@switchboard/ui";
import { Ellipsis, Link2, Trash2, UserCheck, UserX } from "lucide-react";
import { type ReactElement, useState } from "react";

import { ConfirmDialog } from "@/components/ConfirmDialog";
import { RowTitle } from "@/components/table/cells";
import { ListTable } from "@/components/table/ListTable";
import { useMembers } from "@/shared/directory";
import { wholeList } from "@/shared/lists/pages";
import { useCan, useMe } from "@/shared/session/me";
import { t } from "@/features/people/texts";

import { LinkDialog } from "./LinkDialog";
import { RoleSelect } from "@/components/RoleSelect";
import { useMemberActions } from "./useMemberActions";

/** Everybody with their role and status. */
export function MemberList(): ReactElement {
  const members = useMembers();
  return (
    <ListTable
      title={t("people.members")}
      list={wholeList(members)}
      columns={columns()}
      rowKey={({ id }) => id}
      rowName={nameOf}
      empty={{ title: t("people.members") }}
    />
  );
}

function nameOf(member: Member): string {
  return member.name || member.email;
}

function columns(): Column<Member>[] {
  return [
    {
      id: "name",
      header: t("common.name"),
      sortable: true,
      text: nameOf,
      cell: (member) => <Name member={member} />,
    },
    {
      id: "status",
      header: t("knowledge.field.status"),
      width: "w-32",
      sortable: true,
      text: ({ status }) => (status === "active" ? "" : t(`people.status.${status}`)),
      cell: (member) => <StatusBadge member={member} />,
    },
    {
      id: "role",
      header: t("people.role"),
      width: "w-44",
      sortable: true,
      text: ({ role }) => t(`people.role.${role}`),
      cell: (member) => <Role member={member} />,
    },
    {
      id: "actions",
      header: t("table.actions"),
      width: "w-20",
      align: "end",
      cell: (member) => <MemberActions member={member} />,
    },
  ];
}

function Name({ member }: { member: Member }): ReactElement {
  const self = member.id === useMe().member.id;
  return (
    <RowTitle
      icon={<Avatar name={nameOf(member)} id={member.id} size={36} />}
      detail={member.email}
    >
      {nameOf(member)}
      {self ? <span className="text-muted"> ({t("common.you")})</span> : null}
    </RowTitle>
  );
}

/** Whether the signed-in person may change somebody: never themselves, and owners only as an owner. */
function useEditable(member: Member): boolean {
  const me = useMe();
  const canWrite = useCan("people.write");
  return (
    canWrite &&
    member.id !== me.member.id &&
    (member.role !== "owner" || me.member.role === "owner")
  );
}

function Role({ member }: { member: Member }): ReactElement {
  const { changeRole } = useMemberActions();
  if (!useEditable(member)) return <Badge>{t(`people.role.${member.role}`)}</Badge>;
  return (
    <RoleSelect
      hideLabel
      className="w-32"
      value={member.role}
      onChange={(role) => changeRole.mutate({ id: member.id, role })}
    />
  );
}

function MemberActions({ member }: { member: Member }): ReactElement | null {
  return useEditable(member) ? <MemberMenu member={member} /> : null;
}

function StatusBadge({ member }: { member: Member }): ReactElement | null {
  const { status, availability } = member;
  if (status !== "active") {
    return (
      <Badge tone={status === "invited" ? "info" : "neutral"}>{t(`people.status.${status}`)}</Badge>
    );
  }
  return availability && availability !== "online" ? (
    <Badge tone="warn">{t(`profile.availability.${availability}`)}</Badge>
  ) : null;
}

function MemberMenu({ member }: { member: Member }): ReactElement {
  const { setStatus, remove, renewInvite } = useMemberActions();
  const [asking, setAsking] = useState(false);
  // A link is shown once, to whoever made it: this holds it until the dialog is closed.
  const [invited, setInvited] = useState<Member | null>(null);
  const name = member.name || member.email;
  const disabled = member.status === "disabled";
  const items: MenuItem[] = [];
  if (member.status === "invited") {
    items.push({
      label: t("people.renewLink"),
      icon: <Link2 size={16} aria-hidden />,
      onSelect: () => renewInvite.mutate(member.id, { onSuccess: setInvited }),
    });
  }
  if (member.status !== "invited") {
    items.push({
      label: disabled ? t("people.enable") : t("people.disable"),
      icon: disabled ? <UserCheck size={16} aria-hidden /> : <UserX size={16} aria-hidden />,
      onSelect: () => setStatus.mutate({ id: member.id, status: disabled ? "active" : "disabled" }),
    });
  }
  items.push({
    label: t("people.remove"),
    icon: <Trash2 size={16} aria-hidden />,
    danger: true,
    onSelect: () => setAsking(true),
  });
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t("people.actions", { name })}>
            <Ellipsis size={18} aria-hidden />
          </IconButton>
        }
        items={items}
      />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("people.removeTitle", { name })}
        description={t("people.removeDetail")}
        confirmLabel={t("people.remove")}
        busy={remove.isPending}
        onConfirm={() => remove.mutate(member.id, { onSuccess: () => setAsking(false) })}
      />
      {invited ? <LinkDialog open onOpenChange={() => setInvited(null)} member={invited} /> : null}
    </>
  );
}
