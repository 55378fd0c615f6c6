"use client";

import { useToast } from "@switchboard/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, sentenceOf, unwrap } from "@/shared/api";
import { useAssistants, useMembers, useTeams } from "@/shared/directory";
import { keys } from "@/shared/keys";
import { useLabels } from "@/shared/labels";
import type { ListQuery } from "@/shared/lists/query";
import { type ListData, mapped } from "@/shared/lists/state";
import { listUpdates } from "@/shared/lists/updates";
import { useMe } from "@/shared/session/me";
import { t, tn } from "@/features/inbox/texts";

import { type Action, foreseen, staysIn } from "./actions";

interface Asked {
  ids: readonly string[];
  action: Action;
}

/** Does one thing to many conversations: shown at once, taken back where the server would not. */
export function useBulk() {
  const client = useQueryClient();
  const toast = useToast();
  const foresee = useForesight();
  return useMutation({
    mutationFn: ({ ids, action }: Asked) =>
      unwrap(api.POST("/api/v1/conversations/bulk", { body: { ids: [...ids], action } })),
    onMutate: ({ ids, action }: Asked) => {
      const before = client.getQueriesData<ListData>({ queryKey: keys.lists });
      foresee(new Set(ids), action);
      return { before };
    },
    onError: (error, _asked, context) => {
      for (const [key, data] of context?.before ?? []) client.setQueryData(key, data);
      toast({ title: t("common.failed"), description: sentenceOf(error), tone: "danger" });
    },
    onSuccess: ({ items }) => {
      const failed = items.filter((item) => item.status === "failed");
      if (failed.length === 0) {
        if (items.length > 1) toast({ title: tn("list.done", items.length), tone: "success" });
        return;
      }
      toast({
        title: tn("list.failed", failed.length),
        description: failed[0]?.detail ?? "",
        tone: "danger",
      });
    },
    onSettled: (_result, _error, { ids }) => listUpdates(client).changed(...ids),
  });
}

function useForesight(): (ids: ReadonlySet<string>, action: Action) => void {
  const client = useQueryClient();
  const me = useMe().member.id;
  const labels = useLabels().data ?? [];
  const everybody: { id: string; name: string }[] = [
    ...(useMembers().data ?? []),
    ...(useTeams().data ?? []),
    ...(useAssistants().data ?? []),
  ];
  const names = new Map(everybody.map(({ id, name }) => [id, name]));
  return (ids, action) => {
    for (const [key] of client.getQueriesData<ListData>({ queryKey: keys.lists })) {
      const query = key[1] as ListQuery;
      client.setQueryData<ListData>(
        key,
        (data) =>
          data &&
          mapped(data, (item) => {
            if (!ids.has(item.id)) return item;
            const after = foreseen(item, action, { labels, names });
            return staysIn(query, after, me) ? after : null;
          }),
      );
    }
  };
}
