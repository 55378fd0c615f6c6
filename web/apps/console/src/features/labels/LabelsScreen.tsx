"use client";

import type { Label } from "@switchboard/api-client";
import { Button, Card, EmptyState } from "@switchboard/ui";
import { Plus, Tags } from "lucide-react";
import { type ReactElement, useState } from "react";

import { Link } from "@/components/Link";
import { BackLink } from "@/components/BackLink";
import { LabelDot } from "@/components/marks/LabelChip";
import { Page } from "@/components/Page";
import { QueryView } from "@/components/QueryView";
import { RowActions } from "@/components/RowActions";
import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { useLabels } from "@/shared/labels";
import { useNewFromAddress } from "@/shared/useNewFromAddress";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/labels/texts";
import { href } from "@/shared/routes";

import { LabelDialog } from "./LabelDialog";

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
  const { id, name, color } = label;
  const params = { path: { label_id: id } };
  return (
    <li className="flex min-h-12 items-center gap-3">
      <LabelDot color={color} />
      <Link
        href={href("inbox", { view: id })}
        className="min-w-0 flex-1 truncate font-medium hover:underline"
      >
        {name}
      </Link>
      {canWrite ? (
        <RowActions
          editLabel={t("labels.editNamed", { name })}
          edit={(onOpenChange) => <LabelDialog {...{ label, onOpenChange }} />}
          deleteLabel={t("labels.deleteNamed", { name })}
          deleteDetail={t("labels.deleteDetail")}
          remove={() => unwrap(api.DELETE("/api/v1/labels/{label_id}", { params }))}
          deleted={t("labels.deleted")}
          refreshes={[keys.labels, keys.conversationCounts]}
        />
      ) : null}
    </li>
  );
}
