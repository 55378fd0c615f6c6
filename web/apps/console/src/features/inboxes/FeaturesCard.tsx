import { Card, Select, Switch } from "@switchboard/ui";
import type { ReactElement } from "react";

import { type MessageKey, t } from "@/features/inboxes/texts";

import type { CardProps } from "./types";

const SWITCHES = [
  ["uploads", "look.uploads", "look.uploadsHelp"],
  ["voice", "look.voice", "look.voiceHelp"],
  ["sound", "look.sound", "look.soundHelp"],
  ["transcripts", "look.transcripts", "look.transcriptsHelp"],
  ["hideBranding", "look.hideBranding", "look.hideBrandingHelp"],
] as const satisfies readonly (readonly [string, MessageKey, MessageKey])[];

/** What visitors can do in the chat. */
export function FeaturesCard({ form, change }: CardProps): ReactElement {
  return (
    <Card title={t("look.features")}>
      <div className="flex flex-col gap-4">
        {SWITCHES.map(([name, label, help]) => (
          <Switch
            key={name}
            label={t(label)}
            description={t(help)}
            checked={form[name]}
            onCheckedChange={(on) => change({ [name]: on })}
          />
        ))}
        <Select
          label={t("look.rating")}
          description={t("look.ratingHelp")}
          value={form.rating}
          items={[
            { value: "stars", label: t("look.ratingStars") },
            { value: "thumbs", label: t("look.ratingThumbs") },
            { value: "off", label: t("look.ratingOff") },
          ]}
          onValueChange={(rating) => change({ rating })}
        />
        <Select
          label={t("look.whenUnknown")}
          description={t("look.whenUnknownHelp")}
          value={form.whenUnknown}
          items={[
            { value: "offer", label: t("look.whenUnknown.offer") },
            { value: "hand_over", label: t("look.whenUnknown.handOver") },
          ]}
          onValueChange={(whenUnknown) => change({ whenUnknown })}
        />
      </div>
    </Card>
  );
}
