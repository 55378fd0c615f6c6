import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronsUpDown, X } from "lucide-react";
import type { ReactElement } from "react";

import { classes } from "./classes";
import type { ComboboxItem, ComboboxProps, MultiComboboxProps } from "./combobox-props";
import { Group } from "./Group";

const AROUND =
  "flex min-h-9 flex-wrap items-center gap-1 rounded-md border border-control bg-surface px-1.5 py-1 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-focus has-aria-invalid:border-danger";
const INPUT = "min-w-20 flex-1 bg-transparent px-1 outline-0 max-md:text-base";

/** One of many, found by typing. */
export function OneOfMany(props: ComboboxProps): ReactElement {
  const { items, value, onValueChange, disabled = false } = props;
  const chosen = items.find((item) => item.value === value) ?? null;
  return (
    <Group {...props}>
      {(tied) => (
        <Base.Root
          items={items}
          value={chosen}
          onValueChange={(next: ComboboxItem | null) => onValueChange(next?.value ?? null)}
          isItemEqualToValue={(one: ComboboxItem, other: ComboboxItem) => one.value === other.value}
          disabled={disabled}
          autoHighlight
        >
          <div className={AROUND}>
            <Base.Input {...tied} className={INPUT} placeholder={props.placeholder} />
            <Base.Clear aria-label={props.clearLabel} className={ICON}>
              <X size={14} aria-hidden />
            </Base.Clear>
            <ChevronsUpDown size={14} aria-hidden className="me-1 text-faint" />
          </div>
          <Popup emptyLabel={props.emptyLabel} />
        </Base.Root>
      )}
    </Group>
  );
}

/** Some of many, found by typing; what is chosen stands before what is typed. */
export function SomeOfMany(props: MultiComboboxProps): ReactElement {
  const { items, value, onValueChange, disabled = false } = props;
  const chosen = items.filter((item) => value.includes(item.value));
  return (
    <Group {...props}>
      {(tied) => (
        <Base.Root
          multiple
          items={items}
          value={chosen}
          onValueChange={(next: ComboboxItem[]) => onValueChange(next.map((item) => item.value))}
          isItemEqualToValue={(one: ComboboxItem, other: ComboboxItem) => one.value === other.value}
          disabled={disabled}
          autoHighlight
        >
          <Base.Chips className={AROUND}>
            {chosen.map((item) => (
              <Base.Chip
                key={item.value}
                aria-label={item.label}
                className="inline-flex min-h-6 items-center gap-1 rounded-sm bg-surface-3 ps-2 text-sm data-highlighted:bg-accent-soft"
              >
                {item.label}
                <Base.ChipRemove aria-label={props.removeLabel(item.label)} className={ICON}>
                  <X size={12} aria-hidden />
                </Base.ChipRemove>
              </Base.Chip>
            ))}
            <Base.Input
              {...tied}
              className={INPUT}
              placeholder={chosen.length > 0 ? undefined : props.placeholder}
            />
            <ChevronsUpDown size={14} aria-hidden className="me-1 text-faint" />
          </Base.Chips>
          <Popup emptyLabel={props.emptyLabel} />
        </Base.Root>
      )}
    </Group>
  );
}

const ICON =
  "grid size-6 shrink-0 cursor-pointer place-items-center rounded-sm text-muted hover:bg-surface-2 hover:text-ink";

function Popup({ emptyLabel }: { emptyLabel: string }): ReactElement {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} className="z-50 outline-0">
        <Base.Popup className={classes("sb-popup", "w-(--anchor-width) max-w-[calc(100vw-2rem)]")}>
          <Base.Empty className="px-2.5 py-1.5 text-sm text-muted empty:hidden">
            {emptyLabel}
          </Base.Empty>
          <Base.List>
            {(item: ComboboxItem) => (
              <Base.Item key={item.value} value={item} className="sb-item">
                <span className="min-w-0 flex-1 truncate">{item.label}</span>
                <Base.ItemIndicator className="sb-item-mark">
                  <Check size={14} aria-hidden />
                </Base.ItemIndicator>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
