import { Radio } from "@base-ui/react/radio";
import { RadioGroup as Base } from "@base-ui/react/radio-group";
import type { ReactElement } from "react";

import { classes } from "./classes";
import { AROUND, type ChoiceLook, ITEM, MARK } from "./choice-styles";
import type { ChoiceItem, ControlProps } from "./control-props";
import { Group } from "./Group";

export interface RadioGroupProps<V extends string = string> extends ControlProps {
  items: readonly ChoiceItem<V>[];
  value: V;
  onValueChange: (value: V) => void;
  look?: ChoiceLook;
}

/** One of a few choices, all of which can be seen; `Select` is for more. */
export function RadioGroup<V extends string = string>(props: RadioGroupProps<V>): ReactElement {
  const { items, value, onValueChange, look = "list", disabled = false, name } = props;
  return (
    <Group {...props}>
      {(tied) => (
        <Base
          {...tied}
          value={value}
          onValueChange={(next) => onValueChange(next as V)}
          disabled={disabled}
          {...(name ? { name } : {})}
          className={AROUND[look]}
        >
          {items.map((item) => (
            <label key={item.value} className={ITEM[look]}>
              <Radio.Root
                value={item.value}
                disabled={item.disabled ?? false}
                className={look === "list" ? classes(MARK, "rounded-full") : "sb-hidden"}
              >
                <Radio.Indicator className="size-2 rounded-full bg-on-accent" />
              </Radio.Root>
              {item.icon}
              <span className="min-w-0">
                {item.label}
                {item.description ? (
                  <span className="sb-description block">{item.description}</span>
                ) : null}
              </span>
            </label>
          ))}
        </Base>
      )}
    </Group>
  );
}
