"use client";

import type { ArticleSource } from "@switchboard/api-client";
import { Button, IconButton, Menu } from "@switchboard/ui";
import { Ellipsis, Eye, Pause, Play, RefreshCw, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactElement, useState } from "react";

import { ConfirmDialog } from "@/components/ConfirmDialog";
import { keys } from "@/shared/keys";
import { t } from "@/features/sources/texts";
import { useAction } from "@/shared/useAction";
import { href } from "@/shared/routes";

import { changeSource, fetchSource, removeSource } from "./queries";

/** Fetch, look first, pause, remove. */
export function SourceActions({ source }: { source: ArticleSource }): ReactElement {
  const refreshes = [keys.sources];
  const fetch = useAction((preview: boolean) => fetchSource(source.id, preview), { refreshes });
  const pause = useAction((paused: boolean) => changeSource(source.id, { paused }), { refreshes });
  const [removing, setRemoving] = useState(false);
  const upload = source.kind === "upload";
  const busy = source.state === "fetching" || fetch.isPending;
  const paused = source.state === "paused";
  return (
    <>
      {upload || paused ? null : (
        <>
          <Button
            icon={<Eye size={16} aria-hidden />}
            disabled={busy}
            onClick={() => fetch.mutate(true)}
          >
            {t("sources.look")}
          </Button>
          <Button
            variant="primary"
            icon={<RefreshCw size={16} aria-hidden />}
            disabled={busy}
            onClick={() => fetch.mutate(false)}
          >
            {t("sources.fetchNow")}
          </Button>
        </>
      )}
      {paused ? (
        <Button
          variant="primary"
          icon={<Play size={16} aria-hidden />}
          onClick={() => pause.mutate(false)}
        >
          {t("sources.resume")}
        </Button>
      ) : null}
      <Menu
        trigger={
          <IconButton label={t("sources.actions")}>
            <Ellipsis size={18} aria-hidden />
          </IconButton>
        }
        items={[
          ...(upload || paused
            ? []
            : [
                {
                  label: t("sources.pause"),
                  icon: <Pause size={16} aria-hidden />,
                  onSelect: () => pause.mutate(true),
                },
              ]),
          {
            label: t("sources.remove"),
            icon: <Trash2 size={16} aria-hidden />,
            danger: true,
            onSelect: () => setRemoving(true),
          },
        ]}
      />
      <RemoveDialog source={source} open={removing} onOpenChange={setRemoving} />
    </>
  );
}

function RemoveDialog(props: {
  source: ArticleSource;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}): ReactElement {
  const router = useRouter();
  const remove = useAction(() => removeSource(props.source.id, true), {
    refreshes: [keys.sourceList],
    done: t("sources.removed"),
    onDone: () => router.push(href("sources")),
  });
  return (
    <ConfirmDialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={t("sources.removeTitle")}
      description={t("sources.removeDetail", { name: props.source.name })}
      confirmLabel={t("common.remove")}
      busy={remove.isPending}
      onConfirm={() => remove.mutate(undefined)}
    />
  );
}
