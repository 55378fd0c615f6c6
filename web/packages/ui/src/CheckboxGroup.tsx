import { Checkbox } from "@base-ui/react/checkbox";
import { CheckboxGroup as Base } from "@base-ui/react/checkbox-group";
import type { ReactElement } from "react";

import { CheckMark } from "./Checkbox";
import { classes } from "./classes";
import { AROUND, type ChoiceLook, ITEM, MARK } from "./choice-styles";
import type { ChoiceItem, ControlProps } from "./control-props";
import { Group } from "./Group";

export interface CheckboxGroupProps<V extends string = string> extends ControlProps {
  items: readonly ChoiceItem<V>[];
  value: readonly V[];
  onValueChange: (value: V[]) => void;
  look?: Exclude<ChoiceLook, "cards">;
  /** At least one stays chosen. */
  required?: boolean;
}

/** Any number of several choices. */
export function CheckboxGroup<V extends string = string>(
  props: CheckboxGroupProps<V>,
): ReactElement {
  const { items, value, onValueChange, look = "list", required = false, disabled = false } = props;
  return (
    <Group {...props}>
      {(tied) => (
        <Base
          {...tied}
          value={[...value]}
          onValueChange={(next) => onValueChange(next as V[])}
          disabled={disabled}
          className={AROUND[look]}
        >
          {items.map((item) => (
            <label key={item.value} className={ITEM[look]}>
              <Checkbox.Root
                value={item.value}
                name={props.name ?? item.value}
                disabled={
                  (item.disabled ?? false) ||
                  (required && value.length === 1 && value[0] === item.value)
                }
                className={classes(
                  MARK,
                  "rounded-[5px]",
                  look === "chips" && "size-4 focus-visible:outline-0",
                )}
              >
                <CheckMark />
              </Checkbox.Root>
              {item.icon}
              <span className="min-w-0">{item.label}</span>
            </label>
          ))}
        </Base>
      )}
    </Group>
  );
}
