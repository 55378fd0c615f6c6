import { Check } from "lucide-react";
import type { ReactElement } from "react";

import { classes } from "./classes";

export interface Step {
  name: string;
  label: string;
  done: boolean;
}

export interface StepperProps {
  /** What the steps lead to, for screen readers. */
  label: string;
  steps: readonly Step[];
  /** The name of the step that is shown. */
  current: string;
  /** Goes to another step; without it the steps only tell. */
  onStep?: (name: string) => void;
  /** Said after a step that is done. */
  doneLabel: string;
}

/** Where one is on a way of a few steps, and what of it is done. */
export function Stepper(props: StepperProps): ReactElement {
  const { label, steps, current, onStep, doneLabel } = props;
  return (
    <nav aria-label={label}>
      <ol className="flex gap-1.5">
        {steps.map((step, index) => {
          const here = step.name === current;
          const content = (
            <>
              <span
                className={classes(
                  "h-1 rounded-full",
                  here ? "bg-accent" : step.done ? "bg-success-text" : "bg-surface-3",
                )}
              />
              <span className="flex items-center gap-1.5 text-start text-sm">
                {step.done ? (
                  <Check
                    size={14}
                    role="img"
                    aria-label={doneLabel}
                    className="text-success-text"
                  />
                ) : (
                  <span aria-hidden className="text-faint tabular-nums">
                    {index + 1}
                  </span>
                )}
                <span className={here ? "font-medium" : "text-muted max-sm:sr-only"}>
                  {step.label}
                </span>
              </span>
            </>
          );
          return (
            <li key={step.name} aria-current={here ? "step" : undefined} className="min-w-0 flex-1">
              {onStep && !here ? (
                <button
                  type="button"
                  onClick={() => onStep(step.name)}
                  className="flex w-full cursor-pointer flex-col gap-1.5 rounded-sm hover:*:text-ink"
                >
                  {content}
                </button>
              ) : (
                <span className="flex flex-col gap-1.5">{content}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
