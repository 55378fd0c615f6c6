import type { ReactNode } from "react";

/** What every control of a form has beside its value. */
export interface ControlProps {
  label: ReactNode;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  description?: ReactNode;
  error?: ReactNode;
  name?: string;
  disabled?: boolean;
  className?: string;
}

/** One of several choices. */
export interface ChoiceItem<V extends string = string> {
  value: V;
  label: ReactNode;
  description?: ReactNode;
  icon?: ReactNode;
  disabled?: boolean;
}
