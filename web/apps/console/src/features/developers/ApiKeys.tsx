"use client";

import type { ApiKey } from "@switchboard/api-client";
import { Badge, Button, Card, EmptyState } from "@switchboard/ui";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { type ReactElement, useState } from "react";

import { ConfirmDialog } from "@/components/ConfirmDialog";
import { QueryView } from "@/components/QueryView";
import { api, unwrap } from "@/shared/api";
import { date } from "@/shared/format";
import { keys } from "@/shared/keys";
import { t } from "@/features/developers/texts";
import { useAction } from "@/shared/useAction";

import { CreateKeyDialog } from "./CreateKeyDialog";
import { TransferKeyDialog, usePossibleOwners } from "./TransferKeyDialog";

export function ApiKeys(): ReactElement {
  const list = useQuery({
    queryKey: keys.apiKeys,
    queryFn: async () => (await unwrap(api.GET("/api/v1/api-keys"))).items,
  });
  const [creating, setCreating] = useState(false);
  return (
    <Card
      title={t("developers.keys")}
      description={t("developers.keysLead")}
      actions={
        <Button icon={<Plus size={16} aria-hidden />} onClick={() => setCreating(true)}>
          {t("developers.newKey")}
        </Button>
      }
    >
      <QueryView query={list} rows={2}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              icon={<KeyRound aria-hidden />}
              title={t("developers.noKeys")}
              description={t("developers.noKeysDetail")}
            />
          ) : (
            <ul className="divide-y divide-line">
              {items.map((key) => (
                <KeyRow key={key.id} item={key} />
              ))}
            </ul>
          )
        }
      </QueryView>
      {creating ? <CreateKeyDialog onOpenChange={setCreating} /> : null}
    </Card>
  );
}

function KeyRow({ item }: { item: ApiKey }): ReactElement {
  const [asking, setAsking] = useState(false);
  const [transferring, setTransferring] = useState(false);
  const transferable = usePossibleOwners(item).length > 0;
  const revoke = useAction(
    () => unwrap(api.DELETE("/api/v1/api-keys/{id}", { params: { path: { id: item.id } } })),
    { refreshes: [keys.apiKeys], done: t("developers.revoked") },
  );
  return (
    <li className="flex flex-wrap items-center gap-3 py-3">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{item.name}</p>
        <p className="text-sm text-faint">
          {item.owner ? `${t("developers.owner", { name: item.owner.name })} · ` : null}
          {t("developers.created", { date: date(item.created_at) })}
        </p>
        <KeyNotice item={item} />
      </div>
      <Badge>{t(`people.role.${item.effective_role ?? item.role}`)}</Badge>
      {transferable ? (
        <Button size="sm" onClick={() => setTransferring(true)}>
          {t("developers.transfer")}
        </Button>
      ) : null}
      <Button size="sm" onClick={() => setAsking(true)}>
        {t("developers.revoke")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("developers.revokeTitle", { name: item.name })}
        description={t("developers.revokeDetail")}
        confirmLabel={t("developers.revoke")}
        busy={revoke.isPending}
        onConfirm={() => revoke.mutate(undefined)}
      />
      {transferring ? <TransferKeyDialog item={item} onOpenChange={setTransferring} /> : null}
    </li>
  );
}

/** Why a key may do less than it was made for. */
function KeyNotice({ item }: { item: ApiKey }): ReactElement | null {
  if (item.effective_role === null) {
    return <p className="text-sm text-danger-text">{t("developers.ownerGone")}</p>;
  }
  if (item.effective_role === item.role) return null;
  return (
    <p className="text-sm text-muted">
      {t("developers.limited", { role: t(`people.role.${item.role}`) })}
    </p>
  );
}
