"use client";

import { Markdown } from "@switchboard/chat";
import { Tabs, TextArea } from "@switchboard/ui";
import { type ReactElement, useState } from "react";

import { t } from "@/features/knowledge/texts";

interface BodyEditorProps {
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  /** Whether there is nothing else that could be given as the answer. */
  required: boolean;
}

/** Markdown to write, and as customers will see it. */
export function BodyEditor({ value, onChange, error, required }: BodyEditorProps): ReactElement {
  const [tab, setTab] = useState<"write" | "preview">("write");
  return (
    <Tabs
      label={t("knowledge.body")}
      value={tab}
      onValueChange={setTab}
      items={[
        {
          value: "write",
          label: t("knowledge.write"),
          panel: (
            <TextArea
              label={t("knowledge.body")}
              hideLabel
              description={t("knowledge.bodyHelp")}
              error={error}
              className="[&_textarea]:min-h-96"
              rows={16}
              value={value}
              onChange={(event) => onChange(event.currentTarget.value)}
              required={required}
              dir="auto"
            />
          ),
        },
        {
          value: "preview",
          label: t("knowledge.preview"),
          panel: (
            <div className="min-h-96 rounded-md border border-line p-4" dir="auto">
              {value.trim() ? (
                <Markdown text={value} />
              ) : (
                <p className="text-muted">{t("knowledge.previewEmpty")}</p>
              )}
            </div>
          ),
        },
      ]}
    />
  );
}
