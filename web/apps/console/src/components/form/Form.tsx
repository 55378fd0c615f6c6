"use client";

import { ErrorNotice } from "@switchboard/ui";
import type { ReactElement, ReactNode } from "react";

import { ProblemError, sentenceOf } from "@/shared/api";
import type { Form as FormState } from "@/shared/form";

import { t } from "../texts";

interface FormProps<T extends object> {
  form: FormState<T>;
  id?: string;
  className?: string;
  children: ReactNode;
}

/** The element around the fields of `useForm`; Enter sends it. */
export function Form<T extends object>({
  form,
  id,
  className,
  children,
}: FormProps<T>): ReactElement {
  const { attach, submit } = form;
  return (
    <form
      ref={attach}
      id={id}
      className={className ?? "flex flex-col gap-4"}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {children}
    </form>
  );
}

/** What the server refused, unless fields show all of it. */
export function FormProblem<T extends object>({
  form,
}: {
  form: FormState<T>;
}): ReactElement | null {
  const { error } = form;
  if (!error) return null;
  const atFields = error instanceof ProblemError && error.errors.length > 0;
  if (
    atFields &&
    error.errors.every(({ field }) => form.fieldError(field) && field in form.values)
  ) {
    return null;
  }
  return <ErrorNotice title={t("common.notSaved")} detail={sentenceOf(error)} />;
}
