import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactElement, ReactNode } from "react";

export interface TabItem<V extends string = string> {
  value: V;
  label: ReactNode;
  /** A number or mark after the label. */
  badge?: ReactNode;
  panel?: ReactNode;
}

export interface TabsProps<V extends string = string> {
  items: readonly TabItem<V>[];
  value: V;
  onValueChange: (value: V) => void;
  /** What the tabs choose between, for screen readers. */
  label: string;
  className?: string;
}

/** Tabs with an underline that follows the chosen one; panels are optional. */
export function Tabs<V extends string = string>({
  items,
  value,
  onValueChange,
  label,
  className,
}: TabsProps<V>): ReactElement {
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => onValueChange(next as V)}
      {...(className ? { className } : {})}
    >
      <Base.List className="sb-tabs" aria-label={label}>
        {items.map((item) => (
          <Base.Tab key={item.value} value={item.value} className="sb-tab">
            {item.label}
            {item.badge === undefined ? null : <span className="sb-tab-badge">{item.badge}</span>}
          </Base.Tab>
        ))}
        <Base.Indicator className="sb-tab-indicator" />
      </Base.List>
      {items.map((item) =>
        item.panel === undefined ? null : (
          <Base.Panel key={item.value} value={item.value} className="sb-tab-panel">
            {item.panel}
          </Base.Panel>
        ),
      )}
    </Base.Root>
  );
}
