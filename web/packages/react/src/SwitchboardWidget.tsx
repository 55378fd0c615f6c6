"use client";

import { type ReactElement, useEffect } from "react";

import { SwitchboardProvider, type SwitchboardProviderProps } from "./SwitchboardProvider";
import { useSwitchboard } from "./useSwitchboard";

/** The chat as a plain component: its launcher is there while this is mounted. Nothing is drawn where it stands. */
export function SwitchboardWidget(props: Omit<SwitchboardProviderProps, "children">): ReactElement {
  return (
    <SwitchboardProvider {...props}>
      <WhileMounted hidden={props.hideLauncher ?? false} />
    </SwitchboardProvider>
  );
}

function WhileMounted({ hidden }: { hidden: boolean }): null {
  const { show, hide } = useSwitchboard();
  useEffect(() => {
    if (!hidden) show().catch(() => undefined);
    return () => void hide().catch(() => undefined);
  }, [hidden, show, hide]);
  return null;
}
