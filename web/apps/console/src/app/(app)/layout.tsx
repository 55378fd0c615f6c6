import type { ReactElement, ReactNode } from "react";

import { Palette } from "@/features/palette/Palette";
import { SetupGreeter } from "@/features/setup/SetupGreeter";
import { AppFrame } from "@/features/shell/AppFrame";

import { AppProviders } from "./providers";

export default function AppLayout({ children }: { children: ReactNode }): ReactElement {
  return (
    <AppProviders>
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
    </AppProviders>
  );
}
