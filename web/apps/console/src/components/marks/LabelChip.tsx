import type { LabelBrief } from "@switchboard/api-client";
import { classes } from "@switchboard/ui";
import type { ReactElement } from "react";

import type { LabelColor } from "@/shared/labels";

/** Soft behind, strong in the dot; the word itself keeps the text's own colour and so its contrast. */
const DOTS: Record<LabelColor, string> = {
  gray: "bg-[light-dark(#6b726c,#9aa19b)]",
  red: "bg-[light-dark(#c5372c,#ef7d73)]",
  orange: "bg-[light-dark(#c2630c,#f0a35e)]",
  yellow: "bg-[light-dark(#a88400,#e6c84f)]",
  green: "bg-[light-dark(#2c8a4b,#76cf94)]",
  teal: "bg-[light-dark(#0f8577,#5fcbb9)]",
  blue: "bg-[light-dark(#2f6fc4,#86b6f2)]",
  purple: "bg-[light-dark(#7a4cc2,#b996ee)]",
  pink: "bg-[light-dark(#bf3f88,#ee8fc2)]",
};

export function LabelDot({ color }: { color: LabelColor }): ReactElement {
  return (
    <span
      aria-hidden
      className={classes("size-2 shrink-0 rounded-full forced-color-adjust-none", DOTS[color])}
    />
  );
}

/** A label as a small word with a coloured dot. */
export function LabelChip({ label }: { label: Pick<LabelBrief, "name" | "color"> }): ReactElement {
  return (
    <span className="inline-flex max-w-32 min-w-5 items-center gap-1.5 rounded-full border border-line px-1.5 py-px text-xs text-muted">
      <LabelDot color={label.color} />
      <span className="truncate">{label.name}</span>
    </span>
  );
}
