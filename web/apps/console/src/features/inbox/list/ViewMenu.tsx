"use client";

import type { View } from "@switchboard/api-client";
import { classes, Menu, type MenuItem } from "@switchboard/ui";
import { ArrowDown, ArrowUp, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type ReactElement, useState } from "react";

import { ConfirmDialog } from "@/components/ConfirmDialog";
import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { t } from "@/features/inbox/texts";
import { useAction } from "@/shared/useAction";

import { FilterDialog } from "./FilterDialog";
import type { ViewEntry } from "./ViewLinks";

interface ViewMenuProps {
  view: View;
  views: readonly ViewEntry[];
  className?: string;
}

/** Edit, move and delete a saved view, for whoever may. */
export function ViewMenu({ view, views, className }: ViewMenuProps): ReactElement | null {
  const [dialog, setDialog] = useState<"edit" | "delete" | null>(null);
  const moves = useMoves(view, views);
  if (!view.editable) return null;
  const items: MenuItem[] = [
    {
      label: t("list.editView"),
      icon: <Pencil size={16} aria-hidden />,
      onSelect: () => setDialog("edit"),
    },
    ...moves,
    { separator: true },
    {
      label: t("list.deleteView"),
      icon: <Trash2 size={16} aria-hidden />,
      danger: true,
      onSelect: () => setDialog("delete"),
    },
  ];
  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            aria-label={t("list.viewMenu", { name: view.name })}
            className={classes(
              "grid size-7 place-items-center rounded-md text-muted hover:bg-surface-2 hover:text-ink",
              className,
            )}
          >
            <Ellipsis size={16} aria-hidden />
          </button>
        }
        items={items}
      />
      {dialog === "edit" ? <FilterDialog view={view} onClose={() => setDialog(null)} /> : null}
      <DeleteView view={view} open={dialog === "delete"} onClose={() => setDialog(null)} />
    </>
  );
}

function useMoves(view: View, views: readonly ViewEntry[]): MenuItem[] {
  const order = useAction(
    (ids: string[]) => unwrap(api.POST("/api/v1/views/order", { body: { ids } })),
    { refreshes: [keys.views] },
  );
  const ids = views.map(({ key }) => key);
  const at = ids.indexOf(view.id);
  const move = (to: number) => order.mutate(ids.toSpliced(at, 1).toSpliced(to, 0, view.id));
  return [
    {
      label: t("list.moveUp"),
      icon: <ArrowUp size={16} aria-hidden />,
      disabled: at <= 0,
      onSelect: () => move(at - 1),
    },
    {
      label: t("list.moveDown"),
      icon: <ArrowDown size={16} aria-hidden />,
      disabled: at >= ids.length - 1,
      onSelect: () => move(at + 1),
    },
  ];
}

function DeleteView(props: { view: View; open: boolean; onClose: () => void }): ReactElement {
  const { view, open, onClose } = props;
  const router = useRouter();
  const here = usePathname();
  const shown = useSearchParams().get("view") === view.id;
  const remove = useAction(
    () => unwrap(api.DELETE("/api/v1/views/{view_id}", { params: { path: { view_id: view.id } } })),
    {
      refreshes: [keys.views, keys.viewCounts],
      done: t("list.viewDeleted"),
      onDone: () => {
        onClose();
        if (shown) router.replace(here);
      },
    },
  );
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t("list.deleteViewNamed", { name: view.name })}
      description={t("list.deleteViewDetail")}
      confirmLabel={t("common.delete")}
      busy={remove.isPending}
      onConfirm={() => remove.mutate(undefined)}
    />
  );
}
