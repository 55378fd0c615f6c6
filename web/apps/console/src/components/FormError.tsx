import { ErrorNotice } from "@switchboard/ui";
import type { ReactElement } from "react";

import { sentenceOf } from "@/shared/api";
import { t } from "@/components/texts";

/** What the server said about a form, above its buttons. */
export function FormError({ error }: { error: unknown }): ReactElement | null {
  if (!error) return null;
  return <ErrorNotice title={t("common.notSaved")} detail={sentenceOf(error)} />;
}
