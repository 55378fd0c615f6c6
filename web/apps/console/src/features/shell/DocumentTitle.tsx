"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";

import { t } from "@/features/shell/texts";
import { routeAt, ROUTES } from "@/shared/routes";

/** The tab's title in the person's language, with the number of notices that were not seen. */
export function DocumentTitle({ unseen }: { unseen: number }): null {
  const route = routeAt(usePathname());
  const name = t("common.appName");
  const title = `${unseen > 0 ? `(${unseen}) ` : ""}${route ? `${t(ROUTES[route].title)} · ${name}` : name}`;
  useEffect(() => {
    const put = () => {
      if (document.title !== title) document.title = title;
    };
    put();
    // The page's own English title comes with the page, sometimes after us.
    const observer = new MutationObserver(put);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [title]);
  return null;
}
