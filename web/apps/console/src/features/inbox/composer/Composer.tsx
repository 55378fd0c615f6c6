"use client";

import type { Attachment, Conversation } from "@switchboard/api-client";
import { Markdown } from "@switchboard/chat";
import { Button, classes } from "@switchboard/ui";
import { ArrowUp } from "lucide-react";
import {
  type ClipboardEvent,
  type DragEvent,
  type ReactElement,
  type RefObject,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from "react";

import { useMe } from "@/shared/session/me";
import { t } from "@/features/inbox/texts";

import { useContact } from "../queries";
import type { Outgoing } from "../useSending";
import { optionId, Suggestions } from "./Suggestions";
import { Toolbar } from "./Toolbar";
import type { DraftText } from "./useDraft";
import { useTextBox } from "./useTextBox";
import { UploadList } from "./UploadList";
import { useUploads } from "./useUploads";
import { openVariables } from "./variables";

export interface ComposerHandle {
  focus: () => void;
  attach: () => void;
  /** Puts a message that was taken back into the box again. */
  restore: (outgoing: Outgoing) => void;
}

interface ComposerProps {
  conversation: Conversation;
  draft: DraftText;
  sendOn: "enter" | "mod+enter";
  onChange: (draft: DraftText) => void;
  onSend: (outgoing: Outgoing) => void;
  onTyping: (active: boolean) => void;
  handle: RefObject<ComposerHandle | null>;
}

/** Where a reply or a note is written, with everything that helps to. */
export function Composer(props: ComposerProps): ReactElement {
  const { conversation, draft } = props;
  const note = draft.kind === "note";
  const me = useMe();
  const contact = useContact(conversation.contact.id).data;
  const known = useMemo(() => ({ conversation, contact, me }), [conversation, contact, me]);
  const files = useUploads();
  const [preview, setPreview] = useState(false);
  const [over, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const listId = useId();
  const missing = openVariables(draft.text);

  const send = (): void => {
    const text = draft.text.trim();
    if ((!text && files.ready.length === 0) || files.busy || missing.length > 0) return;
    props.onTyping(false);
    props.onSend({ text, kind: draft.kind, attachments: files.ready, mentions: box.mentions() });
    files.clear();
    setPreview(false);
  };
  const { area, ...box } = useTextBox({ ...props, note, known, onSubmit: send });

  useImperativeHandle(props.handle, () => ({
    focus: () => {
      setPreview(false);
      requestAnimationFrame(() => area.current?.focus());
    },
    attach: () => picker.current?.click(),
    restore: ({ text, kind, attachments }) => {
      props.onChange({ text, kind });
      files.restore(attachments as readonly Attachment[]);
      area.current?.focus();
    },
  }));

  const take = (list: FileList | null | undefined): boolean => {
    const found = [...(list ?? [])];
    if (found.length > 0) files.add(found);
    return found.length > 0;
  };
  const onPaste = (event: ClipboardEvent): void => {
    if (take(event.clipboardData.files)) event.preventDefault();
  };
  const onDrop = (event: DragEvent): void => {
    setOver(false);
    if (take(event.dataTransfer.files)) event.preventDefault();
  };
  const onDragOver = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    setOver(true);
  };
  const name = conversation.contact.display_name;
  const suggesting = box.trigger !== null && box.suggestions.length > 0;
  const blocked =
    missing.length > 0
      ? t("composer.openVariables", { names: missing.join(", ") })
      : files.busy
        ? t("composer.waitForFiles")
        : null;

  return (
    // Files are dropped on it; the button with the paper clip does the same.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={classes(
        "@container relative flex flex-col rounded-xl border transition-colors focus-within:ring-1",
        note
          ? "border-warn-line bg-warn-soft focus-within:border-warn-text focus-within:ring-warn-text"
          : "border-control bg-surface focus-within:border-focus focus-within:ring-focus",
      )}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {suggesting && box.trigger ? (
        <Suggestions
          id={listId}
          kind={box.trigger.kind}
          items={box.suggestions}
          chosen={box.chosen}
          onChoose={box.choose}
          onHover={box.setChosen}
        />
      ) : null}
      {preview ? (
        <div className="scroll-pane max-h-64 min-h-16 px-3 py-2 text-base" dir="auto">
          {draft.text.trim() ? (
            <Markdown text={draft.text} format="typed" />
          ) : (
            <p className="text-faint">{t("composer.previewEmpty")}</p>
          )}
        </div>
      ) : (
        <textarea
          ref={area}
          rows={2}
          dir="auto"
          value={draft.text}
          maxLength={20_000}
          aria-label={note ? t("inbox.note") : t("inbox.reply")}
          aria-autocomplete="list"
          aria-controls={suggesting ? listId : undefined}
          aria-activedescendant={suggesting ? optionId(listId, box.chosen) : undefined}
          placeholder={note ? t("inbox.notePlaceholder") : t("inbox.replyPlaceholder", { name })}
          enterKeyHint={props.sendOn === "enter" ? "send" : "enter"}
          className="scroll-pane field-sizing-content max-h-[min(16rem,40dvh)] min-h-16 resize-none bg-transparent px-3 py-2 text-base outline-none placeholder:text-faint max-md:text-[1rem]"
          onChange={box.onChange}
          onKeyDown={box.onKeyDown}
          onSelect={box.onSelect}
          onBlur={box.close}
          onPaste={onPaste}
        />
      )}
      <UploadList uploads={files.uploads} onRemove={files.remove} />
      <div className="flex items-center gap-2 p-1.5">
        <Toolbar
          note={note}
          preview={preview}
          onMark={box.mark}
          onSign={box.sign}
          onAttach={() => picker.current?.click()}
          onPreview={() => setPreview(!preview)}
        />
        <p role="status" className="min-w-0 flex-1 truncate text-end text-xs text-warn-text">
          {blocked}
        </p>
        <Button
          type="submit"
          variant="primary"
          aria-label={note ? t("inbox.sendNote") : t("inbox.sendReply")}
          disabled={(!draft.text.trim() && files.ready.length === 0) || blocked !== null}
          icon={<ArrowUp size={16} aria-hidden />}
        >
          <span className="hidden @md:inline">{note ? t("inbox.sendNote") : t("keys.send")}</span>
        </Button>
      </div>
      {over ? (
        <div className="pointer-events-none absolute inset-0 grid place-items-center rounded-xl border-2 border-dashed border-accent bg-accent-soft text-sm font-medium text-on-accent-soft">
          {t("composer.dropHere")}
        </div>
      ) : null}
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
    </form>
  );
}
