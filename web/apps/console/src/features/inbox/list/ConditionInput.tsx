"use client";

import { classes, Select, type SelectItem, TextField } from "@switchboard/ui";
import type { ReactElement, ReactNode } from "react";

import { LabelDot } from "@/components/marks/LabelChip";
import { channelName } from "@/shared/channels";
import { dayOf, startOfDay } from "@/shared/day";
import { useAssistants, useInboxes, useMembers, useTeams } from "@/shared/directory";
import { PRIORITIES, useLabels } from "@/shared/labels";
import { t, tn } from "@/features/inbox/texts";
import { useLanguageItems } from "@/shared/workspace";

import type { Draft, Field } from "./conditions";

interface ConditionProps {
  field: Field;
  draft: Draft;
  onChange: (value: Draft[Field]) => void;
}

const DAYS = [1, 3, 7, 14, 30, 90];
const MINUTES = [5, 15, 30, 60, 120, 240, 480, 1440];
const HOUR = 60;

/** The input that a condition's kind needs. */
export function ConditionInput({ field, draft, onChange }: ConditionProps): ReactElement {
  const label = t(`filter.${field}`);
  switch (field) {
    case "label_id":
      return <LabelChoice chosen={draft.label_id ?? []} onChange={onChange} />;
    case "priority":
      return (
        <Checks
          label={label}
          items={PRIORITIES.map((value) => ({ value, label: t(`marks.priority.${value}`) }))}
          chosen={draft.priority ?? []}
          onChange={(value) => onChange(value as Draft["priority"])}
        />
      );
    case "unread":
    case "mentioned":
      return <p className="sb-input flex flex-1 items-center">{label}</p>;
    case "attribute":
      return <AttributeInput pair={draft.attribute?.[0] ?? ":"} onChange={onChange} />;
    case "q":
      return (
        <TextField
          label={label}
          className="flex-1"
          value={draft.q ?? ""}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "active_before":
    case "created_after":
    case "created_before":
      return <DateInput label={label} value={draft[field]} onChange={onChange} />;
    case "waiting_minutes":
    case "active_within_days":
    case "created_within_days":
      return <NumberChoice field={field} value={draft[field] ?? 0} onChange={onChange} />;
    default:
      return <Choice field={field} value={draft[field] ?? ""} onChange={onChange} />;
  }
}

type ChoiceField = "status" | "assignee" | "inbox_id" | "channel" | "language";

function Choice(props: {
  field: ChoiceField;
  value: string;
  onChange: (value: string) => void;
}): ReactElement {
  const items = useChoices(props.field);
  const known = items.some((item) => item.value === props.value);
  return (
    <Select
      label={t(`filter.${props.field}`)}
      className="flex-1"
      items={items}
      value={known ? props.value : null}
      onValueChange={props.onChange}
    />
  );
}

function useChoices(field: ChoiceField): SelectItem[] {
  const named = (items: readonly { id: string; name: string }[] | undefined) =>
    (items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const people = [useMembers().data, useTeams().data, useAssistants().data];
  const inboxes = useInboxes().data;
  const languages = useLanguageItems();
  switch (field) {
    case "status":
      return [
        { value: "open", label: t("filter.open") },
        { value: "snoozed", label: t("inbox.status.snoozed") },
        { value: "resolved", label: t("inbox.status.resolved") },
      ];
    case "assignee":
      return [
        { value: "me", label: t("filter.me") },
        { value: "waiting", label: t("filter.waitingForPerson") },
        { value: "assistant", label: t("filter.anyAssistant") },
        ...people.flatMap(named),
      ];
    case "inbox_id":
      return named(inboxes);
    case "channel":
      return [...new Set(inboxes?.map((inbox) => inbox.channel))].map((value) => ({
        value,
        label: channelName(value),
      }));
    case "language":
      return languages;
  }
}

function NumberChoice(props: {
  field: "waiting_minutes" | "active_within_days" | "created_within_days";
  value: number;
  onChange: (value: number) => void;
}): ReactElement {
  const minutes = props.field === "waiting_minutes";
  const usual = minutes ? MINUTES : DAYS;
  const numbers = usual.includes(props.value) ? usual : [...usual, props.value];
  return (
    <Select
      label={t(`filter.${props.field}`)}
      className="flex-1"
      items={numbers.map((value) => ({
        value: `${value}`,
        label: minutes ? span(value) : tn("filter.days", value),
      }))}
      value={`${props.value}`}
      onValueChange={(value) => props.onChange(Number(value))}
    />
  );
}

function span(minutes: number): string {
  const hours = minutes / HOUR;
  return Number.isInteger(hours) ? tn("filter.hours", hours) : tn("filter.minutes", minutes);
}

function DateInput(props: {
  label: string;
  value: string | null | undefined;
  onChange: (value: string) => void;
}): ReactElement {
  return (
    <TextField
      label={props.label}
      className="flex-1"
      type="date"
      value={dayOf(props.value)}
      onChange={(event) => props.onChange(startOfDay(event.currentTarget.value))}
    />
  );
}

function AttributeInput(props: {
  pair: string;
  onChange: (value: string[]) => void;
}): ReactElement {
  const at = props.pair.indexOf(":");
  const [name, value] = [props.pair.slice(0, at), props.pair.slice(at + 1)];
  return (
    <div role="group" aria-label={t("filter.attribute")} className="flex flex-1 gap-2">
      <TextField
        label={t("filter.attributeName")}
        className="min-w-0 flex-1"
        value={name}
        onChange={(event) =>
          props.onChange([`${event.currentTarget.value.replaceAll(":", "")}:${value}`])
        }
      />
      <TextField
        label={t("filter.attributeValue")}
        className="min-w-0 flex-1"
        value={value}
        onChange={(event) => props.onChange([`${name}:${event.currentTarget.value}`])}
      />
    </div>
  );
}

function LabelChoice(props: {
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}): ReactElement {
  const labels = useLabels().data ?? [];
  return (
    <Checks
      label={t("filter.label_id")}
      items={labels.map((label) => ({
        value: label.id,
        label: (
          <span className="flex items-center gap-1.5">
            <LabelDot color={label.color} />
            {label.name}
          </span>
        ),
      }))}
      chosen={props.chosen}
      onChange={props.onChange}
    />
  );
}

function Checks(props: {
  label: string;
  items: readonly { value: string; label: ReactNode }[];
  chosen: readonly string[];
  onChange: (values: string[]) => void;
}): ReactElement {
  const toggle = (value: string, on: boolean) =>
    props.onChange(on ? [...props.chosen, value] : props.chosen.filter((one) => one !== value));
  return (
    <fieldset className="min-w-0 flex-1">
      <legend className="sb-label mb-1">{props.label}</legend>
      {props.items.length === 0 ? (
        <p className="text-sm text-muted">{t("marks.noLabels")}</p>
      ) : null}
      <div className="flex flex-wrap gap-1.5">
        {props.items.map(({ value, label }) => {
          const on = props.chosen.includes(value);
          return (
            <label
              key={value}
              className={classes(
                "inline-flex min-h-8 cursor-pointer items-center gap-2 rounded-full border px-3 text-sm focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus",
                on ? "border-accent bg-accent-soft text-on-accent-soft" : "border-control",
              )}
            >
              <input
                type="checkbox"
                className="visually-hidden"
                checked={on}
                onChange={(event) => toggle(value, event.currentTarget.checked)}
              />
              {label}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
