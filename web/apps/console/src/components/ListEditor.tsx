"use client";

import { Button, IconButton } from "@switchboard/ui";
import { Plus, X } from "lucide-react";
import { type ReactElement, useId, useRef } from "react";

import { t } from "@/components/texts";

interface ListEditorProps {
  label: string;
  description?: string;
  itemLabel: string;
  addLabel: string;
  placeholder?: string;
  values: readonly string[];
  onChange: (values: string[]) => void;
}

/** A list of short texts; Enter adds the next one. */
export function ListEditor(props: ListEditorProps): ReactElement {
  const { values, onChange } = props;
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const focusInput = (index: number) =>
    requestAnimationFrame(() => list.current?.querySelectorAll("input")[index]?.focus());
  const add = () => {
    onChange([...values, ""]);
    focusInput(values.length);
  };
  return (
    <fieldset className="sb-field" aria-describedby={props.description ? id : undefined}>
      <legend className="sb-label mb-1">{props.label}</legend>
      {props.description ? (
        <p id={id} className="sb-description mb-2">
          {props.description}
        </p>
      ) : null}
      <ul ref={list} className="flex flex-col gap-2">
        {values.map((value, index) => (
          <li key={index} className="flex items-center gap-1">
            <input
              className="sb-input min-w-0 flex-1"
              aria-label={`${props.itemLabel} ${index + 1}`}
              placeholder={props.placeholder}
              value={value}
              onChange={(event) => onChange(values.with(index, event.currentTarget.value))}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                add();
              }}
            />
            <IconButton
              label={t("common.remove")}
              onClick={() => {
                onChange(values.toSpliced(index, 1));
                focusInput(Math.max(0, index - 1));
              }}
            >
              <X size={16} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <div className="mt-2">
        <Button size="sm" icon={<Plus size={14} aria-hidden />} onClick={add}>
          {props.addLabel}
        </Button>
      </div>
    </fieldset>
  );
}
