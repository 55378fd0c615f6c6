"use client";

import type { CannedResponse } from "@switchboard/api-client";
import { plainText } from "@switchboard/chat";
import { Badge, Button, Card, EmptyState, TextField } from "@switchboard/ui";
import { useQuery } from "@tanstack/react-query";
import { MessageSquareText, Plus } from "lucide-react";
import { type ReactElement, useState } from "react";

import { BackLink } from "@/components/BackLink";
import { Page } from "@/components/Page";
import { QueryView } from "@/components/QueryView";
import { RowActions } from "@/components/RowActions";
import { api, unwrap } from "@/shared/api";
import { languageName } from "@/shared/format";
import { keys } from "@/shared/keys";
import { useNewFromAddress } from "@/shared/useNewFromAddress";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/canned/texts";
import { href } from "@/shared/routes";
import { useSettled } from "@/shared/useSettled";

import { CannedDialog } from "./CannedDialog";

const SHOWN = 200;

/** Texts to answer with: shared ones, and one's own. */
export function CannedScreen(): ReactElement {
  const [text, setText] = useState("");
  const q = useSettled(text.trim());
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
      <TextField
        label={t("canned.search")}
        hideLabel
        placeholder={t("canned.search")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <QueryView query={canned}>
        {(items) => (items.length === 0 ? <Nothing q={q} /> : <CannedList items={items} />)}
      </QueryView>
      {creating ? <CannedDialog canned={null} onOpenChange={setCreating} /> : null}
    </Page>
  );
}

function Nothing({ q }: { q: string }): ReactElement {
  return (
    <EmptyState
      icon={<MessageSquareText aria-hidden />}
      title={q ? t("inbox.nothingFound") : t("canned.empty")}
      description={q ? undefined : t("canned.emptyDetail")}
    />
  );
}

function CannedList({ items }: { items: readonly CannedResponse[] }): ReactElement {
  return (
    <Card>
      <ul className="-my-2 divide-y divide-line">
        {items.map((canned) => (
          <CannedRow key={canned.id} canned={canned} />
        ))}
      </ul>
    </Card>
  );
}

function CannedRow({ canned }: { canned: CannedResponse }): ReactElement {
  const name = canned.shortcut;
  const params = { path: { canned_id: canned.id } };
  return (
    <li className="flex items-start gap-3 py-3">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{canned.title}</span>
          <code className="text-sm text-muted">/{name}</code>
          {canned.language ? <Badge>{languageName(canned.language)}</Badge> : null}
          {canned.shared ? null : <Badge tone="info">{t("canned.private")}</Badge>}
        </p>
        <p className="mt-1 line-clamp-2 text-sm text-muted" dir="auto">
          {plainText(canned.body)}
        </p>
      </div>
      {canned.editable ? (
        <RowActions
          editLabel={t("canned.editNamed", { name })}
          edit={(onOpenChange) => <CannedDialog {...{ canned, onOpenChange }} />}
          deleteLabel={t("canned.deleteNamed", { name })}
          deleteDetail={t("canned.deleteDetail")}
          remove={() => unwrap(api.DELETE("/api/v1/canned-responses/{canned_id}", { params }))}
          deleted={t("canned.deleted")}
          refreshes={[keys.canned]}
        />
      ) : null}
    </li>
  );
}
