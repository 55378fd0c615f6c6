"use client";

import { useRouter } from "next/navigation";
import { type ReactElement, useEffect } from "react";

import { t } from "@/components/texts";

/** The console opens on the inbox. */
export default function HomePage(): ReactElement {
  const router = useRouter();
  useEffect(() => router.replace("/inbox/"), [router]);
  return <p className="visually-hidden">{t("common.loading")}</p>;
}
