"use client";

import type { Conversation, Draft } from "@switchboard/api-client";
import { Button } from "@switchboard/ui";
import { Sparkles } from "lucide-react";
import type { ReactElement } from "react";

import { useMe } from "@/shared/session/me";
import { t } from "@/features/inbox/texts";

import { useActions } from "./useActions";

/** Says that the assistant is in charge, or writing right now, and lets a person step in. */
export function AssistantBar({
  conversation,
  draft,
}: {
  conversation: Conversation;
  draft: Draft | null;
}): ReactElement | null {
  const { member } = useMe();
  const { assign } = useActions(conversation.id);
  const inCharge = conversation.assignee?.kind === "assistant" && conversation.status === "open";
  if (!draft && !inCharge) return null;
  const name = conversation.assignee?.name ?? t("inbox.assistant");
  return (
    <div className="mb-2 flex items-center gap-2 rounded-lg bg-accent-soft py-1.5 pr-1.5 pl-3 text-sm text-on-accent-soft">
      <Sparkles size={15} aria-hidden className="shrink-0" />
      <p role="status" className="min-w-0 flex-1">
        {draft ? t("inbox.assistantWrites", { name }) : t("inbox.assistantAnswers", { name })}
      </p>
      <Button
        size="sm"
        variant={draft ? "primary" : "secondary"}
        loading={assign.isPending}
        onClick={() => assign.mutate({ kind: "member", id: member.id })}
      >
        {t("inbox.takeOver")}
      </Button>
    </div>
  );
}
