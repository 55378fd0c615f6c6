"use client";

import type { Conversation } from "@switchboard/api-client";
import { IconButton, Menu } from "@switchboard/ui";
import { Flag } from "lucide-react";
import { type ReactElement, useRef } from "react";

import { priorityItems } from "@/components/marks/items";
import { PriorityIcon } from "@/components/marks/PriorityIcon";
import { useShortcut } from "@/shared/keyboard/KeyboardProvider";
import { t } from "@/features/inbox/texts";

import { useActions } from "./useActions";

/** How soon the conversation wants an answer. */
export function PriorityMenu({ conversation }: { conversation: Conversation }): ReactElement {
  const { prioritise } = useActions(conversation.id);
  const trigger = useRef<HTMLButtonElement>(null);
  useShortcut("conversation.priority", () => trigger.current?.click());
  const { priority } = conversation;
  return (
    <Menu
      trigger={
        <IconButton
          ref={trigger}
          label={`${t("marks.priority")}: ${t(`marks.priority.${priority}`)}`}
          loading={prioritise.isPending}
        >
          {priority === "none" ? (
            <Flag size={17} aria-hidden />
          ) : (
            <PriorityIcon priority={priority} size={17} silent />
          )}
        </IconButton>
      }
      items={[
        { heading: t("marks.priority") },
        ...priorityItems(priority, (next) => prioritise.mutate(next)),
      ]}
    />
  );
}
