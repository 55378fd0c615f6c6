import type { ReactNode } from "react";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, in a row at the end. */
  footer?: ReactNode;
  closeLabel: string;
  size?: "sm" | "md" | "lg";
  children?: ReactNode;
}
