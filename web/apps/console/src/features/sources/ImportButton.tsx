"use client";

import { Button, Dialog } from "@switchboard/ui";
import { Upload } from "lucide-react";
import { type ReactElement, useState } from "react";

import { t } from "./texts";
import { UploadFiles } from "./UploadFiles";

/** Opens a dialog that takes files of every kind, and says for each what came of it. */
export function ImportButton(): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Upload size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {t("sources.importFiles")}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("sources.importTitle")}
        description={t("sources.importLead")}
        closeLabel={t("common.close")}
        footer={<Button onClick={() => setOpen(false)}>{t("common.close")}</Button>}
      >
        {open ? <UploadFiles /> : null}
      </Dialog>
    </>
  );
}
