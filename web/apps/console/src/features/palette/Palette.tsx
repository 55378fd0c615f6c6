"use client";

import dynamic from "next/dynamic";
import { type ReactElement, useState } from "react";

import { useShortcut } from "@/shared/keyboard/KeyboardProvider";

const PaletteDialog = dynamic(() => import("./PaletteDialog"), { loading: () => null });

/** Waits for the keys of the palette; its code comes when it is first opened. */
export function Palette(): ReactElement | null {
  const [used, setUsed] = useState(false);
  const [open, setOpen] = useState(false);
  useShortcut("palette.open", () => {
    setUsed(true);
    setOpen(!open);
  });
  return used ? <PaletteDialog open={open} onOpenChange={setOpen} /> : null;
}
