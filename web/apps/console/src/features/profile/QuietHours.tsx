"use client";

import { Switch, TextField } from "@switchboard/ui";
import type { ReactElement } from "react";

import { useChangeSettings, useSettings } from "@/shared/settings";
import { t } from "@/features/profile/texts";

const NIGHT = { start: "20:00:00", end: "08:00:00" };

/** From when until when the person is told of nothing, where they live. */
export function QuietHours(): ReactElement {
  const { quiet, time_zone: zone } = useSettings();
  const { mutate: change } = useChangeSettings();
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const set = (part: Partial<typeof NIGHT>): void => {
    if (quiet && Object.values(part).every(Boolean)) change({ quiet: { ...quiet, ...part } });
  };
  return (
    <div className="flex flex-col gap-3">
      <Switch
        label={t("notices.quietOn")}
        description={t("notices.quietLead")}
        checked={quiet !== null}
        onCheckedChange={(on) =>
          change({ quiet: on ? NIGHT : null, ...(on && !zone ? { time_zone: own } : {}) })
        }
      />
      {quiet ? (
        <div className="grid gap-3 sm:grid-cols-3">
          <TextField
            label={t("notices.from")}
            type="time"
            value={quiet.start.slice(0, 5)}
            onChange={(event) => set({ start: event.currentTarget.value })}
          />
          <TextField
            label={t("notices.until")}
            type="time"
            value={quiet.end.slice(0, 5)}
            onChange={(event) => set({ end: event.currentTarget.value })}
          />
          <TimeZone zone={zone ?? own} onChange={(next) => change({ time_zone: next })} />
        </div>
      ) : null}
    </div>
  );
}

const ZONES = Intl.supportedValuesOf("timeZone");

function TimeZone(props: { zone: string; onChange: (zone: string) => void }): ReactElement {
  return (
    <>
      <TextField
        label={t("notices.zone")}
        list="time-zones"
        defaultValue={props.zone}
        onBlur={(event) => {
          const { value } = event.currentTarget;
          if (value !== props.zone && ZONES.includes(value)) props.onChange(value);
          else event.currentTarget.value = props.zone;
        }}
      />
      <datalist id="time-zones">
        {ZONES.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
