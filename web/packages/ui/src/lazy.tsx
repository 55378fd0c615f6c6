import { type ComponentType, lazy, type ReactElement, Suspense, useState } from "react";

/**
 * A component whose code is loaded when it is first opened. It then stays, so that it can close as gently as it
 * opens.
 */
export function lazyWhenOpen<P extends { open: boolean }>(
  load: () => Promise<{ default: ComponentType<P> }>,
): (props: P) => ReactElement | null {
  const Loaded = lazy(load) as unknown as ComponentType<P>;
  return function WhenOpen(props: P): ReactElement | null {
    const [used, setUsed] = useState(props.open);
    if (props.open && !used) setUsed(true);
    if (!used && !props.open) return null;
    return (
      <Suspense>
        <Loaded {...props} />
      </Suspense>
    );
  };
}
