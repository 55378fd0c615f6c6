"use client";

import { IconButton } from "@switchboard/ui";
import { Search, X } from "lucide-react";
import { type ReactElement, useDeferredValue, useState } from "react";

import { t } from "@/shared/t";

import { ConversationList } from "./ConversationList";
import type { View } from "./views";
import { ViewPicker } from "./ViewPicker";

/** Views, search and the list they lead to. */
export function ListPane({ view, openId }: { view: View; openId: string | null }): ReactElement {
  const [text, setText] = useState("");
  const search = useDeferredValue(text.trim());
  return (
    <>
      <header className="flex flex-col gap-3 px-4 pt-4 pb-3">
        <p aria-hidden className="text-lg font-semibold tracking-tight">
          {t("shell.inbox")}
        </p>
        <SearchBox value={text} onChange={setText} />
        {search ? (
          <p className="text-sm text-muted">{t("inbox.searchEverywhere")}</p>
        ) : (
          <ViewPicker current={view} />
        )}
      </header>
      <ConversationList view={view} search={search} openId={openId} />
    </>
  );
}

function SearchBox({
  value,
  onChange,
}: {
  value: string;
  onChange: (value: string) => void;
}): ReactElement {
  return (
    <div className="relative">
      <Search
        size={16}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-faint"
      />
      <input
        type="text"
        role="searchbox"
        aria-label={t("inbox.search")}
        placeholder={t("inbox.search")}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onChange("");
        }}
        className="sb-input w-full pr-9 pl-9"
        style={{ paddingInline: "2.25rem" }}
      />
      {value ? (
        <IconButton
          label={t("inbox.clearSearch")}
          size="sm"
          className="absolute top-1/2 right-1 -translate-y-1/2"
          onClick={() => onChange("")}
        >
          <X size={14} aria-hidden />
        </IconButton>
      ) : null}
    </div>
  );
}
