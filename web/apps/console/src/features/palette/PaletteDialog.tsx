"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import { type ReactElement, useState } from "react";

import { t } from "@/features/palette/texts";

import type { PaletteGroup, PaletteItem } from "./items";
import { usePaletteItems } from "./usePaletteItems";

interface PaletteDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** One box for everything: what to do, and where to go. */
export default function PaletteDialog({ open, onOpenChange }: PaletteDialogProps): ReactElement {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="sb-backdrop" />
        <Dialog.Popup
          aria-label={t("palette.title")}
          className="fixed inset-x-3 top-[10vh] z-50 mx-auto flex max-h-[75vh] max-w-xl flex-col overflow-hidden rounded-xl bg-surface shadow-lg transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0"
        >
          <Contents onClose={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Contents({ onClose }: { onClose: () => void }): ReactElement {
  const [words, setWords] = useState("");
  const { groups, searching } = usePaletteItems(words);
  const choose = (item: PaletteItem): void => {
    onClose();
    // After the dialog has given the focus back, so that what is done may take it.
    requestAnimationFrame(() => requestAnimationFrame(item.run));
  };
  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      items={groups}
      value={words}
      onValueChange={setWords}
      itemToStringValue={(item: PaletteItem) => item.label}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-2.5 border-b border-line px-4">
        <Search size={17} aria-hidden className="shrink-0 text-faint" />
        <Autocomplete.Input
          aria-label={t("palette.title")}
          placeholder={t("palette.placeholder")}
          className="h-12 w-full bg-transparent text-base outline-none placeholder:text-faint max-md:text-[1rem]"
        />
      </div>
      <Dialog.Close className="visually-hidden">{t("common.close")}</Dialog.Close>
      <div className="scroll-pane min-h-0 flex-1">
        <Autocomplete.Empty>
          <p className="px-4 py-6 text-sm text-muted">
            {searching ? t("palette.searching") : t("palette.nothing", { query: words.trim() })}
          </p>
        </Autocomplete.Empty>
        <Autocomplete.List className="p-1.5">
          {(group: PaletteGroup) => (
            <Autocomplete.Group key={group.value} items={group.items}>
              <Autocomplete.GroupLabel className="px-2.5 pt-2 pb-1 text-xs font-medium text-faint">
                {group.value}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(item: PaletteItem) => <Line key={item.value} item={item} onChoose={choose} />}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
      <p className="hidden border-t border-line px-4 py-2 text-xs text-faint sm:block">
        {t("palette.hint")}
      </p>
    </Autocomplete.Root>
  );
}

function Line(props: { item: PaletteItem; onChoose: (item: PaletteItem) => void }): ReactElement {
  const { item } = props;
  const Icon = item.icon;
  return (
    <Autocomplete.Item
      value={item}
      onClick={() => props.onChoose(item)}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm outline-none data-highlighted:bg-accent-soft data-highlighted:text-on-accent-soft"
    >
      <Icon size={16} aria-hidden className="shrink-0 opacity-70" />
      <span className="min-w-0 flex-1 truncate" dir="auto">
        <span className="font-medium">{item.label}</span>
        {item.detail ? <span className="ms-2 opacity-75">{item.detail}</span> : null}
      </span>
      {item.keys ? <kbd className="sb-kbd shrink-0">{item.keys}</kbd> : null}
    </Autocomplete.Item>
  );
}
