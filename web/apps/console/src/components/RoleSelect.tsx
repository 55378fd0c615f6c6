"use client";

import type { Member } from "@switchboard/api-client";
import { Select } from "@switchboard/ui";
import type { ReactElement } from "react";

import { useMe } from "@/shared/session/me";
import { t } from "@/components/texts";

export type Role = Member["role"];

const ROLES = ["owner", "admin", "agent", "viewer"] as const;

interface RoleSelectProps {
  value: Role;
  onChange: (role: Role) => void;
  hideLabel?: boolean;
  className?: string;
  /** Says under the field what the chosen role may do. */
  explained?: boolean;
}

/** A role; only owners can make owners. */
export function RoleSelect({
  value,
  onChange,
  hideLabel = false,
  className = "",
  explained = false,
}: RoleSelectProps): ReactElement {
  const me = useMe();
  const roles = ROLES.filter((role) => role !== "owner" || me.member.role === "owner");
  return (
    <Select
      label={t("people.role")}
      hideLabel={hideLabel}
      className={className}
      description={explained ? t(`people.roleHelp.${value}`) : undefined}
      value={value}
      onValueChange={onChange}
      items={roles.map((role) => ({ value: role, label: t(`people.role.${role}`) }))}
    />
  );
}
