"use client";

import { useRouter } from "next/navigation";
import { type ReactElement, useEffect } from "react";

import { t } from "@/components/texts";
import { href } from "@/shared/routes";

/** The console opens on the inbox. */
export default function HomePage(): ReactElement {
  const router = useRouter();
  useEffect(() => router.replace(href("inbox")), [router]);
  return <p className="visually-hidden">{t("common.loading")}</p>;
}
