"use client";

import { Button, EmptyState, ErrorNotice, Skeleton } from "@switchboard/ui";
import type { UseQueryResult } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

import { ProblemError, sentenceOf } from "@/shared/api";
import { t } from "@/components/texts";

/** Shows a query: grey rows while it loads, the error with a way out, or its data. */
export function QueryView<T>({
  query,
  rows = 5,
  children,
}: {
  query: UseQueryResult<T>;
  rows?: number;
  children: (data: T) => ReactNode;
}): ReactElement {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return <LoadingRows rows={rows} />;
}

/** What could not be loaded, with the way out; to whom it is forbidden, trying again would be none. */
export function Failed({ error, retry }: { error: unknown; retry: () => void }): ReactElement {
  if (error instanceof ProblemError && error.status === 403) {
    return (
      <EmptyState
        icon={<Lock aria-hidden />}
        title={t("common.notAllowed")}
        description={t("common.notAllowedDetail")}
      />
    );
  }
  return (
    <ErrorNotice
      title={t("common.loadFailed")}
      detail={sentenceOf(error)}
      action={
        <Button size="sm" onClick={retry}>
          {t("common.retry")}
        </Button>
      }
    />
  );
}

export function LoadingRows({ rows }: { rows: number }): ReactElement {
  return (
    <div role="status" aria-label={t("common.loading")} className="flex flex-col gap-4 py-2">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex flex-col gap-2">
          <Skeleton width={`${70 - ((index * 13) % 40)}%`} />
          <Skeleton width={`${40 - ((index * 7) % 20)}%`} height={10} />
        </div>
      ))}
    </div>
  );
}
