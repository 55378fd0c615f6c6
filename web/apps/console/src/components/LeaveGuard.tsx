"use client";

import type { ReactElement } from "react";

import { useLeaveQuestion } from "@/shared/unsaved";

import { ConfirmDialog } from "./ConfirmDialog";
import { t } from "./texts";

/** Asks before a page with changes that were not saved is left. Stands once, in the frame. */
export function LeaveGuard(): ReactElement {
  const { open, answer } = useLeaveQuestion();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && answer(false)}
      title={t("leave.title")}
      description={t("leave.detail")}
      confirmLabel={t("leave.confirm")}
      cancelLabel={t("leave.stay")}
      onConfirm={() => answer(true)}
    />
  );
}
