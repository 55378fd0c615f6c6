"use client";

import { Button, Menu, TextField } from "@switchboard/ui";
import { ChevronDown, ListFilter, X } from "lucide-react";
import { type ReactElement, useState } from "react";

import { t } from "../texts";
import type { FilterField, Filters } from "./useFilters";

interface FilterBarProps {
  filters: Filters;
  fields: readonly FilterField[];
  /** What the search box looks through: "Search articles". */
  search?: string;
}

/** A search box, a chip for each filter, and the button that adds another. */
export function FilterBar({ filters, fields, search }: FilterBarProps): ReactElement {
  const [added, setAdded] = useState<string | null>(null);
  const shown = fields.filter(({ name }) => filters.values[name] || name === added);
  const others = fields.filter((field) => !shown.includes(field));
  return (
    <div role="search" className="flex flex-wrap items-center gap-2">
      {search ? (
        <TextField
          className="min-w-0 flex-1 basis-60"
          label={search}
          hideLabel
          type="search"
          placeholder={search}
          maxLength={200}
          value={filters.text}
          onChange={(event) => filters.setText(event.currentTarget.value)}
        />
      ) : null}
      {shown.map((field) => (
        <Chip
          key={field.name}
          field={field}
          value={filters.values[field.name] ?? ""}
          startsOpen={field.name === added}
          onChange={(value) => {
            setAdded(null);
            filters.set({ [field.name]: value });
          }}
          onClose={() => setAdded(null)}
        />
      ))}
      {others.length > 0 ? (
        <Menu
          align="start"
          trigger={
            <Button icon={<ListFilter size={15} aria-hidden />}>{t("filterBar.add")}</Button>
          }
          items={others.map(({ name, label }) => ({ label, onSelect: () => setAdded(name) }))}
        />
      ) : null}
      {Object.keys(filters.values).length > 1 ? (
        <Button variant="ghost" onClick={filters.clear}>
          {t("filterBar.clear")}
        </Button>
      ) : null}
    </div>
  );
}

interface ChipProps {
  field: FilterField;
  value: string;
  startsOpen: boolean;
  onChange: (value: string) => void;
  onClose: () => void;
}

function Chip({ field, value, startsOpen, onChange, onClose }: ChipProps): ReactElement {
  const chosen = field.items.find((item) => item.value === value);
  return (
    <span className="inline-flex min-h-8.5 items-stretch overflow-hidden rounded-md border border-control bg-surface text-sm">
      <Menu
        align="start"
        startsOpen={startsOpen}
        onClose={onClose}
        trigger={
          <button
            type="button"
            className="inline-flex cursor-pointer items-center gap-1.5 ps-3 pe-2 -outline-offset-2 hover:bg-surface-2"
          >
            <span className="text-muted">{field.label}</span>
            <span className="font-medium">{chosen?.label ?? value}</span>
            <ChevronDown size={13} aria-hidden className="text-faint" />
          </button>
        }
        items={field.items.map((item) => ({
          label: item.label,
          checked: item.value === value,
          onSelect: () => onChange(item.value),
        }))}
      />
      <button
        type="button"
        aria-label={t("filterBar.remove", { name: field.label })}
        onClick={() => onChange("")}
        className="grid w-8 cursor-pointer place-items-center border-s border-line text-muted -outline-offset-2 hover:bg-surface-2 hover:text-ink"
      >
        <X size={13} aria-hidden />
      </button>
    </span>
  );
}
