import {
  cloneElement,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type Ref,
  useCallback,
  useState,
} from "react";

interface TriggerProps {
  ref?: Ref<HTMLElement>;
  onClick?: (event: MouseEvent) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}

interface TriggerOptions {
  kind: "menu" | "dialog";
  /** Fetches the code of what opens, once a pointer or the focus is on the button. */
  load: () => Promise<unknown>;
  startsOpen?: boolean;
}

export interface Opened {
  /** The button, once it is drawn. */
  anchor: HTMLElement | null;
  /** Whether it was ever open: until then its code is not loaded. */
  used: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  trigger: ReactElement;
}

/** Makes an element the button of something that opens at it. */
export function useTrigger(
  element: ReactElement<Record<string, unknown>>,
  { kind, load, startsOpen = false }: TriggerOptions,
): Opened {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [used, setUsed] = useState(startsOpen);
  const [open, setOpen] = useState(startsOpen);
  const given = element.props as TriggerProps;
  const outer = given.ref;
  const ref = useCallback(
    (node: HTMLElement | null) => {
      setAnchor(node);
      put(outer, node);
    },
    [outer],
  );
  const show = (next: boolean): void => {
    setUsed(true);
    setOpen(next);
  };
  const trigger = cloneElement(element, {
    ref,
    "aria-haspopup": kind,
    "aria-expanded": open,
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
    onClick: (event: MouseEvent) => {
      given.onClick?.(event);
      show(!open);
    },
    onKeyDown: (event: KeyboardEvent) => {
      given.onKeyDown?.(event);
      if (kind !== "menu" || event.key !== "ArrowDown") return;
      event.preventDefault();
      show(true);
    },
  });
  return { anchor, used, open, onOpenChange: setOpen, trigger };
}

function put(ref: Ref<HTMLElement> | undefined, node: HTMLElement | null): void {
  if (typeof ref === "function") ref(node);
  else if (ref) ref.current = node;
}
