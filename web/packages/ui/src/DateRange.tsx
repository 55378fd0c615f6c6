import { type ReactElement, useId } from "react";

import { classes } from "./classes";
import type { ControlProps } from "./control-props";
import { Group } from "./Group";

/** Two days as `YYYY-MM-DD`, both of them within the range; "" leaves an end open. */
export interface Days {
  from: string;
  to: string;
}

export interface DateRangeProps extends ControlProps {
  value: Days;
  onValueChange: (value: Days) => void;
  fromLabel: string;
  toLabel: string;
}

/**
 * From one day to another. The browser's own date inputs: they speak the person's language, and on phones they are
 * the picker that people know.
 */
export function DateRange(props: DateRangeProps): ReactElement {
  const { value, onValueChange, fromLabel, toLabel, name, disabled = false } = props;
  const id = useId();
  const change = (part: Partial<Days>): void => onValueChange(inOrder({ ...value, ...part }, part));
  const input = (end: keyof Days, label: string): ReactElement => (
    <span className="flex min-w-0 flex-1 items-center gap-2">
      <label htmlFor={`${id}-${end}`} className="shrink-0 text-sm text-muted">
        {label}
      </label>
      <input
        id={`${id}-${end}`}
        type="date"
        name={name ? `${name}_${end}` : undefined}
        value={value[end]}
        disabled={disabled}
        onChange={(event) => change({ [end]: event.currentTarget.value })}
        className="sb-input min-w-0"
      />
    </span>
  );
  return (
    <Group {...props}>
      {({ "aria-invalid": _, ...tied }) => (
        <div role="group" {...tied} className={classes("flex flex-wrap gap-x-3 gap-y-2")}>
          {input("from", fromLabel)}
          {input("to", toLabel)}
        </div>
      )}
    </Group>
  );
}

/** The end that was not touched follows when the other one passes it. */
function inOrder(days: Days, changed: Partial<Days>): Days {
  if (!days.from || !days.to || days.from <= days.to) return days;
  const day = changed.from ?? changed.to ?? "";
  return { from: day, to: day };
}
