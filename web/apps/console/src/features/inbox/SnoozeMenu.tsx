"use client";

import type { Conversation } from "@switchboard/api-client";
import { IconButton, Menu, type MenuItem } from "@switchboard/ui";
import { AlarmClock, AlarmClockOff } from "lucide-react";
import type { ReactElement } from "react";

import { weekdayTime } from "@/shared/format";
import { t } from "@/shared/t";

import { snoozePresets } from "./snooze";
import { useActions } from "./useActions";

/** Lets a conversation rest until a moment that one click can name; snoozed, it can be woken. */
export function SnoozeMenu({ conversation }: { conversation: Conversation }): ReactElement {
  const { snooze, reopen } = useActions(conversation.id);
  if (conversation.status === "snoozed") {
    return (
      <IconButton label={t("inbox.wake")} onClick={() => reopen.mutate(undefined)}>
        <AlarmClockOff size={18} aria-hidden />
      </IconButton>
    );
  }
  const items: MenuItem[] = snoozePresets(new Date()).map(({ label, until }) => ({
    label: (
      <span className="flex justify-between gap-6">
        {t(label)}
        <span className="text-faint">{weekdayTime(until)}</span>
      </span>
    ),
    onSelect: () => snooze.mutate(until),
  }));
  return (
    <Menu
      trigger={
        <IconButton label={t("inbox.snooze")} loading={snooze.isPending}>
          <AlarmClock size={18} aria-hidden />
        </IconButton>
      }
      items={[{ heading: t("inbox.snooze") }, ...items]}
    />
  );
}
