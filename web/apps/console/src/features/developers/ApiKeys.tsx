"use client";

import type { ApiKey } from "@switchboard/api-client";
import { Badge, Button, Card, type Column } from "@switchboard/ui";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactElement, useState } from "react";

import { ConfirmDialog } from "@/components/ConfirmDialog";
import { Actions, RowTitle } from "@/components/table/cells";
import { ListTable } from "@/components/table/ListTable";
import { api, unwrap } from "@/shared/api";
import { date } from "@/shared/format";
import { keys } from "@/shared/keys";
import { wholeList } from "@/shared/lists/pages";
import { t } from "@/features/developers/texts";
import { useAction } from "@/shared/useAction";

import { TransferKeyDialog, usePossibleOwners } from "./TransferKeyDialog";

const CreateKeyDialog = dynamic(
  () => import("./CreateKeyDialog").then((code) => code.CreateKeyDialog),
  { loading: () => null },
);

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
      <ListTable
        title={t("developers.keys")}
        list={wholeList(list)}
        columns={columns()}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        sortPart="keys"
        empty={{
          icon: <KeyRound aria-hidden />,
          title: t("developers.noKeys"),
          description: t("developers.noKeysDetail"),
        }}
      />
      {creating ? <CreateKeyDialog onOpenChange={setCreating} /> : null}
    </Card>
  );
}

function columns(): Column<ApiKey>[] {
  return [
    {
      id: "name",
      header: t("common.name"),
      sortable: true,
      text: ({ name }) => name,
      cell: (item) => <RowTitle detail={<KeyNotice item={item} />}>{item.name}</RowTitle>,
    },
    {
      id: "owner",
      header: t("developers.ownerColumn"),
      width: "w-40",
      sortable: true,
      text: ({ owner }) => owner?.name,
      cell: ({ owner }) => <span className="block truncate text-sm">{owner?.name}</span>,
    },
    {
      id: "role",
      header: t("people.role"),
      width: "w-24",
      sortable: true,
      text: (item) => t(`people.role.${item.effective_role ?? item.role}`),
      cell: (item) => <Badge>{t(`people.role.${item.effective_role ?? item.role}`)}</Badge>,
    },
    {
      id: "created",
      header: t("developers.createdColumn"),
      width: "w-32",
      sortable: true,
      from: "md",
      text: (item) => item.created_at,
      cell: (item) => <span className="text-sm text-faint">{date(item.created_at)}</span>,
    },
    {
      id: "actions",
      header: t("table.actions"),
      width: "w-56",
      align: "end",
      cell: (item) => <KeyActions item={item} />,
    },
  ];
}

function KeyActions({ item }: { item: ApiKey }): ReactElement {
  const [asking, setAsking] = useState(false);
  const [transferring, setTransferring] = useState(false);
  const transferable = usePossibleOwners(item).length > 0;
  const revoke = useAction(
    () => unwrap(api.DELETE("/api/v1/api-keys/{id}", { params: { path: { id: item.id } } })),
    { refreshes: [keys.apiKeys], done: t("developers.revoked") },
  );
  return (
    <Actions>
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
    </Actions>
  );
}

/** Why a key may do less than it was made for. */
function KeyNotice({ item }: { item: ApiKey }): ReactElement | null {
  if (item.effective_role === null) {
    return <span className="text-danger-text">{t("developers.ownerGone")}</span>;
  }
  if (item.effective_role === item.role) return null;
  return <>{t("developers.limited", { role: t(`people.role.${item.role}`) })}</>;
}
