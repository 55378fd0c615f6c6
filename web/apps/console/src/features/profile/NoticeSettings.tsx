"use client";

import { Button, Card, Table } from "@switchboard/ui";
import { type ReactElement, useEffect, useState } from "react";

import { disablePush, enablePush, type PushState, pushState } from "@/shared/push";
import { type NoticeKind, useChangeSettings, useSettings } from "@/shared/settings";
import { t } from "@/features/profile/texts";

import { QuietHours } from "./QuietHours";

const KINDS = ["assigned", "reply", "mention", "waiting"] as const;
const WAYS = ["screen", "push", "sound"] as const;

/** What the person is told of, in which ways, and when not. */
export function NoticeSettings(): ReactElement {
  return (
    <Card title={t("notices.title")} description={t("notices.lead")}>
      <div className="flex flex-col gap-6">
        <ThisBrowser />
        <WaysByKind />
        <QuietHours />
      </div>
    </Card>
  );
}

function WaysByKind(): ReactElement {
  const { notices } = useSettings();
  const { mutate: change } = useChangeSettings();
  const set = (kind: NoticeKind, way: (typeof WAYS)[number], on: boolean): void =>
    change({ notices: { ...notices, [kind]: { ...notices[kind], [way]: on } } });
  return (
    <div className="-mx-2 overflow-x-auto">
      <Table caption={t("notices.title")}>
        <thead>
          <tr>
            <th scope="col">{t("notices.what")}</th>
            {WAYS.map((way) => (
              <th key={way} scope="col" className="text-center">
                {t(`notices.${way}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {KINDS.map((kind) => (
            <tr key={kind}>
              <th scope="row" className="text-left font-normal">
                {t(`notices.kind.${kind}`)}
              </th>
              {WAYS.map((way) => (
                <td key={way} className="text-center">
                  <input
                    type="checkbox"
                    className="size-5 accent-accent"
                    aria-label={t("notices.way", {
                      kind: t(`notices.kind.${kind}`),
                      way: t(`notices.${way}`),
                    })}
                    checked={notices[kind][way]}
                    onChange={(event) => set(kind, way, event.currentTarget.checked)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

const TEXTS = {
  on: "notices.browserOn",
  off: "notices.browserOff",
  refused: "notices.browserRefused",
  unsupported: "notices.browserUnsupported",
} as const;

function ThisBrowser(): ReactElement {
  const [state, setState] = useState<PushState | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => void pushState().then(setState), []);
  const run = async (step: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    try {
      await step();
    } finally {
      setState(await pushState());
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-sm font-medium">{t("notices.browser")}</p>
        <p role="status" className="text-sm text-muted">
          {state ? t(TEXTS[state]) : null}
        </p>
      </div>
      {state === "off" ? (
        <Button loading={busy} onClick={() => void run(enablePush)}>
          {t("notices.enable")}
        </Button>
      ) : null}
      {state === "on" ? (
        <Button loading={busy} onClick={() => void run(disablePush)}>
          {t("notices.disable")}
        </Button>
      ) : null}
    </div>
  );
}
