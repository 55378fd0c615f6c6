import type { ReactNode } from "react";

/** What every step of the set-up is given. */
export interface StepProps {
  /** The step is done: on to the next. */
  onNext: () => void;
  /** Where the step puts its main button, beside "back" and "skip". */
  footer: (main: ReactNode) => ReactNode;
  files: ReactNode;
}
