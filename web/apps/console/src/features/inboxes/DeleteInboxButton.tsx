"use client";

import type { Inbox } from "@switchboard/api-client";
import { Button } from "@switchboard/ui";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactElement, useState } from "react";

import { ConfirmDialog } from "@/components/ConfirmDialog";
import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { t } from "@/features/inboxes/texts";
import { useAction } from "@/shared/useAction";
import { href } from "@/shared/routes";

export function DeleteInboxButton({ inbox }: { inbox: Inbox }): ReactElement {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const remove = useAction(
    () =>
      unwrap(
        api.DELETE("/api/v1/inboxes/{inbox_id}", { params: { path: { inbox_id: inbox.id } } }),
      ),
    {
      refreshes: [keys.inboxes, keys.conversations],
      done: t("inboxes.deleted"),
      onDone: () => router.replace(href("inboxes")),
    },
  );
  return (
    <>
      <Button icon={<Trash2 size={16} aria-hidden />} onClick={() => setAsking(true)}>
        {t("common.delete")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("inboxes.deleteTitle", { name: inbox.name })}
        description={t("inboxes.deleteDetail")}
        confirmLabel={t("common.delete")}
        busy={remove.isPending}
        onConfirm={() => remove.mutate(undefined)}
      />
    </>
  );
}
