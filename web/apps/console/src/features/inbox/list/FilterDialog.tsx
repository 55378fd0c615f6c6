"use client";

import type { View } from "@switchboard/api-client";
import { Button, Dialog, Menu, Select, Switch, TextField } from "@switchboard/ui";
import { Plus, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactElement, useId, useState } from "react";

import { FormError } from "@/components/FormError";
import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { hasAllOrders, type ListQuery, said, type Sort } from "@/shared/lists/query";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/inbox/texts";
import { useAction } from "@/shared/useAction";

import { filterPlace, inboxHref, SORTS } from "../views";
import { ConditionInput } from "./ConditionInput";
import {
  beginning,
  complete,
  type Draft,
  type Field,
  FIELDS,
  fieldsOf,
  without,
} from "./conditions";

interface FilterDialogProps {
  /** The view to change; without one, a filter is made to look through once, or to keep. */
  view?: View;
  /** What to begin with. */
  query?: ListQuery;
  onClose: () => void;
}

/** Builds a filter out of conditions; to look through, or to keep as a view. */
export function FilterDialog({ view, query, onClose }: FilterDialogProps): ReactElement {
  const formId = useId();
  const router = useRouter();
  const start = said(view?.filter ?? query ?? { status: "open" });
  const [draft, setDraft] = useState<Draft>(() => without(start as Draft, "sort" as Field));
  const [sort, setSort] = useState<Sort>(view?.sort ?? query?.sort ?? "newest");
  const [name, setName] = useState(view?.name ?? "");
  const [shared, setShared] = useState(view?.shared ?? false);
  const filter = said(complete(draft));
  const order = hasAllOrders(filter) || sort === "oldest" ? sort : "newest";
  const save = useSave(view, onClose);
  const canWrite = useCan("conversations.write");

  const show = () => {
    router.push(inboxHref(filterPlace({ ...filter, sort: order })));
    onClose();
  };
  const keep = () => save.mutate({ name: name.trim(), filter, sort: order, shared });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={view ? t("list.editView") : t("filter.title")}
      description={t("filter.lead")}
      closeLabel={t("common.close")}
      size="lg"
      footer={
        <>
          {view ? null : <Button onClick={show}>{t("filter.apply")}</Button>}
          {canWrite ? (
            <Button
              variant="primary"
              type="submit"
              form={formId}
              loading={save.isPending}
              aria-disabled={!name.trim()}
            >
              {view ? t("common.save") : t("filter.save")}
            </Button>
          ) : null}
        </>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) keep();
        }}
      >
        <Conditions draft={draft} onChange={setDraft} />
        <Select
          label={t("list.sort")}
          items={SORTS.map((value) => ({
            value,
            label: t(`list.sort.${value}`),
            disabled: !hasAllOrders(filter) && (value === "waiting" || value === "priority"),
          }))}
          value={order}
          onValueChange={setSort}
        />
        {canWrite ? (
          <div className="flex flex-col gap-3 border-t border-line pt-4">
            <TextField
              label={t("filter.name")}
              value={name}
              maxLength={60}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Switch label={t("filter.share")} checked={shared} onCheckedChange={setShared} />
          </div>
        ) : null}
        <FormError error={save.error} />
      </form>
    </Dialog>
  );
}

function Conditions(props: { draft: Draft; onChange: (draft: Draft) => void }): ReactElement {
  const { draft, onChange } = props;
  const fields = fieldsOf(draft);
  return (
    <div className="flex flex-col gap-3">
      {fields.length === 0 ? <p className="text-sm text-muted">{t("filter.none")}</p> : null}
      <ul className="flex flex-col gap-3">
        {fields.map((field) => (
          <li key={field} className="flex items-end gap-2">
            <ConditionInput
              field={field}
              draft={draft}
              onChange={(value) => onChange({ ...draft, [field]: value })}
            />
            <button
              type="button"
              aria-label={t("filter.remove", { name: t(`filter.${field}`) })}
              className="grid size-9 shrink-0 place-items-center rounded-md text-muted hover:bg-surface-2 hover:text-ink"
              onClick={() => onChange(without(draft, field))}
            >
              <X size={16} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <div>
        <Menu
          align="start"
          trigger={
            <Button size="sm" icon={<Plus size={14} aria-hidden />}>
              {t("filter.add")}
            </Button>
          }
          items={FIELDS.filter((field) => !fields.includes(field)).map((field) => ({
            label: t(`filter.${field}`),
            onSelect: () => onChange({ ...draft, [field]: beginning(field) }),
          }))}
        />
      </div>
    </div>
  );
}

interface Kept {
  name: string;
  filter: ListQuery;
  sort: Sort;
  shared: boolean;
}

function useSave(view: View | undefined, onClose: () => void) {
  const router = useRouter();
  return useAction(
    ({ filter, ...rest }: Kept) => {
      const body = { ...rest, filter: filter as View["filter"] };
      return view
        ? unwrap(
            api.PATCH("/api/v1/views/{view_id}", { params: { path: { view_id: view.id } }, body }),
          )
        : unwrap(api.POST("/api/v1/views", { body }));
    },
    {
      refreshes: [keys.views, keys.viewCounts],
      done: t("filter.saved"),
      quiet: true,
      onDone: (saved) => {
        onClose();
        router.push(inboxHref(saved.id));
      },
    },
  );
}
