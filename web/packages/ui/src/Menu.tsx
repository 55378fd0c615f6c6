import { lazy, type ReactElement, Suspense } from "react";

import type { MenuItem } from "./MenuPopup";
import { useTrigger } from "./useTrigger";

export type { MenuItem };

const load = () => import("./MenuPopup");
const MenuPopup = lazy(load);

export interface MenuProps {
  /** The button that opens the menu. */
  trigger: ReactElement<Record<string, unknown>>;
  items: readonly MenuItem[];
  align?: "start" | "center" | "end";
  side?: "top" | "bottom";
  /** Opens as soon as it is drawn. */
  startsOpen?: boolean;
  /** Told when it closes. */
  onClose?: () => void;
}

/** A menu of actions. Its code is loaded once a pointer or the focus is on its button. */
export function Menu(props: MenuProps): ReactElement {
  const { trigger, items, align = "end", side = "bottom", startsOpen = false, onClose } = props;
  const opened = useTrigger(trigger, { kind: "menu", load, startsOpen });
  return (
    <>
      {opened.trigger}
      {opened.used ? (
        <Suspense>
          <MenuPopup
            items={items}
            align={align}
            side={side}
            open={opened.open}
            onOpenChange={(next) => {
              opened.onOpenChange(next);
              if (!next) onClose?.();
            }}
            trigger={opened.anchor}
          />
        </Suspense>
      ) : null}
    </>
  );
}
