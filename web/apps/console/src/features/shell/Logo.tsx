import type { ReactElement } from "react";

/** The product's mark. Decorative: its name stands beside it or in the title. */
export function Logo({ size }: { size: number }): ReactElement {
  return <img src="/icon.svg" alt="" width={size} height={size} />;
}
