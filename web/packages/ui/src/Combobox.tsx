import { type ComponentType, lazy, type ReactElement, Suspense } from "react";

import type { ComboboxItem, ComboboxProps, MultiComboboxProps } from "./combobox-props";
import { Skeleton } from "./Feedback";

export type { ComboboxItem, ComboboxProps, MultiComboboxProps };

const load = () => import("./ComboboxInput");
const One = lazy(() => load().then((code) => ({ default: code.OneOfMany })));
const Some = lazy(() => load().then((code) => ({ default: code.SomeOfMany })));

/** One of many, found by typing. Its code comes with the first one that is shown. */
export function Combobox<V extends string = string>(props: ComboboxProps<V>): ReactElement {
  const Loaded = One as unknown as ComponentType<ComboboxProps<V>>;
  return (
    <Suspense fallback={<Skeleton height={60} />}>
      <Loaded {...props} />
    </Suspense>
  );
}

/** Some of many, found by typing. */
export function MultiCombobox<V extends string = string>(
  props: MultiComboboxProps<V>,
): ReactElement {
  const Loaded = Some as unknown as ComponentType<MultiComboboxProps<V>>;
  return (
    <Suspense fallback={<Skeleton height={60} />}>
      <Loaded {...props} />
    </Suspense>
  );
}
