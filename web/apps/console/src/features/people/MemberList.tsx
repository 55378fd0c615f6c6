"use client";

import type { Member } from "@switchboard/api-client";
import { Avatar, Badge, IconButton, Menu, type MenuItem } from "@switchboard/ui";
import { Ellipsis, Link2, Trash2, UserCheck, UserX } from "lucide-react";
import { type ReactElement, useState } from "react";

import { ConfirmDialog } from "@/components/ConfirmDialog";
import { QueryView } from "@/components/QueryView";
import { useMembers } from "@/shared/directory";
import { useCan, useMe } from "@/shared/session/me";
import { t } from "@/features/people/texts";

import { LinkDialog } from "./LinkDialog";
import { RoleSelect } from "@/components/RoleSelect";
import { useMemberActions } from "./useMemberActions";

/** Everybody with their role and status. */
export function MemberList(): ReactElement {
  const members = useMembers();
  return (
    <QueryView query={members}>
      {(items) => (
        <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
          {items.map((member) => (
            <MemberRow key={member.id} member={member} />
          ))}
        </ul>
      )}
    </QueryView>
  );
}

function MemberRow({ member }: { member: Member }): ReactElement {
  const me = useMe();
  const canWrite = useCan("people.write");
  const { changeRole } = useMemberActions();
  const self = member.id === me.member.id;
  const editable = canWrite && !self && (member.role !== "owner" || me.member.role === "owner");
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <Avatar name={member.name || member.email} id={member.id} size={36} />
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate font-medium">
          {member.name || member.email}
          {self ? <span className="text-muted"> ({t("common.you")})</span> : null}
        </p>
        <p className="truncate text-sm text-muted">{member.email}</p>
      </div>
      <StatusBadge member={member} />
      {editable ? (
        <RoleSelect
          hideLabel
          className="w-32"
          value={member.role}
          onChange={(role) => changeRole.mutate({ id: member.id, role })}
        />
      ) : (
        <Badge>{t(`people.role.${member.role}`)}</Badge>
      )}
      {editable ? <MemberMenu member={member} /> : null}
    </li>
  );
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
