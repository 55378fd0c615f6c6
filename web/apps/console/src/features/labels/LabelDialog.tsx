"use client";

import type { Label } from "@switchboard/api-client";
import { classes, TextField } from "@switchboard/ui";
import { type ReactElement, useState } from "react";

import { FormDialog } from "@/components/FormDialog";
import { LabelDot } from "@/components/marks/LabelChip";
import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { LABEL_COLORS, type LabelColor } from "@/shared/labels";
import { t } from "@/features/labels/texts";
import { useAction } from "@/shared/useAction";

interface LabelDialogProps {
  label: Label | null;
  onOpenChange: (open: boolean) => void;
}

/** Makes a label, or changes its word and colour. */
export function LabelDialog({ label, onOpenChange }: LabelDialogProps): ReactElement {
  const [name, setName] = useState(label?.name ?? "");
  const [color, setColor] = useState<LabelColor>(label?.color ?? "teal");
  const save = useAction(() => saveLabel(label, { name: name.trim(), color }), {
    refreshes: [keys.labels],
    done: t("common.saved"),
    quiet: true,
    onDone: () => onOpenChange(false),
  });
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={label ? t("labels.edit") : t("labels.new")}
      submitLabel={t("common.save")}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate(undefined)}
    >
      <TextField
        label={t("common.name")}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.currentTarget.value)}
        required
      />
      <ColorChoice value={color} onChange={setColor} />
    </FormDialog>
  );
}

function ColorChoice(props: {
  value: LabelColor;
  onChange: (color: LabelColor) => void;
}): ReactElement {
  return (
    <fieldset>
      <legend className="sb-label mb-1">{t("labels.color")}</legend>
      <div className="flex flex-wrap gap-2">
        {LABEL_COLORS.map((color) => (
          <label
            key={color}
            className={classes(
              "inline-flex min-h-9 cursor-pointer items-center gap-2 rounded-full border px-3 text-sm focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus",
              color === props.value ? "border-accent bg-accent-soft" : "border-line",
            )}
          >
            <input
              type="radio"
              name="color"
              className="visually-hidden"
              checked={color === props.value}
              onChange={() => props.onChange(color)}
            />
            <LabelDot color={color} />
            {t(`marks.color.${color}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function saveLabel(label: Label | null, body: { name: string; color: LabelColor }) {
  return label
    ? unwrap(
        api.PATCH("/api/v1/labels/{label_id}", { params: { path: { label_id: label.id } }, body }),
      )
    : unwrap(api.POST("/api/v1/labels", { body }));
}
