import type { LucideIcon } from "lucide-react";
import type { ReactElement } from "react";

interface ChoiceProps<V extends string> {
  label: string;
  /** Keeps the label for screen readers, where a title says the same. */
  hideLabel?: boolean;
  name: string;
  value: V;
  items: readonly { value: V; label: string; icon?: LucideIcon }[];
  onChange: (value: V) => void;
}

/** A few choices side by side, one of which counts. */
export function Choice<V extends string>(props: ChoiceProps<V>): ReactElement {
  return (
    <fieldset>
      <legend className={props.hideLabel ? "visually-hidden" : "mb-1.5 text-sm font-medium"}>
        {props.label}
      </legend>
      <div className="grid auto-cols-fr grid-flow-col gap-3 max-sm:grid-flow-row">
        {props.items.map(({ value, label, icon: Icon }) => (
          <label
            key={value}
            className="flex cursor-pointer flex-col items-center gap-2 rounded-lg border border-line px-2 py-3 text-center hover:bg-surface-2 has-checked:border-accent has-checked:bg-accent-soft has-checked:text-on-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus max-sm:flex-row"
          >
            <input
              type="radio"
              name={props.name}
              className="visually-hidden"
              checked={props.value === value}
              onChange={() => props.onChange(value)}
            />
            {Icon ? <Icon size={18} aria-hidden /> : null}
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
