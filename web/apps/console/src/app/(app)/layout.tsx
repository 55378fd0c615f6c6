import type { ReactElement, ReactNode } from "react";

import { Palette } from "@/features/palette/Palette";
import { SetupGreeter } from "@/features/setup/SetupGreeter";
import { AppFrame } from "@/features/shell/AppFrame";

export default function AppLayout({ children }: { children: ReactNode }): ReactElement {
  return (
    <AppFrame
      extras={
        <>
          <Palette />
          <SetupGreeter />
        </>
      }
    >
      {children}
    </AppFrame>
  );
}
