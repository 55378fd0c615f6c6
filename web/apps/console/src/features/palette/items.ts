import type { LucideIcon } from "lucide-react";

export interface PaletteItem {
  value: string;
  label: string;
  detail?: string;
  /** Found by these words too. */
  words?: string;
  keys?: string;
  icon: LucideIcon;
  run: () => void;
}

export interface PaletteGroup {
  value: string;
  items: PaletteItem[];
}
