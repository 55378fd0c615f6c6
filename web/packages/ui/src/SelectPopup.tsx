import { Select as Base } from "@base-ui/react/select";
import { Check } from "lucide-react";
import type { ReactElement } from "react";

import type { SelectItem } from "./select-props";

interface SelectPopupProps {
  items: readonly SelectItem[];
  value: string | null;
  onValueChange: (value: string) => void;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  trigger: HTMLElement | null;
  labelId: string;
  listId: string;
}

/** The items of an open select, at its button. */
export default function SelectPopup(props: SelectPopupProps): ReactElement {
  const { items, value, onValueChange, open, onOpenChange, trigger } = props;
  return (
    <Base.Root
      items={items}
      value={value}
      open={open}
      onOpenChange={onOpenChange}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next);
      }}
    >
      <Base.Portal>
        <Base.Positioner
          anchor={trigger}
          sideOffset={4}
          alignItemWithTrigger={false}
          className="sb-positioner"
        >
          <Base.Popup className="sb-popup sb-select-popup" finalFocus={() => trigger}>
            <Base.List id={props.listId} aria-labelledby={props.labelId}>
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
    </Base.Root>
  );
}
