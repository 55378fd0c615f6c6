"use client";

import type { Label } from "@switchboard/api-client";
import { Button, Card, EmptyState } from "@switchboard/ui";
import { Pencil, Plus, Tags, Trash2 } from "lucide-react";
import Link from "next/link";
import { type ReactElement, useState } from "react";

import { BackLink } from "@/components/BackLink";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { LabelDot } from "@/components/marks/LabelChip";
import { Page } from "@/components/Page";
import { QueryView } from "@/components/QueryView";
import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { useLabels } from "@/shared/labels";
import { useCan } from "@/shared/session/me";
import { t } from "@/shared/t";
import { useAction } from "@/shared/useAction";

import { LabelDialog } from "./LabelDialog";

/** The workspace's labels: made by whoever answers, changed by whoever manages. */
export function LabelsScreen(): ReactElement {
  const labels = useLabels();
  const canCreate = useCan("conversations.write");
  const [creating, setCreating] = useState(false);
  const add = canCreate ? (
    <Button
      variant="primary"
      icon={<Plus size={16} aria-hidden />}
      onClick={() => setCreating(true)}
    >
      {t("labels.new")}
    </Button>
  ) : null;
  return (
    <Page
      title={t("labels.title")}
      description={t("labels.lead")}
      width="narrow"
      back={<BackLink href="/inbox/" label={t("shell.inbox")} />}
      actions={add}
    >
      <QueryView query={labels}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              icon={<Tags aria-hidden />}
              title={t("labels.empty")}
              description={t("labels.emptyDetail")}
            />
          ) : (
            <Card>
              <ul className="-my-2 divide-y divide-line">
                {items.map((label) => (
                  <LabelRow key={label.id} label={label} />
                ))}
              </ul>
            </Card>
          )
        }
      </QueryView>
      {creating ? <LabelDialog label={null} onOpenChange={setCreating} /> : null}
    </Page>
  );
}

function LabelRow({ label }: { label: Label }): ReactElement {
  const canWrite = useCan("settings.write");
  const [editing, setEditing] = useState(false);
  return (
    <li className="flex min-h-12 items-center gap-3">
      <LabelDot color={label.color} />
      <Link
        href={`/inbox/?view=${encodeURIComponent(label.id)}`}
        className="min-w-0 flex-1 truncate font-medium hover:underline"
      >
        {label.name}
      </Link>
      {canWrite ? (
        <>
          <Button
            size="sm"
            aria-label={t("labels.editNamed", { name: label.name })}
            onClick={() => setEditing(true)}
          >
            <Pencil size={14} aria-hidden />
          </Button>
          <DeleteLabel label={label} />
        </>
      ) : null}
      {editing ? <LabelDialog label={label} onOpenChange={setEditing} /> : null}
    </li>
  );
}

function DeleteLabel({ label }: { label: Label }): ReactElement {
  const [asking, setAsking] = useState(false);
  const remove = useAction(
    () =>
      unwrap(api.DELETE("/api/v1/labels/{label_id}", { params: { path: { label_id: label.id } } })),
    { refreshes: [keys.labels, keys.conversationCounts], done: t("labels.deleted") },
  );
  const name = t("labels.deleteNamed", { name: label.name });
  return (
    <>
      <Button size="sm" aria-label={name} onClick={() => setAsking(true)}>
        <Trash2 size={14} aria-hidden />
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={name}
        description={t("labels.deleteDetail")}
        confirmLabel={t("common.delete")}
        busy={remove.isPending}
        onConfirm={() => remove.mutate(undefined)}
      />
    </>
  );
}
