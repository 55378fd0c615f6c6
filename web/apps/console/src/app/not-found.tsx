import { EmptyState } from "@switchboard/ui";
import Link from "next/link";
import type { ReactElement } from "react";

import { t } from "@/shared/t";

export default function NotFound(): ReactElement {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        title={t("shell.notFound")}
        description={t("shell.notFoundDetail")}
        action={
          <Link href="/inbox/" className="sb-button sb-button-primary sb-button-md">
            {t("shell.toInbox")}
          </Link>
        }
      />
    </main>
  );
}
