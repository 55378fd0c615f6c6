"use client";

import type { HelpCenter, HelpCenterPatch } from "@switchboard/api-client";
import { Button, Card, Field, IconButton, Switch, TextField } from "@switchboard/ui";
import { ExternalLink, Plus, X } from "lucide-react";
import type { ReactElement } from "react";

import { Form } from "@/components/form/Form";
import { SaveBar } from "@/components/form/SaveBar";
import { Page } from "@/components/Page";
import { QueryView } from "@/components/QueryView";
import { useForm } from "@/shared/form";
import { keys } from "@/shared/keys";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/knowledge/texts";
import { useAction } from "@/shared/useAction";
import { useLanguageItems } from "@/shared/workspace";

import { KnowledgeNav } from "@/components/KnowledgeNav";
import { changeHelpCenter, useHelpCenter } from "./queries";

/** The public pages: on or off, their address, and how they look. */
export function HelpCenterScreen(): ReactElement {
  const center = useHelpCenter();
  return (
    <Page title={t("knowledge.title")} description={t("knowledge.helpLead")}>
      <KnowledgeNav />
      <QueryView query={center}>{(data) => <Settings center={data} />}</QueryView>
    </Page>
  );
}

function Settings({ center }: { center: HelpCenter }): ReactElement {
  const canWrite = useCan("knowledge.write");
  const form = useForm<HelpCenter, HelpCenter>({
    kept: { ...center, links: center.links ?? [] },
    save: (changes) => changeHelpCenter(bodyOf(changes), center.version),
    refreshes: [keys.helpCenter, keys.articles],
    done: t("common.saved"),
  });
  // Being public is a switch of its own: it counts at once, whatever else is being written.
  const publish = useAction((enabled: boolean) => changeHelpCenter({ enabled }, center.version), {
    refreshes: [keys.helpCenter, keys.articles],
    done: t("common.saved"),
  });
  const shared = { form: form.values, change: form.change, error: form.fieldError };
  return (
    <Form form={form} className="flex max-w-3xl flex-col gap-5">
      <fieldset disabled={!canWrite} className="contents">
        <Address {...shared} onSwitch={(enabled) => publish.mutate(enabled)} />
        <Look {...shared} />
        <Texts {...shared} />
        <Links {...shared} />
        {canWrite ? <SaveBar form={form} /> : null}
      </fieldset>
    </Form>
  );
}

/** What the server takes: no empty text, no half a link. */
function bodyOf(changes: Partial<HelpCenter>): HelpCenterPatch {
  const { title, tagline, logo_url: logo, home_url: home, links, slug, color } = changes;
  return {
    ...(slug === undefined ? {} : { slug: slug.trim() }),
    ...(title === undefined ? {} : { title: withoutEmpty(title) }),
    ...(tagline === undefined ? {} : { tagline: withoutEmpty(tagline) }),
    ...(color === undefined ? {} : { color }),
    ...(logo === undefined ? {} : { logo_url: logo?.trim() || null }),
    ...(home === undefined ? {} : { home_url: home?.trim() || null }),
    ...(links === undefined
      ? {}
      : { links: links.filter(({ label, url }) => label.trim() && url.trim()) }),
  };
}

interface PartProps {
  form: HelpCenter;
  change: (part: Partial<HelpCenter>) => void;
  error: (field: string) => string | undefined;
}

function Address(props: PartProps & { onSwitch: (enabled: boolean) => void }): ReactElement {
  const { form, change, error } = props;
  return (
    <Card>
      <div className="flex flex-col gap-5">
        <Switch
          label={t("knowledge.helpEnabled")}
          description={t("knowledge.helpEnabledHelp")}
          checked={form.enabled}
          onCheckedChange={props.onSwitch}
        />
        <TextField
          label={t("knowledge.helpName")}
          description={t("knowledge.helpNameHelp")}
          value={form.slug}
          onChange={(event) => change({ slug: event.currentTarget.value })}
          error={error("slug")}
          required
        />
        {form.enabled ? (
          <a
            href={form.url}
            target="_blank"
            rel="noopener"
            className="inline-flex min-h-7 items-center gap-1.5 self-start font-medium text-accent-text hover:underline"
          >
            <ExternalLink size={15} aria-hidden />
            {t("knowledge.helpOpen")} <span className="font-mono text-sm">{form.url}</span>
          </a>
        ) : null}
      </div>
    </Card>
  );
}

function Look({ form, change, error }: PartProps): ReactElement {
  return (
    <Card title={t("knowledge.helpLook")}>
      <div className="flex flex-col gap-4">
        <Field label={t("knowledge.helpColor")} description={t("knowledge.helpColorHelp")}>
          <span className="flex items-center gap-3">
            <input
              type="color"
              aria-label={t("knowledge.helpColor")}
              value={form.color}
              onChange={(event) => change({ color: event.currentTarget.value })}
              className="h-9 w-14 cursor-pointer rounded-md border border-control bg-surface p-1"
            />
            <span className="font-mono text-sm text-muted">{form.color}</span>
          </span>
        </Field>
        <TextField
          label={t("knowledge.helpLogo")}
          description={t("knowledge.helpLogoHelp")}
          placeholder="https://www.example.com/logo.png"
          value={form.logo_url ?? ""}
          onChange={(event) => change({ logo_url: event.currentTarget.value })}
          error={error("logo_url")}
        />
        <TextField
          label={t("knowledge.helpHome")}
          placeholder="https://www.example.com"
          value={form.home_url ?? ""}
          onChange={(event) => change({ home_url: event.currentTarget.value })}
          error={error("home_url")}
        />
      </div>
    </Card>
  );
}

function Texts({ form, change }: PartProps): ReactElement {
  const languages = useLanguageItems();
  return (
    <Card title={t("knowledge.helpTexts")} description={t("knowledge.helpTextsLead")}>
      <div className="grid gap-4 sm:grid-cols-2">
        {languages.flatMap(({ value, label }) => [
          <TextField
            key={`title-${value}`}
            label={t("knowledge.helpTitle", { language: label })}
            value={form.title?.[value] ?? ""}
            onChange={(event) =>
              change({ title: { ...form.title, [value]: event.currentTarget.value } })
            }
            maxLength={200}
            lang={value}
            dir="auto"
          />,
          <TextField
            key={`tagline-${value}`}
            label={t("knowledge.helpTagline", { language: label })}
            value={form.tagline?.[value] ?? ""}
            onChange={(event) =>
              change({ tagline: { ...form.tagline, [value]: event.currentTarget.value } })
            }
            maxLength={200}
            lang={value}
            dir="auto"
          />,
        ])}
      </div>
    </Card>
  );
}

function Links({ form, change }: PartProps): ReactElement {
  const links = form.links ?? [];
  const set = (index: number, part: Partial<(typeof links)[number]>) =>
    change({ links: links.map((link, at) => (at === index ? { ...link, ...part } : link)) });
  return (
    <Card title={t("knowledge.helpLinks")}>
      <ul className="flex flex-col gap-3">
        {links.map((link, index) => (
          <li key={index} className="flex items-end gap-2">
            <TextField
              className="min-w-0 flex-1"
              label={t("knowledge.helpLinkLabel")}
              value={link.label}
              onChange={(event) => set(index, { label: event.currentTarget.value })}
              dir="auto"
            />
            <TextField
              className="min-w-0 flex-2"
              label={t("knowledge.helpLinkUrl")}
              placeholder="https://"
              value={link.url}
              onChange={(event) => set(index, { url: event.currentTarget.value })}
            />
            <IconButton
              label={t("common.remove")}
              onClick={() => change({ links: links.toSpliced(index, 1) })}
            >
              <X size={16} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <Button
        className="mt-3"
        size="sm"
        icon={<Plus size={14} aria-hidden />}
        disabled={links.length >= 8}
        onClick={() => change({ links: [...links, { label: "", url: "" }] })}
      >
        {t("knowledge.helpAddLink")}
      </Button>
    </Card>
  );
}

function withoutEmpty(texts: Record<string, string> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(texts ?? {}).filter(([, text]) => text.trim()));
}
