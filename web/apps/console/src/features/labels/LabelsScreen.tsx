"use client";

import type { Label } from "@switchboard/api-client";
import { Button, type Column } from "@switchboard/ui";
import { Plus, Tags } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactElement, useState } from "react";

import { BackLink } from "@/components/BackLink";
import { LabelDot } from "@/components/marks/LabelChip";
import { Page } from "@/components/Page";
import { Actions, RowLink } from "@/components/table/cells";
import { ListTable } from "@/components/table/ListTable";
import { RowActions } from "@/components/RowActions";
import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { wholeList } from "@/shared/lists/pages";
import { useLabels } from "@/shared/labels";
import { useNewFromAddress } from "@/shared/useNewFromAddress";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/labels/texts";
import { href } from "@/shared/routes";

const LabelDialog = dynamic(() => import("./LabelDialog").then((code) => code.LabelDialog), {
  loading: () => null,
});

/** The workspace's labels: made by whoever answers, changed by whoever manages. */
export function LabelsScreen(): ReactElement {
  const labels = useLabels();
  const canCreate = useCan("conversations.write");
  const [creating, setCreating] = useState(false);
  useNewFromAddress(() => setCreating(true));
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
      back={<BackLink href={href("inbox")} label={t("shell.inbox")} />}
      actions={add}
    >
      <ListTable
        title={t("labels.title")}
        list={wholeList(labels)}
        columns={useColumns()}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        empty={{
          icon: <Tags aria-hidden />,
          title: t("labels.empty"),
          description: t("labels.emptyDetail"),
          action: add,
        }}
      />
      {creating ? <LabelDialog label={null} onOpenChange={setCreating} /> : null}
    </Page>
  );
}

function useColumns(): Column<Label>[] {
  const canWrite = useCan("settings.write");
  const name: Column<Label> = {
    id: "name",
    header: t("common.name"),
    sortable: true,
    text: (label) => label.name,
    cell: ({ id, name: word, color }) => (
      <RowLink href={href("inbox", { view: id })} icon={<LabelDot color={color} />}>
        {word}
      </RowLink>
    ),
  };
  const actions: Column<Label> = {
    id: "actions",
    header: t("table.actions"),
    width: "w-28",
    align: "end",
    cell: (label) => <LabelActions label={label} />,
  };
  return canWrite ? [name, actions] : [name];
}

function LabelActions({ label }: { label: Label }): ReactElement {
  const { id, name } = label;
  const params = { path: { label_id: id } };
  return (
    <Actions>
      <RowActions
        editLabel={t("labels.editNamed", { name })}
        edit={(onOpenChange) => <LabelDialog {...{ label, onOpenChange }} />}
        deleteLabel={t("labels.deleteNamed", { name })}
        deleteDetail={t("labels.deleteDetail")}
        remove={() => unwrap(api.DELETE("/api/v1/labels/{label_id}", { params }))}
        deleted={t("labels.deleted")}
        refreshes={[keys.labels, keys.conversationCounts]}
      />
    </Actions>
  );
}
