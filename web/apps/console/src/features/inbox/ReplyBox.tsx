"use client";

import type { Conversation } from "@switchboard/api-client";
import { classes, Tabs } from "@switchboard/ui";
import { type ReactElement, useRef, useState } from "react";

import { shownCombination } from "@/shared/keyboard/combination";
import { useShortcut } from "@/shared/keyboard/KeyboardProvider";
import { useLive } from "@/shared/live/LiveProvider";
import type { TimelineState } from "@/shared/live/timeline-state";
import { useMe } from "@/shared/session/me";
import { useSettings } from "@/shared/settings";
import { t } from "@/features/inbox/texts";

import { CollisionBar } from "./composer/CollisionBar";
import { Composer, type ComposerHandle } from "./composer/Composer";
import { HeldBar } from "./composer/HeldBar";
import { type DraftText, useDraft } from "./composer/useDraft";
import { usePresence } from "./usePresence";
import { HOLD_MS, type Outgoing, useSending } from "./useSending";

interface ReplyBoxProps {
  conversation: Conversation;
  state: TimelineState;
}

/** Writes a reply to the customer, or a note that only colleagues see. */
export function ReplyBox({ conversation, state }: ReplyBoxProps): ReactElement {
  const { id } = conversation;
  const { connection } = useLive();
  const settings = useSettings();
  const { send, sendNow, undo } = useSending(id);
  const { member } = useMe();
  const { draft, change: changeDraft, clear } = useDraft(id);
  // How far the conversation had come when this reply was begun.
  const [begun, setBegun] = useState<number | null>(null);
  const composer = useRef<ComposerHandle>(null);
  const note = draft.kind === "note";
  const held = state.pending.findLast((message) => message.state === "held");

  const change = (next: DraftText): void => {
    if (next.kind === "note" || !next.text.trim()) setBegun(null);
    else setBegun((known) => known ?? state.lastSeq);
    changeDraft(next);
  };
  const write = (kind: DraftText["kind"]): void => {
    change({ ...draft, kind });
    composer.current?.focus();
  };
  useShortcut("conversation.reply", () => write("message"));
  useShortcut("conversation.note", () => write("note"));
  useShortcut("conversation.attach", () => composer.current?.attach());

  const onSend = (outgoing: Outgoing): void => {
    const holds = outgoing.kind === "message" && settings.undo_send;
    send(outgoing, holds ? HOLD_MS : 0);
    clear(outgoing.kind);
    setBegun(null);
  };
  const onUndo = (clientId: string): void => {
    const taken = undo(clientId);
    if (taken) composer.current?.restore(taken);
  };
  return (
    <div className="flex flex-col gap-2">
      <CollisionBar viewers={usePresence(id)} answered={answeredSince(state, begun, member.id)} />
      {held ? <HeldBar held={held} onUndo={onUndo} onSendNow={sendNow} /> : null}
      <div className="flex items-center justify-between gap-3">
        <Tabs
          label={t("inbox.writeAs")}
          value={draft.kind}
          onValueChange={(kind) => change({ ...draft, kind })}
          items={[
            { value: "message", label: t("inbox.reply") },
            { value: "note", label: t("inbox.note") },
          ]}
        />
        <p className={classes("hidden text-xs sm:block", note ? "text-warn-text" : "text-faint")}>
          {note
            ? t("composer.hintNote")
            : t("composer.hintReply", { keys: sendKeys(settings.send_on) })}
        </p>
      </div>
      <Composer
        handle={composer}
        conversation={conversation}
        draft={draft}
        sendOn={settings.send_on}
        onChange={change}
        onSend={onSend}
        onTyping={(active) =>
          void connection?.send({ type: "typing", conversation_id: id, active, note })
        }
      />
    </div>
  );
}

/** The colleague who answered since this reply was begun, until it is sent or emptied. */
function answeredSince(state: TimelineState, begun: number | null, ownId: string): string | null {
  if (begun === null) return null;
  const other = state.entries.findLast(
    ({ seq, kind, author }) =>
      seq > begun && kind === "message" && author.kind === "member" && author.id !== ownId,
  );
  return other ? (other.author.name ?? "") : null;
}

function sendKeys(sendOn: "enter" | "mod+enter"): string {
  return shownCombination(sendOn === "enter" ? "Enter" : "Mod+Enter");
}
