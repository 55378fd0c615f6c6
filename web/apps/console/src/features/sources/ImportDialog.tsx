"use client";

import { Button, Dialog } from "@switchboard/ui";
import type { ReactElement } from "react";

import { t } from "@/shared/t";

import { UploadFiles } from "./UploadFiles";

interface ImportDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Takes files of every kind, and says for each what came of it. */
export function ImportDialog({ open, onOpenChange }: ImportDialogProps): ReactElement {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("sources.importTitle")}
      description={t("sources.importLead")}
      closeLabel={t("common.close")}
      footer={<Button onClick={() => onOpenChange(false)}>{t("common.close")}</Button>}
    >
      {open ? <UploadFiles /> : null}
    </Dialog>
  );
}
