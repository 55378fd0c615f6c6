"use client";

import type { Label } from "@switchboard/api-client";
import type { ReactElement } from "react";

import { Radios } from "@/components/form/Radios";
import { TextInput } from "@/components/form/fields";
import { FormDialog } from "@/components/FormDialog";
import { LabelDot } from "@/components/marks/LabelChip";
import { api, unwrap } from "@/shared/api";
import { useForm } from "@/shared/form";
import { keys } from "@/shared/keys";
import { LABEL_COLORS, type LabelColor } from "@/shared/labels";
import { t } from "@/features/labels/texts";

interface LabelDialogProps {
  label: Label | null;
  onOpenChange: (open: boolean) => void;
}

/** Makes a label, or changes its word and colour. */
export function LabelDialog({ label, onOpenChange }: LabelDialogProps): ReactElement {
  const form = useForm({
    kept: { name: label?.name ?? "", color: label?.color ?? ("teal" as LabelColor) },
    save: (changes, values) => saveLabel(label, changes, values),
    refreshes: [keys.labels],
    done: t("common.saved"),
    onSaved: () => onOpenChange(false),
  });
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={label ? t("labels.edit") : t("labels.new")}
      submitLabel={t("common.save")}
      form={form}
    >
      <TextInput label={t("common.name")} field={form.field("name")} maxLength={60} required />
      <Radios
        label={t("labels.color")}
        look="chips"
        field={form.field("color")}
        items={LABEL_COLORS.map((color) => ({
          value: color,
          label: t(`marks.color.${color}`),
          icon: <LabelDot color={color} />,
        }))}
      />
    </FormDialog>
  );
}

interface Values {
  name: string;
  color: LabelColor;
}

function saveLabel(label: Label | null, changes: Partial<Values>, values: Values) {
  return label
    ? unwrap(
        api.PATCH("/api/v1/labels/{label_id}", {
          params: { path: { label_id: label.id } },
          body: changes,
        }),
      )
    : unwrap(api.POST("/api/v1/labels", { body: values }));
}
