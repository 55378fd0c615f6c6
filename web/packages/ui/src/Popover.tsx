import { lazy, type ReactElement, Suspense } from "react";

import type { PopoverProps } from "./popover-props";
import { useTrigger } from "./useTrigger";

export type { PopoverProps };

const load = () => import("./PopoverPopup");
const PopoverPopup = lazy(load);

/** More about something, at the button that opens it. Its code is loaded like a menu's. */
export function Popover({ trigger, ...rest }: PopoverProps): ReactElement {
  const opened = useTrigger(trigger, { kind: "dialog", load });
  const { anchor, open, onOpenChange } = opened;
  return (
    <>
      {opened.trigger}
      {opened.used ? (
        <Suspense>
          <PopoverPopup {...rest} {...{ anchor, open, onOpenChange }} />
        </Suspense>
      ) : null}
    </>
  );
}
