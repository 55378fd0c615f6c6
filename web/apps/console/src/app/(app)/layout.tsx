import type { ReactElement, ReactNode } from "react";

import { AppFrame } from "@/features/shell/AppFrame";

export default function AppLayout({ children }: { children: ReactNode }): ReactElement {
  return <AppFrame>{children}</AppFrame>;
}
