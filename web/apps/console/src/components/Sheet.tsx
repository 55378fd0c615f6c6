"use client";

import { Sheet as Base } from "@switchboard/ui";
import type { ReactElement, ReactNode } from "react";

import { t } from "./texts";

interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
}

/** A drawer: details beside what they belong to. */
export function Sheet(props: SheetProps): ReactElement {
  return <Base {...props} closeLabel={t("common.close")} />;
}
