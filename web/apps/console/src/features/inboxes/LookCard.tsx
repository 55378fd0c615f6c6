import { Card, Field, Select, TextField } from "@switchboard/ui";
import type { ReactElement } from "react";

import { t } from "@/features/inboxes/texts";

import { LogoField } from "./LogoField";
import type { CardProps } from "./types";

/** Name, colour, theme, logo, and the button that opens the chat. */
export function LookCard({ form, change }: CardProps): ReactElement {
  return (
    <Card title={t("inboxes.look")}>
      <div className="flex flex-col gap-4">
        <TextField
          label={t("common.name")}
          description={t("inboxes.nameHelp")}
          value={form.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          required
        />
        <TextField
          label={t("inboxes.chatTitle")}
          description={t("inboxes.chatTitleHelp")}
          value={form.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <Field label={t("inboxes.color")} description={t("inboxes.colorHelp")}>
          <span className="flex items-center gap-3">
            <input
              type="color"
              aria-label={t("inboxes.color")}
              value={form.color}
              onChange={(event) => change({ color: event.currentTarget.value })}
              className="h-9 w-14 cursor-pointer rounded-md border border-control bg-surface p-1"
            />
            <span className="font-mono text-sm text-muted">{form.color}</span>
          </span>
        </Field>
        <LogoField logoId={form.logoId} onChange={(logoId) => change({ logoId })} />
        <div className="grid gap-4 sm:grid-cols-3">
          <Select
            label={t("look.theme")}
            value={form.theme}
            items={[
              { value: "auto", label: t("look.themeAuto") },
              { value: "light", label: t("look.themeLight") },
              { value: "dark", label: t("look.themeDark") },
            ]}
            onValueChange={(theme) => change({ theme })}
          />
          <Select
            label={t("look.position")}
            value={form.position}
            items={[
              { value: "right", label: t("look.right") },
              { value: "left", label: t("look.left") },
            ]}
            onValueChange={(position) => change({ position })}
          />
          <Select
            label={t("look.icon")}
            value={form.launcherIcon}
            items={[
              { value: "chat", label: t("look.iconChat") },
              { value: "question", label: t("look.iconQuestion") },
              { value: "wave", label: t("look.iconWave") },
            ]}
            onValueChange={(launcherIcon) => change({ launcherIcon })}
          />
        </div>
      </div>
    </Card>
  );
}
