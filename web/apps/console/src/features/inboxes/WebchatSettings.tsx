"use client";

import type { Inbox } from "@switchboard/api-client";
import { type ReactElement, useId, useMemo } from "react";

import { Form } from "@/components/form/Form";
import { SaveBar } from "@/components/form/SaveBar";
import { t } from "@/features/inboxes/texts";
import { api, unwrap } from "@/shared/api";
import { changesOf, useForm } from "@/shared/form";
import { keys } from "@/shared/keys";

import { AccessCard } from "./AccessCard";
import { FeaturesCard } from "./FeaturesCard";
import { HomeCard } from "./HomeCard";
import { HoursCard } from "./HoursCard";
import { LookCard } from "./LookCard";
import { Preview } from "./Preview";
import { formOf, hasIdentitySecret, settingsOf, type WebchatForm } from "./settings";
import { TextsCard } from "./TextsCard";

/** How the chat looks, what it says and offers, and who may use it; beside it, how that comes out. */
export function WebchatSettings({ inbox }: { inbox: Inbox }): ReactElement {
  const formId = useId();
  const kept = useMemo(() => formOf(inbox), [inbox]);
  const form = useForm<WebchatForm, Inbox>({
    kept,
    save: (_, values) => saveInbox(inbox, kept, values),
    refreshes: [keys.inboxes],
    done: t("common.saved"),
  });
  const { values, change } = form;
  const card = { form: values, change };
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <Form form={form} id={formId} className="flex min-w-0 flex-col gap-5">
        <LookCard {...card} />
        <TextsCard {...card} />
        <FeaturesCard {...card} />
        <HomeCard {...card} />
        <HoursCard hours={values.hours} onChange={(hours) => change({ hours })} />
        <AccessCard {...card} secretSet={hasIdentitySecret(inbox)} />
      </Form>
      <div className="flex flex-col gap-4 lg:sticky lg:top-4">
        {inbox.widget_key ? <Preview widgetKey={inbox.widget_key} form={values} /> : null}
        <SaveBar form={form} formId={formId} />
      </div>
    </div>
  );
}

/** Sends the settings that differ, so that two who change different things do not overwrite each other. */
function saveInbox(inbox: Inbox, kept: WebchatForm, values: WebchatForm): Promise<Inbox> {
  const settings = changesOf(settingsOf(kept), settingsOf(values));
  return unwrap(
    api.PATCH("/api/v1/inboxes/{inbox_id}", {
      params: { path: { inbox_id: inbox.id }, header: { "If-Match": inbox.version } },
      body: {
        ...(values.name === kept.name ? {} : { name: values.name.trim() }),
        ...(Object.keys(settings).length > 0 ? { settings } : {}),
      },
    }),
  );
}
