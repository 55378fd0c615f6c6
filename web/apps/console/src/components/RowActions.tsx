"use client";

import { Button } from "@switchboard/ui";
import type { QueryKey } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { type ReactElement, useState } from "react";

import { t } from "@/components/texts";
import { useAction } from "@/shared/useAction";

import { ConfirmDialog } from "./ConfirmDialog";

interface RowActionsProps {
  editLabel: string;
  /** The dialog in which it is changed. */
  edit: (onOpenChange: (open: boolean) => void) => ReactElement;
  /** What the button says, and the question before it is done. */
  deleteLabel: string;
  /** What goes with it, and what stays. */
  deleteDetail: string;
  remove: () => Promise<unknown>;
  deleted: string;
  refreshes: readonly QueryKey[];
}

/** The two things that are done with a row of a list that people keep: change it, and delete it. */
export function RowActions(props: RowActionsProps): ReactElement {
  const [shown, setShown] = useState<"edit" | "delete" | null>(null);
  const { refreshes, deleted: done } = props;
  const remove = useAction(props.remove, { refreshes, done });
  const close = (open: boolean): void => {
    if (!open) setShown(null);
  };
  return (
    <>
      <Button size="sm" aria-label={props.editLabel} onClick={() => setShown("edit")}>
        <Pencil size={14} aria-hidden />
      </Button>
      <Button size="sm" aria-label={props.deleteLabel} onClick={() => setShown("delete")}>
        <Trash2 size={14} aria-hidden />
      </Button>
      {shown === "edit" ? props.edit(close) : null}
      <ConfirmDialog
        open={shown === "delete"}
        onOpenChange={close}
        title={props.deleteLabel}
        description={props.deleteDetail}
        confirmLabel={t("common.delete")}
        busy={remove.isPending}
        onConfirm={() => remove.mutate(undefined)}
      />
    </>
  );
}
