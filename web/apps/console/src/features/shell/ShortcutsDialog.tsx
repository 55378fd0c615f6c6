"use client";

import { Button, Dialog, useToast } from "@switchboard/ui";
import { type KeyboardEvent, type ReactElement, useState } from "react";

import { ACTION_GROUPS, type ActionId, actionLabel, conflict } from "@/shared/keyboard/actions";
import { combinationOf, shownCombination } from "@/shared/keyboard/combination";
import { useBindings, useShortcut } from "@/shared/keyboard/KeyboardProvider";
import { useChangeSettings, useSettings } from "@/shared/settings";
import { t } from "@/features/shell/texts";

/** The list of keys, where each can be given others. */
export function ShortcutsDialog(): ReactElement {
  const [open, setOpen] = useState(false);
  useShortcut("help.open", () => setOpen(true));
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t("keys.title")}
      description={t("keys.lead")}
      closeLabel={t("common.close")}
      size="lg"
    >
      {open ? <KeyList /> : null}
    </Dialog>
  );
}

function KeyList(): ReactElement {
  const chosen = useSettings().keys;
  const change = useChangeSettings();
  return (
    <div className="flex flex-col gap-5">
      <div className="gap-x-8 sm:columns-2">
        {ACTION_GROUPS.map(({ label, ids }) => (
          <section key={label} aria-label={t(label)} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-sm font-semibold">{t(label)}</h3>
            <ul>
              {ids.map((id) => (
                <KeyRow key={id} id={id} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {Object.keys(chosen).length > 0 ? (
        <Button className="self-start" onClick={() => change.mutate({ keys: {} })}>
          {t("keys.reset")}
        </Button>
      ) : null}
    </div>
  );
}

function KeyRow({ id }: { id: ActionId }): ReactElement {
  const keys = useBindings();
  const [listening, setListening] = useState(false);
  const rebind = useRebind(id);
  const action = t(actionLabel(id));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!listening) return;
    event.preventDefault();
    event.stopPropagation();
    const combination = combinationOf(event.nativeEvent);
    if (!combination) return;
    setListening(false);
    if (combination === "Escape") return;
    rebind(combination === "Backspace" ? "" : combination);
  };
  return (
    <li>
      <button
        type="button"
        title={listening ? t("keys.pressHint") : t("keys.change", { action })}
        onClick={() => setListening(true)}
        onBlur={() => setListening(false)}
        onKeyDown={onKeyDown}
        className="flex w-full items-center justify-between gap-3 rounded-md px-2 py-1 text-left text-sm hover:bg-surface-2"
      >
        <span className="min-w-0 truncate">{action}</span>
        {listening ? (
          <span role="status" className="shrink-0 text-xs text-accent-text">
            {t("keys.press")}
          </span>
        ) : keys[id] ? (
          <kbd className="sb-kbd shrink-0">{shownCombination(keys[id])}</kbd>
        ) : (
          <span className="shrink-0 text-xs text-faint">{t("keys.none")}</span>
        )}
      </button>
    </li>
  );
}

/** Gives an action other keys; whatever had them loses them, and that is told. */
function useRebind(id: ActionId): (combination: string) => void {
  const keys = useBindings();
  const chosen = useSettings().keys;
  const change = useChangeSettings();
  const toast = useToast();
  return (combination) => {
    const other = conflict(keys, id, combination);
    change.mutate({ keys: { ...chosen, ...(other ? { [other]: "" } : {}), [id]: combination } });
    if (!combination) return;
    const shown = { keys: shownCombination(combination), action: t(actionLabel(id)) };
    toast({
      title: t("keys.kept", shown),
      tone: "success",
      ...(other
        ? { description: t("keys.taken", { ...shown, other: t(actionLabel(other)) }) }
        : {}),
    });
  };
}
