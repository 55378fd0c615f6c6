"use client";

import type { Conversation } from "@switchboard/api-client";
import { IconButton, Menu, TextField } from "@switchboard/ui";
import { AlarmClock, AlarmClockOff } from "lucide-react";
import { type ReactElement, useRef, useState } from "react";

import { FormDialog } from "@/components/FormDialog";
import { snoozeItems } from "@/components/marks/items";
import { useShortcut } from "@/shared/keyboard/KeyboardProvider";
import { localInput } from "@/shared/snooze";
import { t } from "@/features/inbox/texts";

import { useActions } from "./useActions";

/** Lets a conversation rest until a moment that one click can name; snoozed, it can be woken. */
export function SnoozeMenu({ conversation }: { conversation: Conversation }): ReactElement {
  const { snooze, reopen } = useActions(conversation.id);
  const trigger = useRef<HTMLButtonElement>(null);
  const [custom, setCustom] = useState(false);
  useShortcut("conversation.snooze", () => trigger.current?.click());
  if (conversation.status === "snoozed") {
    return (
      <IconButton ref={trigger} label={t("inbox.wake")} onClick={() => reopen.mutate(undefined)}>
        <AlarmClockOff size={18} aria-hidden />
      </IconButton>
    );
  }
  return (
    <>
      <Menu
        trigger={
          <IconButton ref={trigger} label={t("inbox.snooze")} loading={snooze.isPending}>
            <AlarmClock size={18} aria-hidden />
          </IconButton>
        }
        items={[
          { heading: t("inbox.snooze") },
          ...snoozeItems(
            (until) => snooze.mutate(until),
            () => setCustom(true),
          ),
        ]}
      />
      {custom ? (
        <SnoozeDialog
          onClose={() => setCustom(false)}
          onChoose={(until) => {
            snooze.mutate(until);
            setCustom(false);
          }}
        />
      ) : null}
    </>
  );
}

function SnoozeDialog(props: {
  onClose: () => void;
  onChoose: (until: Date) => void;
}): ReactElement {
  const [value, setValue] = useState(() => localInput(new Date(Date.now() + 24 * 3_600_000)));
  const [past, setPast] = useState(false);
  return (
    <FormDialog
      open
      onOpenChange={props.onClose}
      title={t("conversation.snoozeTitle")}
      submitLabel={t("keys.conversation.snooze")}
      busy={false}
      error={null}
      onSubmit={() => {
        const until = new Date(value);
        if (until.getTime() > Date.now()) props.onChoose(until);
        else setPast(true);
      }}
    >
      <TextField
        label={t("conversation.snoozeWhen")}
        type="datetime-local"
        value={value}
        min={localInput(new Date())}
        error={past ? t("conversation.snoozePast") : undefined}
        onChange={(event) => {
          setPast(false);
          setValue(event.currentTarget.value);
        }}
        required
      />
    </FormDialog>
  );
}
