"use client";

import { Button, Dialog } from "@switchboard/ui";
import { type ReactElement, type ReactNode, useId } from "react";

import { t } from "@/components/texts";

import { FormError } from "./FormError";

interface FormDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  submitLabel: string;
  busy: boolean;
  error: unknown;
  onSubmit: () => void;
  children: ReactNode;
}

/** A dialog around a short form; Enter sends it. */
export function FormDialog(props: FormDialogProps): ReactElement {
  const formId = useId();
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={props.title}
      description={props.description}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={() => props.onOpenChange(false)}>{t("common.cancel")}</Button>
          <Button variant="primary" type="submit" form={formId} loading={props.busy}>
            {props.submitLabel}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!props.busy) props.onSubmit();
        }}
      >
        {props.children}
        <FormError error={props.error} />
      </form>
    </Dialog>
  );
}
