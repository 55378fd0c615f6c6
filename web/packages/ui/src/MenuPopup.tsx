import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

import { classes } from "./classes";

export type MenuItem =
  | {
      label: ReactNode;
      onSelect: () => void;
      icon?: ReactNode;
      shortcut?: string;
      danger?: boolean;
      disabled?: boolean;
      /** One of several choices: whether it is the one. */
      checked?: boolean;
    }
  | { separator: true }
  | { heading: ReactNode };

export interface MenuPopupProps {
  items: readonly MenuItem[];
  align: "start" | "center" | "end";
  side: "top" | "bottom";
  open: boolean;
  onOpenChange: (open: boolean) => void;
  trigger: HTMLElement | null;
}

/** The items of an open menu, at its button. */
export default function MenuPopup(props: MenuPopupProps): ReactElement {
  const { items, align, side, open, onOpenChange, trigger } = props;
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Positioner
          anchor={trigger}
          side={side}
          sideOffset={4}
          align={align}
          className="sb-positioner"
        >
          <Base.Popup className="sb-popup sb-menu" finalFocus={() => trigger}>
            {items.map((item, index) => (
              <Row key={index} item={item} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Row({ item }: { item: MenuItem }): ReactElement {
  if ("separator" in item) return <Base.Separator className="sb-separator" />;
  if ("heading" in item) {
    return (
      <Base.Group>
        <Base.GroupLabel className="sb-menu-heading">{item.heading}</Base.GroupLabel>
      </Base.Group>
    );
  }
  const given = {
    className: classes("sb-item", item.danger && "sb-item-danger"),
    disabled: item.disabled ?? false,
    onClick: item.onSelect,
  };
  if (item.checked !== undefined) {
    return (
      <Base.CheckboxItem {...given} checked={item.checked} closeOnClick>
        <span className="sb-item-label">{item.label}</span>
        <Base.CheckboxItemIndicator className="sb-item-mark">
          <Check size={14} aria-hidden />
        </Base.CheckboxItemIndicator>
      </Base.CheckboxItem>
    );
  }
  return (
    <Base.Item {...given}>
      {item.icon ? <span className="sb-item-icon">{item.icon}</span> : null}
      <span className="sb-item-label">{item.label}</span>
      {item.shortcut ? <kbd className="sb-kbd">{item.shortcut}</kbd> : null}
    </Base.Item>
  );
}
