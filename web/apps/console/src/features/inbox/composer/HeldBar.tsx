"use client";

import { Button } from "@switchboard/ui";
import { Undo2 } from "lucide-react";
import { type ReactElement, useEffect, useState } from "react";

import type { Pending } from "@/shared/live/timeline-state";
import { t } from "@/features/inbox/texts";

interface HeldBarProps {
  held: Pending;
  onUndo: (clientId: string) => void;
  onSendNow: () => void;
}

/** A reply that has not left yet: counts down, and takes it back. */
export function HeldBar({ held, onUndo, onSendNow }: HeldBarProps): ReactElement {
  const seconds = useSecondsUntil(held.heldUntil ?? 0);
  return (
    <div className="mb-2 flex items-center gap-2 rounded-lg bg-surface-2 py-1.5 pr-1.5 pl-3 text-sm">
      <p role="timer" className="min-w-0 flex-1 tabular-nums">
        {t("composer.sendingIn", { seconds })}
      </p>
      <Button size="sm" variant="ghost" onClick={onSendNow}>
        {t("composer.sendNow")}
      </Button>
      <Button
        size="sm"
        icon={<Undo2 size={14} aria-hidden />}
        onClick={() => onUndo(held.clientId)}
      >
        {t("composer.undo")}
      </Button>
    </div>
  );
}

function useSecondsUntil(moment: number): number {
  const left = () => Math.max(0, Math.ceil((moment - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 250);
    return () => clearInterval(timer);
  });
  return seconds;
}
