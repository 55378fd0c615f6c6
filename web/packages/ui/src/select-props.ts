import type { ReactNode } from "react";

export interface SelectItem<V extends string = string> {
  value: V;
  label: ReactNode;
  disabled?: boolean;
}

export interface SelectProps<V extends string = string> {
  label: ReactNode;
  hideLabel?: boolean;
  description?: ReactNode;
  error?: ReactNode;
  items: readonly SelectItem<V>[];
  value: V | null;
  onValueChange: (value: V) => void;
  name?: string;
  placeholder?: string;
  disabled?: boolean;
  className?: string;
}
