"use client";

import type { SetupTask } from "@switchboard/api-client";
import { Button, Stepper } from "@switchboard/ui";
import { useRouter } from "next/navigation";
import { type ComponentType, type ReactElement, type ReactNode, useState } from "react";

import { QueryView } from "@/components/QueryView";
import { t } from "@/features/setup/texts";
import { href } from "@/shared/routes";

import { CompanyStep } from "./CompanyStep";
import { InviteStep } from "./InviteStep";
import { KnowledgeStep } from "./KnowledgeStep";
import { SiteStep } from "./SiteStep";
import { TryStep } from "./TryStep";
import type { StepProps } from "./types";
import { useChangeSetup, useSetup } from "./useSetup";

const STEPS: readonly {
  name: "company" | "knowledge" | "try" | "site" | "invite";
  Step: ComponentType<StepProps>;
}[] = [
  { name: "company", Step: CompanyStep },
  { name: "knowledge", Step: KnowledgeStep },
  { name: "try", Step: TryStep },
  { name: "site", Step: SiteStep },
  { name: "invite", Step: InviteStep },
];

/** Five steps to a first answer on one's own site. Where one stands is kept on the server. */
export function SetupScreen({ files }: { files: ReactNode }): ReactElement {
  const setup = useSetup();
  return (
    <div className="scroll-pane h-full">
      <div className="mx-auto flex w-full max-w-2xl flex-col gap-6 px-4 py-6 md:py-10">
        <QueryView query={setup}>
          {({ step, tasks }) => (
            <Wizard
              begin={step}
              done={new Set(tasks.filter((task) => task.done).map(({ name }) => name))}
              files={files}
            />
          )}
        </QueryView>
      </div>
    </div>
  );
}

interface WizardProps {
  begin: number;
  /** What the server sees as done: a step that was skipped is not. */
  done: ReadonlySet<SetupTask["name"]>;
  files: ReactNode;
}

function Wizard({ begin, done, files }: WizardProps): ReactElement {
  const router = useRouter();
  const { mutate: change } = useChangeSetup();
  const [at, setAt] = useState(begin);
  const go = (step: number): void => {
    setAt(step);
    change({ step });
  };
  const leave = (finished: boolean): void => {
    change(finished ? { step: at, finished: true } : { step: at });
    router.push(href("inbox"));
  };
  const last = at === STEPS.length;
  const { name, Step } = STEPS[at - 1] ?? STEPS[0] ?? { name: "company", Step: CompanyStep };
  const onNext = () => (last ? leave(true) : go(at + 1));
  const footer = (main: ReactNode): ReactElement => (
    <div className="mt-6 flex flex-wrap items-center gap-2 border-t border-line pt-4">
      {at > 1 ? <Button onClick={() => go(at - 1)}>{t("setup.back")}</Button> : null}
      <Button variant="ghost" onClick={() => leave(last)}>
        {t("setup.later")}
      </Button>
      <span className="ml-auto flex flex-wrap items-center justify-end gap-2">
        {last ? null : (
          <Button variant="ghost" onClick={onNext}>
            {t("setup.skip")}
          </Button>
        )}
        {main}
      </span>
    </div>
  );
  return (
    <>
      <header className="flex flex-col gap-4">
        <Stepper
          label={t("setup.title")}
          current={name}
          doneLabel={t("setup.done")}
          onStep={(next) => go(STEPS.findIndex((step) => step.name === next) + 1)}
          steps={STEPS.map((step) => ({
            name: step.name,
            label: t(`setup.short.${step.name}`),
            done: done.has(step.name),
          }))}
        />
        <div>
          <p className="text-sm text-muted">{t("setup.step", { step: at, steps: STEPS.length })}</p>
          <h1 className="text-2xl font-semibold tracking-tight text-balance">
            {t(`setup.${name}.title`)}
          </h1>
          <p className="mt-1 text-muted text-pretty">{t(`setup.${name}.lead`)}</p>
        </div>
      </header>
      <Step key={name} onNext={onNext} footer={footer} files={files} />
    </>
  );
}
