"use client";

import type { Conversation } from "@switchboard/api-client";
import { Composer } from "@switchboard/chat";
import { classes, Tabs } from "@switchboard/ui";
import { type ReactElement, useState } from "react";

import { useLive } from "@/shared/live/LiveProvider";
import { t } from "@/shared/t";

import { useSending } from "./useSending";

type Kind = "message" | "note";

/** What was begun in each conversation and not sent, for as long as the page lives. */
const unsent = new Map<string, { text: string; kind: Kind }>();

/** Writes a reply to the customer, or a note that only colleagues see. */
export function ReplyBox({ conversation }: { conversation: Conversation }): ReactElement {
  const { id, contact } = conversation;
  const { connection } = useLive();
  const { send } = useSending(id);
  const [draft, setDraft] = useState(() => unsent.get(id) ?? { text: "", kind: "message" as Kind });
  const note = draft.kind === "note";
  const change = (next: { text: string; kind: Kind }) => {
    unsent.set(id, next);
    setDraft(next);
  };
  return (
    <div className="flex flex-col gap-2">
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
          {note ? t("inbox.noteHint") : t("inbox.sendHint", { keys: sendKeys() })}
        </p>
      </div>
      <Composer
        value={draft.text}
        onValueChange={(text) => change({ ...draft, text })}
        onSend={(text) => {
          change({ ...draft, text: "" });
          void send(text, draft.kind);
        }}
        onTyping={(active) => {
          if (!note) connection?.send({ type: "typing", conversation_id: id, active });
        }}
        sendOn="mod+enter"
        tone={note ? "note" : "reply"}
        labels={{
          input: note ? t("inbox.note") : t("inbox.reply"),
          placeholder: note
            ? t("inbox.notePlaceholder")
            : t("inbox.replyPlaceholder", { name: contact.name || t("inbox.visitor") }),
          send: note ? t("inbox.sendNote") : t("inbox.sendReply"),
        }}
      />
    </div>
  );
}

function sendKeys(): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘ Enter" : "Ctrl+Enter";
}
