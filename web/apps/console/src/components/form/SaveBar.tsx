"use client";

import { Button, classes } from "@switchboard/ui";
import type { ReactElement } from "react";

import type { Form } from "@/shared/form";

import { t } from "../texts";
import { FormProblem } from "./Form";

/** Stands at the end of a form's page, and at the bottom of the screen while something is unsaved. */
export function SaveBar<T extends object>({
  form,
  formId,
  label = t("common.save"),
}: {
  form: Form<T>;
  formId?: string;
  /** What the button says, where it does more than save. */
  label?: string;
}): ReactElement {
  return (
    <div
      className={classes(
        "flex flex-col gap-3",
        form.dirty &&
          "sticky bottom-3 z-10 rounded-lg border border-line-strong bg-surface p-3 shadow-md",
      )}
    >
      <FormProblem form={form} />
      <div className="flex items-center justify-end gap-2">
        <span role="status" className="me-auto text-sm text-muted">
          {form.dirty ? t("form.unsaved") : ""}
        </span>
        {form.dirty ? (
          <Button onClick={form.discard} disabled={form.busy}>
            {t("form.discard")}
          </Button>
        ) : null}
        <Button
          type="submit"
          variant="primary"
          loading={form.busy}
          disabled={!form.dirty}
          {...(formId ? { form: formId } : {})}
        >
          {label}
        </Button>
      </div>
    </div>
  );
}
