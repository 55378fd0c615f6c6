import { Card, Switch, TextField } from "@switchboard/ui";
import type { ReactElement } from "react";

import { ListEditor } from "@/components/ListEditor";
import { t } from "@/features/inboxes/texts";

import type { CardProps } from "./types";

/** Which sites may show the chat, and who may use it there. */
export function AccessCard({
  form,
  change,
  secretSet,
}: CardProps & { secretSet: boolean }): ReactElement {
  return (
    <Card title={t("inboxes.access")}>
      <div className="flex flex-col gap-5">
        <ListEditor
          label={t("inboxes.origins")}
          description={t("inboxes.originsHelp")}
          itemLabel={t("inboxes.origin")}
          addLabel={t("inboxes.addOrigin")}
          placeholder="https://www.example.com"
          values={form.allowedOrigins}
          onChange={(allowedOrigins) => change({ allowedOrigins })}
        />
        <TextField
          label={t("inboxes.secret")}
          description={secretSet ? t("inboxes.secretSet") : t("inboxes.secretHelp")}
          type="password"
          autoComplete="new-password"
          placeholder={secretSet ? "••••••••••••" : ""}
          value={form.identitySecret}
          onChange={(event) => change({ identitySecret: event.currentTarget.value })}
        />
        <Switch
          label={t("inboxes.requireIdentity")}
          description={t("inboxes.requireIdentityHelp")}
          checked={form.requireIdentity}
          onCheckedChange={(requireIdentity) => change({ requireIdentity })}
        />
      </div>
    </Card>
  );
}
