"use client";

import type { Inbox } from "@switchboard/api-client";
import { Button } from "@switchboard/ui";
import { type ReactElement, useId, useState } from "react";

import { FormError } from "@/components/FormError";
import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { t } from "@/features/inboxes/texts";
import { useAction } from "@/shared/useAction";
import { useUnsaved } from "@/shared/unsaved";

import { AccessCard } from "./AccessCard";
import { FeaturesCard } from "./FeaturesCard";
import { HomeCard } from "./HomeCard";
import { HoursCard } from "./HoursCard";
import { LookCard } from "./LookCard";
import { Preview } from "./Preview";
import { formOf, hasIdentitySecret, settingsOf, type WebchatForm } from "./settings";
import { TextsCard } from "./TextsCard";
import type { CardProps } from "./types";

/** How the chat looks, what it says and offers, and who may use it; beside it, how that comes out. */
export function WebchatSettings({ inbox }: { inbox: Inbox }): ReactElement {
  const [form, setForm] = useState(() => formOf(inbox));
  const [dirty, setDirty] = useState(false);
  const formId = useId();
  useUnsaved(dirty);
  const change: CardProps["change"] = (part) => {
    setForm((known) => ({ ...known, ...part }));
    setDirty(true);
  };
  const save = useSave(inbox, form, (saved) => {
    setForm(formOf(saved));
    setDirty(false);
  });
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <form
        id={formId}
        className="flex min-w-0 flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) save.mutate(undefined);
        }}
      >
        <LookCard {...{ form, change }} />
        <TextsCard {...{ form, change }} />
        <FeaturesCard {...{ form, change }} />
        <HomeCard {...{ form, change }} />
        <HoursCard hours={form.hours} onChange={(hours) => change({ hours })} />
        <AccessCard {...{ form, change }} secretSet={hasIdentitySecret(inbox)} />
      </form>
      <div className="flex flex-col gap-4 lg:sticky lg:top-4">
        {inbox.widget_key ? <Preview widgetKey={inbox.widget_key} form={form} /> : null}
        <FormError error={save.error} />
        <Button
          type="submit"
          form={formId}
          variant="primary"
          loading={save.isPending}
          disabled={!dirty}
        >
          {t("common.save")}
        </Button>
      </div>
    </div>
  );
}

function useSave(inbox: Inbox, form: WebchatForm, onDone: (saved: Inbox) => void) {
  return useAction(
    () =>
      unwrap(
        api.PATCH("/api/v1/inboxes/{inbox_id}", {
          params: { path: { inbox_id: inbox.id } },
          body: { name: form.name.trim(), settings: settingsOf(form) },
        }),
      ),
    { refreshes: [keys.inboxes], done: t("common.saved"), quiet: true, onDone },
  );
}
