import type { ReactElement } from "react";

import { Link } from "@/components/Link";
import { t } from "@/components/texts";
import { href } from "@/shared/routes";

export default function NotFound(): ReactElement {
  return (
    <main className="grid min-h-dvh place-items-center">
      <div className="flex flex-col items-center gap-3 p-6 text-center">
        <h1 className="text-lg font-semibold">{t("shell.notFound")}</h1>
        <p className="text-muted">{t("shell.notFoundDetail")}</p>
        <Link href={href("inbox")} className="sb-button sb-button-primary sb-button-md">
          {t("shell.toInbox")}
        </Link>
      </div>
    </main>
  );
}
