"use client";

import { useToast } from "@switchboard/ui";
import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";

import { sentenceOf } from "./api";
import { t } from "./t";

interface ActionOptions<Input, Output> {
  /** Queries that the change makes stale. */
  refreshes?: readonly QueryKey[];
  /** Said in a toast when it worked. */
  done?: string;
  onDone?: (output: Output, input: Input) => void;
  /** Leave the telling of errors to the caller (a form shows them beside its fields). */
  quiet?: boolean;
}

/** A change on the server: refreshes what it touches and says how it went. */
export function useAction<Input, Output>(
  run: (input: Input) => Promise<Output>,
  { refreshes = [], done, onDone, quiet = false }: ActionOptions<Input, Output> = {},
) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: run,
    onSuccess: async (output, input) => {
      if (done) toast({ title: done, tone: "success" });
      onDone?.(output, input);
      await Promise.all(refreshes.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
    onError: (error) => {
      if (!quiet) {
        toast({ title: t("common.failed"), description: sentenceOf(error), tone: "danger" });
      }
    },
  });
}
