"use client";

import type { AssigneeChoice, Conversation } from "@switchboard/api-client";
import { useQueryClient } from "@tanstack/react-query";

import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { useAction } from "@/shared/useAction";

/** What an agent does with a conversation besides writing in it. */
export function useActions(conversationId: string) {
  const client = useQueryClient();
  const params = { path: { conversation_id: conversationId } };
  const refreshes = [keys.conversations];
  const onDone = (conversation: Conversation) =>
    client.setQueryData(keys.conversation(conversationId), conversation);

  const assign = useAction(
    (assignee: AssigneeChoice | null) =>
      unwrap(
        api.POST("/api/v1/conversations/{conversation_id}/assign", { params, body: { assignee } }),
      ),
    { refreshes, onDone },
  );
  const resolve = useAction(
    () => unwrap(api.POST("/api/v1/conversations/{conversation_id}/resolve", { params })),
    { refreshes, onDone },
  );
  const reopen = useAction(
    () => unwrap(api.POST("/api/v1/conversations/{conversation_id}/reopen", { params })),
    { refreshes, onDone },
  );
  const snooze = useAction(
    (until: Date) =>
      unwrap(
        api.POST("/api/v1/conversations/{conversation_id}/snooze", {
          params,
          body: { until: until.toISOString() },
        }),
      ),
    { refreshes, onDone },
  );
  const label = useAction(
    (change: { add?: string[]; remove?: string[] }) =>
      unwrap(
        api.POST("/api/v1/conversations/{conversation_id}/labels", {
          params,
          body: { add: change.add ?? [], remove: change.remove ?? [] },
        }),
      ),
    { refreshes, onDone },
  );
  const prioritise = useAction(
    (priority: Conversation["priority"]) =>
      unwrap(
        api.POST("/api/v1/conversations/{conversation_id}/priority", {
          params,
          body: { priority },
        }),
      ),
    { refreshes, onDone },
  );
  const markUnread = useAction(
    () => unwrap(api.POST("/api/v1/conversations/{conversation_id}/unread", { params })),
    { refreshes },
  );
  return { assign, resolve, reopen, snooze, label, prioritise, markUnread };
}
