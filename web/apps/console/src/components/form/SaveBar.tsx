"use client";

import { Button } from "@switchboard/ui";
import type { ReactElement } from "react";

import type { Form } from "@/shared/form";

import { t } from "../texts";
import { FormProblem } from "./Form";

/** Stands at the end of a form's page, and at the bottom of the screen while something is unsaved. */
export function SaveBar<T extends object>({
  form,
  formId,
}: {
  form: Form<T>;
  formId?: string;
}): ReactElement {
  return (
    <div className="sticky bottom-0 z-10 -mx-2 flex flex-col gap-3 bg-bg/95 px-2 py-3">
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
          {t("common.save")}
        </Button>
      </div>
    </div>
  );
}
