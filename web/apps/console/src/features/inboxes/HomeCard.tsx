import { Button, Card, IconButton, Switch } from "@switchboard/ui";
import { Plus, X } from "lucide-react";
import type { ReactElement } from "react";

import { t } from "@/features/inboxes/texts";
import { useLanguageItems } from "@/shared/workspace";

import type { LinkForm } from "./look";
import type { CardProps } from "./types";

const MOST_LINKS = 8;

/** The chat's home screen: help search and links. */
export function HomeCard({ form, change }: CardProps): ReactElement {
  const put = (index: number, link: LinkForm): void =>
    change({ links: form.links.with(index, link) });
  return (
    <Card title={t("look.home")} description={t("look.homeLead")}>
      <div className="flex flex-col gap-4">
        <Switch
          label={t("look.helpSearch")}
          description={t("look.helpSearchHelp")}
          checked={form.helpSearch}
          onCheckedChange={(helpSearch) => change({ helpSearch })}
        />
        {form.links.map((link, index) => (
          <LinkEditor
            key={index}
            number={index + 1}
            link={link}
            onChange={(next) => put(index, next)}
            onRemove={() => change({ links: form.links.toSpliced(index, 1) })}
          />
        ))}
        {form.links.length < MOST_LINKS ? (
          <div>
            <Button
              size="sm"
              icon={<Plus size={14} aria-hidden />}
              onClick={() => change({ links: [...form.links, { title: {}, url: "" }] })}
            >
              {t("look.addLink")}
            </Button>
          </div>
        ) : null}
      </div>
    </Card>
  );
}

function LinkEditor({
  number,
  link,
  onChange,
  onRemove,
}: {
  number: number;
  link: LinkForm;
  onChange: (link: LinkForm) => void;
  onRemove: () => void;
}): ReactElement {
  const languages = useLanguageItems();
  return (
    <fieldset className="rounded-lg border border-line p-3">
      <legend className="sb-label px-1">{t("look.link", { number })}</legend>
      <div className="flex items-start gap-2">
        <div className="grid min-w-0 flex-1 gap-2 sm:grid-cols-2">
          <input
            className="sb-input sm:col-span-2"
            type="url"
            aria-label={t("look.linkAddress")}
            placeholder="https://www.example.com/orders"
            value={link.url}
            onChange={(event) => onChange({ ...link, url: event.currentTarget.value })}
          />
          {languages.map(({ value, label }) => (
            <input
              key={value}
              className="sb-input"
              lang={value}
              dir="auto"
              maxLength={80}
              aria-label={t("look.linkTitle", { language: label })}
              placeholder={t("look.linkTitle", { language: label })}
              value={link.title[value] ?? ""}
              onChange={(event) =>
                onChange({ ...link, title: { ...link.title, [value]: event.currentTarget.value } })
              }
            />
          ))}
        </div>
        <IconButton label={t("common.remove")} onClick={onRemove}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
    </fieldset>
  );
}
