"use client";

import { Card, RadioGroup, Switch } from "@switchboard/ui";
import { CircleCheck, Clock, CircleMinus } from "lucide-react";
import type { ReactElement } from "react";

import { shownCombination } from "@/shared/keyboard/combination";
import { useChangeSettings, useSettings } from "@/shared/settings";
import { t } from "@/features/profile/texts";

/** Whether one takes customers now. */
export function AvailabilitySettings(): ReactElement {
  const { availability } = useSettings();
  const { mutate: change } = useChangeSettings();
  return (
    <Card title={t("profile.availability")} description={t("profile.availabilityLead")}>
      <RadioGroup
        look="cards"
        label={t("profile.availability")}
        hideLabel
        name="availability"
        value={availability}
        onValueChange={(next) => change({ availability: next })}
        items={[
          {
            value: "online",
            label: t("profile.availability.online"),
            icon: <CircleCheck size={18} aria-hidden />,
          },
          {
            value: "busy",
            label: t("profile.availability.busy"),
            icon: <CircleMinus size={18} aria-hidden />,
          },
          {
            value: "away",
            label: t("profile.availability.away"),
            icon: <Clock size={18} aria-hidden />,
          },
        ]}
      />
    </Card>
  );
}

/** How one writes. */
export function WritingSettings(): ReactElement {
  const settings = useSettings();
  const { mutate: change } = useChangeSettings();
  return (
    <Card title={t("profile.writing")}>
      <div className="flex flex-col gap-5">
        <RadioGroup
          look="cards"
          label={t("profile.sendOn")}
          name="send-on"
          value={settings.send_on}
          onValueChange={(next) => change({ send_on: next })}
          items={[
            {
              value: "mod+enter",
              label: t("profile.sendOn.mod", { keys: shownCombination("Mod+Enter") }),
            },
            { value: "enter", label: t("profile.sendOn.enter") },
          ]}
        />
        <Switch
          label={t("profile.undoSend")}
          checked={settings.undo_send}
          onCheckedChange={(next) => change({ undo_send: next })}
        />
      </div>
    </Card>
  );
}
