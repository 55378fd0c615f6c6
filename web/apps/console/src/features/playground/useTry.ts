"use client";

import type { TryRequest, TryResult } from "@switchboard/api-client";
import { useRef, useState } from "react";

import { api, sentenceOf, unwrap } from "@/shared/api";

export type Audience = NonNullable<TryRequest["audience"]>;

export interface Step {
  id: string;
  question: string;
  /** As whom it was asked. */
  audience: Audience;
  askedAt: string;
  result?: TryResult;
  error?: string;
}

export interface TrySession {
  steps: readonly Step[];
  busy: boolean;
  ask: (question: string) => void;
  retry: (id: string) => void;
  reset: () => void;
}

/** A conversation with the assistant that changes and sends nothing. */
export function useTry(audience: Audience): TrySession {
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const current = useRef(steps);
  const change = (next: readonly Step[]) => {
    current.current = next;
    setSteps(next);
  };
  const update = (id: string, part: Partial<Step>) =>
    change(current.current.map((step) => (step.id === id ? { ...step, ...part } : step)));

  const run = async (step: Step, before: readonly Step[]) => {
    try {
      const body: TryRequest = {
        text: step.question,
        audience: step.audience,
        history: historyOf(before),
      };
      update(step.id, { result: await unwrap(api.POST("/api/v1/assistant/try", { body })) });
    } catch (error) {
      update(step.id, { error: sentenceOf(error) });
    }
  };

  return {
    steps,
    busy: steps.some((step) => !step.result && !step.error),
    ask: (question) => {
      const before = current.current;
      const askedAt = new Date().toISOString();
      const step = { id: crypto.randomUUID(), question, audience, askedAt };
      change([...before, step]);
      void run(step, before);
    },
    retry: (id) => {
      const index = current.current.findIndex((step) => step.id === id);
      const failed = current.current[index];
      if (!failed) return;
      const { id: same, question, audience: as, askedAt } = failed;
      const step = { id: same, question, audience: as, askedAt };
      change(current.current.map((item) => (item.id === id ? step : item)));
      void run(step, current.current.slice(0, index));
    },
    reset: () => change([]),
  };
}

function historyOf(steps: readonly Step[]): NonNullable<TryRequest["history"]> {
  return steps.flatMap((step) =>
    step.result
      ? [
          { role: "user" as const, text: step.question },
          { role: "assistant" as const, text: step.result.text },
        ]
      : [],
  );
}
