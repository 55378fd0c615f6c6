"use client";

import { useQueryClient, type QueryKey } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { ProblemError } from "./api";
import { useUnsaved } from "./unsaved";
import { useAction } from "./useAction";

interface FormOptions<T extends object, Saved> {
  /** What the server has. It may change while somebody edits: what they did not touch follows it. */
  kept: T;
  /** Sends what was changed; `values` is the whole form. */
  save: (changes: Partial<T>, values: T) => Promise<Saved>;
  /** Queries that the change makes stale. */
  refreshes?: readonly QueryKey[];
  /** Said in a toast when it worked. */
  done?: string;
  onSaved?: (saved: Saved) => void;
}

/** One field's part of a form: spread it over a field of the ui package. */
export interface FieldOf<V> {
  name: string;
  value: V;
  error: string | undefined;
  onChange: (value: V) => void;
}

export interface Form<T extends object> {
  values: T;
  dirty: boolean;
  busy: boolean;
  /** What the server refused and no field shows. */
  error: unknown;
  /** The form's element, once it is drawn. */
  attach: (element: HTMLFormElement | null) => void;
  change: (part: Partial<T>) => void;
  field: <K extends keyof T & string>(name: K) => FieldOf<T[K]>;
  fieldError: (name: string) => string | undefined;
  submit: () => void;
  /** Drops what was not saved. */
  discard: () => void;
}

/**
 * A form over something the server has: its values are what is kept and, above it, the edits. Only what differs is
 * sent; what the server says of a field stands at the field, and the first such field gets the focus; leaving with
 * edits asks first.
 */
export function useForm<T extends object, Saved>(options: FormOptions<T, Saved>): Form<T> {
  const { kept, refreshes = [], done, onSaved } = options;
  const client = useQueryClient();
  const [edits, setEdits] = useState<Partial<T>>({});
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [element, attach] = useState<HTMLFormElement | null>(null);
  const values: T = { ...kept, ...edits };
  const changes = changesOf(kept, edits);
  const dirty = Object.keys(changes).length > 0;
  const action = useAction(() => options.save(changes, values), {
    ...(done ? { done } : {}),
    quiet: true,
    onDone: async (saved: Saved) => {
      onSaved?.(saved);
      // The edits stand until what is kept says the same, so that no old value shows in between.
      await Promise.all(refreshes.map((queryKey) => client.invalidateQueries({ queryKey })));
      setEdits({});
    },
  });
  const { error } = action;
  useUnsaved(dirty && !action.isPending);
  useFocusOnError(element, error);
  const fieldError = (name: string): string | undefined =>
    touched.has(name) || !(error instanceof ProblemError) ? undefined : error.fieldError(name);
  const change = (part: Partial<T>): void => {
    setEdits((known) => ({ ...known, ...part }));
    setTouched((known) => new Set([...known, ...Object.keys(part)]));
  };
  return {
    values,
    dirty,
    busy: action.isPending,
    error,
    attach,
    change,
    fieldError,
    field: (name) => ({
      name,
      value: values[name],
      error: fieldError(name),
      onChange: (value) => change({ [name]: value } as unknown as Partial<T>),
    }),
    submit: () => {
      if (action.isPending) return;
      setTouched(new Set());
      action.mutate(undefined);
    },
    discard: () => {
      setEdits({});
      action.reset();
    },
  };
}

/** The edits that say something else than what is kept. */
export function changesOf<T extends object>(kept: T, edits: Partial<T>): Partial<T> {
  const names = (Object.keys(edits) as (keyof T)[]).filter(
    (name) => JSON.stringify(edits[name]) !== JSON.stringify(kept[name]),
  );
  return Object.fromEntries(names.map((name) => [name, edits[name]])) as Partial<T>;
}

function useFocusOnError(element: HTMLFormElement | null, error: unknown): void {
  useEffect(() => {
    if (!error) return;
    const wrong = element?.querySelector<HTMLElement>("[aria-invalid=true]");
    wrong?.focus();
  }, [element, error]);
}
