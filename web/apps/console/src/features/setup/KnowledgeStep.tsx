"use client";

import { Button, TextField } from "@switchboard/ui";
import { CircleCheck, Globe } from "lucide-react";
import { type ReactElement, useState } from "react";

import { FormError } from "@/components/FormError";
import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { t, tn } from "@/features/setup/texts";
import { useAction } from "@/shared/useAction";

import type { StepProps } from "./types";
import { useSetup } from "./useSetup";

const LOOK_EVERY_MS = 3_000;

/** Something to answer from: an address that is read, or files. */
export function KnowledgeStep({ onNext, footer, files }: StepProps): ReactElement {
  const [address, setAddress] = useState("");
  const setup = useSetup(LOOK_EVERY_MS);
  const read = useAction(
    () =>
      unwrap(
        api.POST("/api/v1/knowledge/sources", {
          body: { kind: "site", address: withScheme(address), schedule: "weekly" },
        }),
      ),
    { refreshes: [keys.articles, keys.setup], quiet: true },
  );
  const found = setup.data?.articles ?? 0;
  return (
    <div className="flex flex-col gap-5">
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!read.isPending) read.mutate(undefined);
        }}
      >
        <div className="flex items-end gap-2">
          <TextField
            className="flex-1"
            label={t("setup.knowledge.address")}
            placeholder="https://example.com/help"
            inputMode="url"
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            required
          />
          <Button type="submit" icon={<Globe size={16} aria-hidden />} loading={read.isPending}>
            {t("setup.knowledge.read")}
          </Button>
        </div>
        <p className="text-sm text-muted">{t("setup.knowledge.addressHelp")}</p>
        <FormError error={read.error} />
      </form>
      <p className="flex items-center gap-3 text-sm text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t("setup.knowledge.or")}
      </p>
      {files}
      <p role="status" className="flex items-center gap-2 text-sm">
        {found > 0 ? (
          <>
            <CircleCheck size={17} aria-hidden className="text-success-text" />
            {tn("setup.knowledge.found", found)}
          </>
        ) : read.isSuccess ? (
          t("setup.knowledge.reading")
        ) : null}
      </p>
      {footer(
        <Button variant="primary" disabled={found === 0 && !read.isSuccess} onClick={onNext}>
          {t("setup.next")}
        </Button>,
      )}
    </div>
  );
}

/** People write "example.com"; an address wants to be told how it is reached. */
function withScheme(address: string): string {
  const plain = address.trim();
  return /^https?:\/\//iu.test(plain) ? plain : `https://${plain}`;
}
