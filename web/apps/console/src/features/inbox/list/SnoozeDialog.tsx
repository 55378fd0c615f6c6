"use client";

import { Button, Dialog, TextField } from "@switchboard/ui";
import { type ReactElement, useId, useState } from "react";

import { t } from "@/features/inbox/texts";
import { useMinute } from "@/shared/useMinute";

interface SnoozeDialogProps {
  onClose: () => void;
  onChoose: (until: Date) => void;
}

/** Asks for a moment that no preset names. */
export function SnoozeDialog({ onClose, onChoose }: SnoozeDialogProps): ReactElement {
  const formId = useId();
  const [value, setValue] = useState("");
  const now = useMinute();
  const until = value ? new Date(value) : null;
  const ready = until !== null && until.getTime() > now;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("list.snoozeUntil")}
      closeLabel={t("common.close")}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" type="submit" form={formId} aria-disabled={!ready}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready || !until) return;
          onChoose(until);
          onClose();
        }}
      >
        <TextField
          label={t("list.when")}
          type="datetime-local"
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          required
        />
      </form>
    </Dialog>
  );
}
