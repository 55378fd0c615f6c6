"use client";

import { useToast } from "@switchboard/ui";
import { useRouter } from "next/navigation";
import { type ReactElement, useCallback, useEffect, useState } from "react";

import type { NoticeFrame } from "@/shared/live/cache";
import { useNotices } from "@/shared/live/LiveProvider";
import { keepPushAlive, showNotification } from "@/shared/push";
import { t } from "@/features/shell/texts";
import { href } from "@/shared/routes";

import { DocumentTitle } from "../DocumentTitle";
import { chime } from "./chime";

/** Tells of what concerns the person: a sound, a notification or a few words, and a number in the title. */
export function NoticeCenter(): ReactElement {
  const toast = useToast();
  const router = useRouter();
  const [unseen, setUnseen] = useState(0);

  useEffect(() => void keepPushAlive(), []);
  useEffect(() => {
    const seen = () => {
      if (document.visibilityState === "visible") setUnseen(0);
    };
    document.addEventListener("visibilitychange", seen);
    return () => document.removeEventListener("visibilitychange", seen);
  }, []);
  useEffect(() => {
    const { setAppBadge, clearAppBadge } = navigator;
    void (unseen > 0 ? setAppBadge?.call(navigator, unseen) : clearAppBadge?.call(navigator));
  }, [unseen]);

  const onNotice = useCallback(
    (notice: NoticeFrame) => {
      const visible = document.visibilityState === "visible";
      const open = new URLSearchParams(location.search).get("c") === notice.conversation_id;
      // Whoever looks at it knows already.
      if (visible && open) return;
      if (!visible) setUnseen((known) => known + 1);
      if (notice.sound) chime();
      if (!notice.screen) return;
      if (visible) {
        const onSelect = () => router.push(href("inbox", { c: notice.conversation_id }));
        const action = { label: t("notices.open"), onSelect };
        toast({ title: notice.title, description: notice.body, action });
      } else void showNotification(notice);
    },
    [toast, router],
  );
  useNotices(onNotice);
  return <DocumentTitle unseen={unseen} />;
}
