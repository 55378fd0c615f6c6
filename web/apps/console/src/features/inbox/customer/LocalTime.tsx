"use client";

import { type ReactElement, useEffect, useState } from "react";

import { timeIn } from "@/shared/format";
import { t } from "@/features/inbox/texts";

const EVERY_MS = 20_000;

/** What the clock says where the customer is, so that nobody is called at night. */
export function LocalTime({ zone }: { zone: string }): ReactElement {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className="shrink-0 text-muted tabular-nums" title={t("customer.localTime")}>
      {timeIn(zone, now)}
    </span>
  );
}
