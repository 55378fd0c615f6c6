"use client";

import { Button, Dialog } from "@switchboard/ui";
import { type ReactElement, type ReactNode, useId } from "react";

import type { Form as FormState } from "@/shared/form";

import { Form, FormProblem } from "./form/Form";
import { FormError } from "./FormError";
import { t } from "./texts";

interface Frame {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  submitLabel: string;
  children: ReactNode;
}

/** With a form of `useForm`, or with what to do by hand where nothing is kept. */
type FormDialogProps<T extends object> = Frame &
  ({ form: FormState<T> } | { busy: boolean; error: unknown; onSubmit: () => void });

/** A dialog around a short form; Enter sends it. */
export function FormDialog<T extends object>(props: FormDialogProps<T>): ReactElement {
  const formId = useId();
  const busy = "form" in props ? props.form.busy : props.busy;
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
          <Button variant="primary" type="submit" form={formId} loading={busy}>
            {props.submitLabel}
          </Button>
        </>
      }
    >
      {"form" in props ? (
        <Form form={props.form} id={formId}>
          {props.children}
          <FormProblem form={props.form} />
        </Form>
      ) : (
        <form
          id={formId}
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) props.onSubmit();
          }}
        >
          {props.children}
          <FormError error={props.error} />
        </form>
      )}
    </Dialog>
  );
}
