"use client";

import { IconButton } from "@switchboard/ui";
import { Check, Pencil, X } from "lucide-react";
import { type ReactElement, type ReactNode, useId, useState } from "react";

import { t } from "@/features/inbox/texts";

interface EditableFactProps {
  name: string;
  /** What is shown; `value` is what is edited. */
  shown: ReactNode;
  value: string;
  type?: "text" | "email" | "tel";
  /** Values to choose from while typing. */
  options?: readonly { value: string; label: string }[];
  canEdit: boolean;
  onSave: (value: string) => Promise<unknown>;
  /** Beside the value, for instance a button that copies it. */
  extra?: ReactNode;
}

/** A fact that is edited where it stands: Enter keeps it, Escape leaves it as it was. */
export function EditableFact(props: EditableFactProps): ReactElement {
  const [editing, setEditing] = useState(false);
  return (
    <div>
      <dt className="text-xs text-faint">{props.name}</dt>
      <dd>
        {editing ? (
          <Editor {...props} onDone={() => setEditing(false)} />
        ) : (
          <span className="group flex min-h-7 items-center gap-1">
            <span className="min-w-0 flex-1 break-words" dir="auto">
              {props.shown}
            </span>
            {props.extra}
            {props.canEdit ? (
              <IconButton
                size="sm"
                label={t("customer.edit", { field: props.name })}
                className="opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
                onClick={() => setEditing(true)}
              >
                <Pencil size={13} aria-hidden />
              </IconButton>
            ) : null}
          </span>
        )}
      </dd>
    </div>
  );
}

function Editor(props: EditableFactProps & { onDone: () => void }): ReactElement {
  const { onDone, onSave } = props;
  const [value, setValue] = useState(props.value);
  const [busy, setBusy] = useState(false);
  const listId = useId();
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      if (value.trim() !== props.value) await onSave(value.trim());
      onDone();
    } catch {
      // What went wrong is said in a toast; the text stays to be mended.
      setBusy(false);
    }
  };
  return (
    <form
      className="flex items-center gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <input
        // The person has just asked to edit it.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        aria-label={props.name}
        type={props.type ?? "text"}
        value={value}
        maxLength={1000}
        list={props.options ? listId : undefined}
        className="sb-input min-w-0 flex-1"
        onChange={(event) => setValue(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onDone();
        }}
      />
      {props.options ? (
        <datalist id={listId}>
          {props.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </datalist>
      ) : null}
      <IconButton size="sm" type="submit" label={t("common.save")} loading={busy}>
        <Check size={15} aria-hidden />
      </IconButton>
      <IconButton size="sm" label={t("common.cancel")} onClick={onDone}>
        <X size={15} aria-hidden />
      </IconButton>
    </form>
  );
}
