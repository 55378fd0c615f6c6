import { Button, Card, IconButton, Switch, TextField } from "@switchboard/ui";
import { Plus, X } from "lucide-react";
import { type ReactElement, useId } from "react";

import { ListEditor } from "@/components/ListEditor";
import { locale } from "@/shared/locale";
import { t } from "@/features/inboxes/texts";

import { type HoursForm, type Shift, type Weekday, WEEKDAYS, withShift } from "./hours";

const MOST_SHIFTS = 6;

/** When people are there. Outside these hours customers are told when they are back. */
export function HoursCard({
  hours,
  onChange,
}: {
  hours: HoursForm;
  onChange: (hours: HoursForm) => void;
}): ReactElement {
  const zones = useId();
  return (
    <Card title={t("look.hours")} description={t("look.hoursLead")}>
      <div className="flex flex-col gap-4">
        <Switch
          label={t("look.hoursOn")}
          checked={hours.enabled}
          onCheckedChange={(enabled) => onChange({ ...hours, enabled })}
        />
        {hours.enabled ? (
          <>
            <TextField
              label={t("look.timeZone")}
              list={zones}
              value={hours.timeZone}
              onChange={(event) => onChange({ ...hours, timeZone: event.currentTarget.value })}
            />
            <datalist id={zones}>
              {Intl.supportedValuesOf("timeZone").map((zone) => (
                <option key={zone} value={zone} />
              ))}
            </datalist>
            <ul className="flex flex-col divide-y divide-line">
              {WEEKDAYS.map((day) => (
                <Day
                  key={day}
                  day={day}
                  shifts={hours.week[day]}
                  onChange={(shifts) =>
                    onChange({ ...hours, week: { ...hours.week, [day]: shifts } })
                  }
                />
              ))}
            </ul>
            <ListEditor
              label={t("look.holidays")}
              description={t("look.holidaysHelp")}
              itemLabel={t("look.holiday")}
              addLabel={t("look.addHoliday")}
              placeholder="2026-12-25"
              values={hours.holidays}
              onChange={(holidays) => onChange({ ...hours, holidays })}
            />
          </>
        ) : null}
      </div>
    </Card>
  );
}

interface DayProps {
  day: Weekday;
  shifts: readonly Shift[];
  onChange: (shifts: Shift[]) => void;
}

function Day({ day, shifts, onChange }: DayProps): ReactElement {
  const name = dayName(day);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 py-2">
      <span className="w-28 pt-2 text-sm font-medium">{name}</span>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        {shifts.length === 0 ? (
          <span className="pt-2 text-sm text-muted">{t("look.closed")}</span>
        ) : null}
        {shifts.map((shift, index) => (
          <span key={index} className="flex flex-wrap items-center gap-2 [&>button]:shrink-0">
            <Time
              label={`${name}, ${t("look.from")}`}
              value={shift.start}
              onChange={(start) =>
                onChange(shifts.map((s, i) => (i === index ? { ...s, start } : s)))
              }
            />
            <span aria-hidden>–</span>
            <Time
              label={`${name}, ${t("look.until")}`}
              value={shift.end}
              onChange={(end) => onChange(shifts.map((s, i) => (i === index ? { ...s, end } : s)))}
            />
            <IconButton
              label={t("common.remove")}
              onClick={() => onChange(shifts.filter((_, i) => i !== index))}
            >
              <X size={16} aria-hidden />
            </IconButton>
          </span>
        ))}
      </div>
      {shifts.length < MOST_SHIFTS ? (
        <Button
          size="sm"
          icon={<Plus size={14} aria-hidden />}
          aria-label={`${name}: ${t("look.addShift")}`}
          onClick={() => onChange(withShift(shifts))}
        >
          {t("look.addShift")}
        </Button>
      ) : null}
    </li>
  );
}

function Time({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}): ReactElement {
  return (
    <input
      type="time"
      className="sb-input w-28"
      aria-label={label}
      value={value}
      required
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** 5 January 2026 was a Monday. */
function dayName(day: Weekday): string {
  const date = new Date(Date.UTC(2026, 0, 5 + WEEKDAYS.indexOf(day)));
  return new Intl.DateTimeFormat(locale(), { weekday: "long", timeZone: "UTC" }).format(date);
}
