import { Switch as Base } from "@base-ui/react/switch";
import { type ReactElement, type ReactNode, useId } from "react";

export interface SwitchProps {
  label: ReactNode;
  description?: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
}

/** An on/off setting that takes effect at once; the whole row is the target. */
export function Switch({
  label,
  description,
  checked,
  onCheckedChange,
  disabled = false,
}: SwitchProps): ReactElement {
  const id = useId();
  return (
    <div className="sb-switch-row">
      <div>
        <label className="sb-label" id={`${id}-label`} htmlFor={id}>
          {label}
        </label>
        {description ? (
          <p className="sb-description" id={`${id}-description`}>
            {description}
          </p>
        ) : null}
      </div>
      <Base.Root
        id={id}
        checked={checked}
        onCheckedChange={onCheckedChange}
        disabled={disabled}
        aria-labelledby={`${id}-label`}
        aria-describedby={description ? `${id}-description` : undefined}
        className="sb-switch"
      >
        <Base.Thumb className="sb-switch-thumb" />
      </Base.Root>
    </div>
  );
}
