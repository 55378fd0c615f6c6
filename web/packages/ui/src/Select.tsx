import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { type ReactElement, type ReactNode, useId } from "react";

import { classes } from "./classes";

export interface SelectItem<V extends string = string> {
  value: V;
  label: ReactNode;
  disabled?: boolean;
}

export interface SelectProps<V extends string = string> {
  label: ReactNode;
  hideLabel?: boolean;
  description?: ReactNode;
  items: readonly SelectItem<V>[];
  value: V | null;
  onValueChange: (value: V) => void;
  placeholder?: string;
  disabled?: boolean;
  className?: string;
}

/** A list box that opens from a button; typing finds an item. */
export function Select<V extends string = string>({
  label,
  hideLabel = false,
  description,
  items,
  value,
  onValueChange,
  placeholder,
  disabled = false,
  className,
}: SelectProps<V>): ReactElement {
  const descriptionId = useId();
  return (
    <div className={classes("sb-field", className)}>
      <Base.Root
        items={items}
        value={value}
        disabled={disabled}
        onValueChange={(next) => {
          if (next !== null) onValueChange(next);
        }}
      >
        <Base.Label className={classes("sb-label", hideLabel && "sb-hidden")}>{label}</Base.Label>
        <Base.Trigger
          className="sb-input sb-select"
          aria-describedby={description ? descriptionId : undefined}
        >
          <Base.Value placeholder={placeholder} />
          <Base.Icon className="sb-select-icon">
            <ChevronsUpDown size={14} aria-hidden />
          </Base.Icon>
        </Base.Trigger>
        <SelectPopup items={items} />
      </Base.Root>
      {description ? (
        <p id={descriptionId} className="sb-description">
          {description}
        </p>
      ) : null}
    </div>
  );
}

function SelectPopup({ items }: { items: readonly SelectItem[] }): ReactElement {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="sb-positioner">
        <Base.Popup className="sb-popup sb-select-popup">
          <Base.List>
            {items.map((item) => (
              <Base.Item
                key={item.value}
                value={item.value}
                disabled={item.disabled ?? false}
                className="sb-item"
              >
                <Base.ItemText>{item.label}</Base.ItemText>
                <Base.ItemIndicator className="sb-item-mark">
                  <Check size={14} aria-hidden />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
