"use client";

import type { Conversation } from "@switchboard/api-client";
import { IconButton, Menu, Select, TextField } from "@switchboard/ui";
import { Plus, Tag } from "lucide-react";
import { type ReactElement, useRef, useState } from "react";

import { FormDialog } from "@/components/FormDialog";
import { labelItems } from "@/components/marks/items";
import { LabelDot } from "@/components/marks/LabelChip";
import { api, unwrap } from "@/shared/api";
import { useShortcut } from "@/shared/keyboard/KeyboardProvider";
import { keys } from "@/shared/keys";
import { LABEL_COLORS, type LabelColor, useLabels } from "@/shared/labels";
import { t } from "@/features/inbox/texts";
import { useAction } from "@/shared/useAction";

import { useActions } from "./useActions";

/** Marks the conversation with the workspace's words, or makes a new one. */
export function LabelMenu({ conversation }: { conversation: Conversation }): ReactElement {
  const { label } = useActions(conversation.id);
  const trigger = useRef<HTMLButtonElement>(null);
  const [making, setMaking] = useState(false);
  const labels = useLabels().data ?? [];
  useShortcut("conversation.label", () => trigger.current?.click());
  const worn = new Set(conversation.labels.map(({ id }) => id));
  return (
    <>
      <Menu
        trigger={
          <IconButton ref={trigger} label={t("conversation.labelsFor")} loading={label.isPending}>
            <Tag size={17} aria-hidden />
          </IconButton>
        }
        items={[
          { heading: t("marks.labels") },
          ...labelItems(labels, worn, (id, on) =>
            label.mutate(on ? { add: [id] } : { remove: [id] }),
          ),
          { separator: true },
          {
            label: t("conversation.newLabel"),
            icon: <Plus size={16} aria-hidden />,
            onSelect: () => setMaking(true),
          },
        ]}
      />
      {making ? (
        <NewLabelDialog
          onClose={() => setMaking(false)}
          onMade={(id) => label.mutate({ add: [id] })}
        />
      ) : null}
    </>
  );
}

function NewLabelDialog(props: {
  onClose: () => void;
  onMade: (id: string) => void;
}): ReactElement {
  const [name, setName] = useState("");
  const [color, setColor] = useState<LabelColor>("teal");
  const make = useAction(
    () => unwrap(api.POST("/api/v1/labels", { body: { name: name.trim(), color } })),
    {
      refreshes: [keys.labels],
      quiet: true,
      onDone: ({ id }) => {
        props.onMade(id);
        props.onClose();
      },
    },
  );
  return (
    <FormDialog
      open
      onOpenChange={props.onClose}
      title={t("conversation.newLabel")}
      description={t("conversation.newLabelLead")}
      submitLabel={t("common.create")}
      busy={make.isPending}
      error={make.error}
      onSubmit={() => make.mutate(undefined)}
    >
      <TextField
        label={t("common.name")}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.currentTarget.value)}
        required
      />
      <Select
        label={t("conversation.labelColor")}
        value={color}
        onValueChange={setColor}
        items={LABEL_COLORS.map((value) => ({
          value,
          label: (
            <span className="flex items-center gap-2">
              <LabelDot color={value} /> {t(`marks.color.${value}`)}
            </span>
          ),
        }))}
      />
    </FormDialog>
  );
}
