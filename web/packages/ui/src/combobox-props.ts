import type { ControlProps } from "./control-props";

export interface ComboboxItem<V extends string = string> {
  value: V;
  /** Plain text: it is what people type to find it. */
  label: string;
}

interface Common<V extends string> extends ControlProps {
  items: readonly ComboboxItem<V>[];
  placeholder?: string;
  /** Said when nothing fits what was typed. */
  emptyLabel: string;
  clearLabel: string;
}

export interface ComboboxProps<V extends string = string> extends Common<V> {
  value: V | null;
  onValueChange: (value: V | null) => void;
}

export interface MultiComboboxProps<V extends string = string> extends Common<V> {
  value: readonly V[];
  onValueChange: (value: V[]) => void;
  /** Names the button that takes one out. */
  removeLabel: (label: string) => string;
}
