import { ChevronsUpDown } from "lucide-react";
import { type KeyboardEvent, lazy, type ReactElement, Suspense, useId, useState } from "react";

import { classes } from "./classes";
import type { SelectItem, SelectProps } from "./select-props";

export type { SelectItem, SelectProps };

const loadPopup = () => import("./SelectPopup");
const SelectPopup = lazy(loadPopup);

/** A list box that opens from a button; its code is loaded once a pointer or the focus is on it. */
export function Select<V extends string = string>(props: SelectProps<V>): ReactElement {
  const { label, hideLabel = false, description, error, items, value, className } = props;
  const id = useId();
  const [trigger, setTrigger] = useState<HTMLButtonElement | null>(null);
  const [used, setUsed] = useState(false);
  const [open, setOpen] = useState(false);
  const show = (next: boolean): void => {
    setUsed(true);
    setOpen(next);
  };
  return (
    <div className={classes("sb-field", className)}>
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- as a label does */}
      <span
        id={`${id}-label`}
        className={classes("sb-label", hideLabel && "sb-hidden")}
        onClick={() => trigger?.focus()}
      >
        {label}
      </span>
      <Trigger {...props} id={id} onButton={setTrigger} open={open} onOpen={show} />
      {used ? (
        <Suspense>
          <SelectPopup
            items={items}
            value={value}
            onValueChange={(next) => props.onValueChange(next as V)}
            open={open}
            onOpenChange={setOpen}
            trigger={trigger}
            labelId={`${id}-label`}
            listId={`${id}-list`}
          />
        </Suspense>
      ) : null}
      {description ? (
        <p id={`${id}-description`} className="sb-description">
          {description}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="sb-error">
          {error}
        </p>
      ) : null}
    </div>
  );
}

interface TriggerProps<V extends string> extends SelectProps<V> {
  id: string;
  onButton: (button: HTMLButtonElement | null) => void;
  open: boolean;
  onOpen: (open: boolean) => void;
}

function Trigger<V extends string>(props: TriggerProps<V>): ReactElement {
  const { id, items, value, open, onOpen, onButton, error, description } = props;
  const { name, disabled, placeholder } = props;
  const chosen = items.find((item) => item.value === value);
  const described = [description && `${id}-description`, error && `${id}-error`].filter(Boolean);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    onOpen(true);
  };
  return (
    <button
      ref={onButton}
      type="button"
      role="combobox"
      name={name}
      aria-haspopup="listbox"
      aria-expanded={open}
      aria-controls={`${id}-list`}
      aria-labelledby={`${id}-label`}
      aria-describedby={described.join(" ") || undefined}
      aria-invalid={error ? true : undefined}
      disabled={disabled}
      className="sb-input sb-select"
      onPointerEnter={() => void loadPopup()}
      onFocus={() => void loadPopup()}
      onClick={() => onOpen(!open)}
      onKeyDown={onKeyDown}
    >
      <span id={`${id}-value`} data-placeholder={chosen ? undefined : ""}>
        {chosen?.label ?? placeholder}
      </span>
      <span className="sb-select-icon">
        <ChevronsUpDown size={14} aria-hidden />
      </span>
    </button>
  );
}
