"use client";

import type { CannedResponse } from "@switchboard/api-client";
import { plainText } from "@switchboard/chat";
import { Badge, Button, type Column } from "@switchboard/ui";
import { useQuery } from "@tanstack/react-query";
import { MessageSquareText, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactElement, useState } from "react";

import { BackLink } from "@/components/BackLink";
import { Page } from "@/components/Page";
import { FilterBar } from "@/components/filters/FilterBar";
import { useFilters } from "@/components/filters/useFilters";
import { Actions, RowTitle } from "@/components/table/cells";
import { ListTable } from "@/components/table/ListTable";
import { RowActions } from "@/components/RowActions";
import { api, unwrap } from "@/shared/api";
import { languageName } from "@/shared/format";
import { keys } from "@/shared/keys";
import { wholeList } from "@/shared/lists/pages";
import { useNewFromAddress } from "@/shared/useNewFromAddress";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/canned/texts";
import { href } from "@/shared/routes";

const CannedDialog = dynamic(() => import("./CannedDialog").then((code) => code.CannedDialog), {
  loading: () => null,
});

const SHOWN = 200;

/** Texts to answer with: shared ones, and one's own. */
export function CannedScreen(): ReactElement {
  const filters = useFilters([]);
  const { q } = filters;
  const canWrite = useCan("conversations.write");
  const [creating, setCreating] = useState(false);
  useNewFromAddress(() => setCreating(true));
  const canned = useQuery({
    queryKey: [...keys.canned, "list", q],
    queryFn: async ({ signal }) => {
      const query = { limit: SHOWN, ...(q ? { q } : {}) };
      return (await unwrap(api.GET("/api/v1/canned-responses", { params: { query }, signal })))
        .items;
    },
    placeholderData: (before) => before,
  });
  const add = canWrite ? (
    <Button
      variant="primary"
      icon={<Plus size={16} aria-hidden />}
      onClick={() => setCreating(true)}
    >
      {t("canned.new")}
    </Button>
  ) : null;
  return (
    <Page
      title={t("canned.title")}
      description={t("canned.lead")}
      width="narrow"
      back={<BackLink href={href("inbox")} label={t("shell.inbox")} />}
      actions={add}
    >
      <FilterBar filters={filters} fields={[]} search={t("canned.search")} />
      <ListTable
        title={t("canned.title")}
        list={wholeList(canned)}
        columns={columns()}
        rowKey={({ id }) => id}
        rowName={({ title }) => title}
        narrowed={filters.narrowed}
        empty={{
          icon: <MessageSquareText aria-hidden />,
          title: t("canned.empty"),
          description: t("canned.emptyDetail"),
          action: add,
        }}
      />
      {creating ? <CannedDialog canned={null} onOpenChange={setCreating} /> : null}
    </Page>
  );
}

function columns(): Column<CannedResponse>[] {
  return [
    {
      id: "name",
      header: t("canned.name"),
      sortable: true,
      text: ({ title }) => title,
      cell: (canned) => <RowTitle detail={plainText(canned.body)}>{canned.title}</RowTitle>,
    },
    {
      id: "shortcut",
      header: t("canned.shortcut"),
      width: "w-52",
      sortable: true,
      text: ({ shortcut }) => shortcut,
      cell: (canned) => (
        <span className="flex flex-wrap items-center gap-2">
          <code className="text-sm text-muted">/{canned.shortcut}</code>
          {canned.language ? <Badge>{languageName(canned.language)}</Badge> : null}
          {canned.shared ? null : <Badge tone="info">{t("canned.private")}</Badge>}
        </span>
      ),
    },
    {
      id: "actions",
      header: t("table.actions"),
      width: "w-28",
      align: "end",
      cell: (canned) => (canned.editable ? <CannedActions canned={canned} /> : null),
    },
  ];
}

function CannedActions({ canned }: { canned: CannedResponse }): ReactElement {
  const name = canned.shortcut;
  const params = { path: { canned_id: canned.id } };
  return (
    <Actions>
      <RowActions
        editLabel={t("canned.editNamed", { name })}
        edit={(onOpenChange) => <CannedDialog {...{ canned, onOpenChange }} />}
        deleteLabel={t("canned.deleteNamed", { name })}
        deleteDetail={t("canned.deleteDetail")}
        remove={() => unwrap(api.DELETE("/api/v1/canned-responses/{canned_id}", { params }))}
        deleted={t("canned.deleted")}
        refreshes={[keys.canned]}
      />
    </Actions>
  );
}
