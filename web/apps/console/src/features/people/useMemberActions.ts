"use client";

import type { Member } from "@switchboard/api-client";

import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { t } from "@/features/people/texts";
import { useAction } from "@/shared/useAction";

export function useMemberActions() {
  const refreshes = [keys.members, keys.teams];
  const changeRole = useAction(
    ({ id, role }: Pick<Member, "id" | "role">) =>
      unwrap(api.PATCH("/api/v1/members/{id}", { params: { path: { id } }, body: { role } })),
    { refreshes, done: t("people.roleChanged") },
  );
  const setStatus = useAction(
    ({ id, status }: { id: string; status: "active" | "disabled" }) =>
      unwrap(api.PATCH("/api/v1/members/{id}", { params: { path: { id } }, body: { status } })),
    { refreshes, done: t("common.saved") },
  );
  const remove = useAction(
    (id: string) => unwrap(api.DELETE("/api/v1/members/{id}", { params: { path: { id } } })),
    { refreshes, done: t("people.removed") },
  );
  const renewInvite = useAction((id: string) =>
    unwrap(api.POST("/api/v1/members/{id}/invite", { params: { path: { id } } })),
  );
  return { changeRole, setStatus, remove, renewInvite };
}
