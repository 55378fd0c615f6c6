import {
  cloneElement,
  type KeyboardEvent,
  lazy,
  type MouseEvent,
  type ReactElement,
  type Ref,
  Suspense,
  useCallback,
  useState,
} from "react";

import type { MenuItem } from "./MenuPopup";

export type { MenuItem };

const loadPopup = () => import("./MenuPopup");
const MenuPopup = lazy(loadPopup);

export interface MenuProps {
  /** The button that opens the menu. */
  trigger: ReactElement<Record<string, unknown>>;
  items: readonly MenuItem[];
  align?: "start" | "center" | "end";
  side?: "top" | "bottom";
}

/** A menu of actions. Its code is loaded once a pointer or the focus is on its button. */
export function Menu({ trigger, items, align = "end", side = "bottom" }: MenuProps): ReactElement {
  const [button, setButton] = useState<HTMLElement | null>(null);
  const [used, setUsed] = useState(false);
  const [open, setOpen] = useState(false);
  const show = (): void => {
    setUsed(true);
    setOpen(true);
  };
  const given = trigger.props as TriggerProps;
  const outer = given.ref;
  const ref = useCallback(
    (element: HTMLElement | null) => {
      setButton(element);
      put(outer, element);
    },
    [outer],
  );
  return (
    <>
      {cloneElement(trigger, {
        ref,
        "aria-haspopup": "menu",
        "aria-expanded": open,
        onPointerEnter: () => void loadPopup(),
        onFocus: () => void loadPopup(),
        onClick: (event: MouseEvent) => {
          given.onClick?.(event);
          if (open) setOpen(false);
          else show();
        },
        onKeyDown: (event: KeyboardEvent) => {
          given.onKeyDown?.(event);
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          show();
        },
      })}
      {used ? (
        <Suspense>
          <MenuPopup
            items={items}
            align={align}
            side={side}
            open={open}
            onOpenChange={setOpen}
            trigger={button}
          />
        </Suspense>
      ) : null}
    </>
  );
}

interface TriggerProps {
  ref?: Ref<HTMLElement>;
  onClick?: (event: MouseEvent) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}

function put(ref: Ref<HTMLElement> | undefined, element: HTMLElement | null): void {
  if (typeof ref === "function") ref(element);
  else if (ref) ref.current = element;
}
