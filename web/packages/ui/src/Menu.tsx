import { Menu as Base } from "@base-ui/react/menu";
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
    }
  | { separator: true }
  | { heading: ReactNode };

export interface MenuProps {
  /** The button that opens the menu. */
  trigger: ReactElement<Record<string, unknown>>;
  items: readonly MenuItem[];
  align?: "start" | "center" | "end";
  side?: "top" | "bottom";
}

/** A menu of actions. */
export function Menu({ trigger, items, align = "end", side = "bottom" }: MenuProps): ReactElement {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={4} align={align} className="sb-positioner">
          <Base.Popup className="sb-popup sb-menu">
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
  return (
    <Base.Item
      className={classes("sb-item", item.danger && "sb-item-danger")}
      disabled={item.disabled ?? false}
      onClick={item.onSelect}
    >
      {item.icon ? <span className="sb-item-icon">{item.icon}</span> : null}
      <span className="sb-item-label">{item.label}</span>
      {item.shortcut ? <kbd className="sb-kbd">{item.shortcut}</kbd> : null}
    </Base.Item>
  );
}
