import type { KnowledgeOverview } from "@switchboard/api-client";
import { CircleHelp, Hourglass } from "lucide-react";
import type { ReactNode } from "react";

import { t } from "@/features/knowledge/texts";

const BEHIND_MS = 5 * 60_000;

/** "behind": conversations are still being read. "none": read, but nobody asked. Else the lists mean what they say. */
export type Counted = "behind" | "none" | "some";

export interface CountedProps {
  counted: Counted;
}

/** How much of the period is in the figures. */
export function countedOf(data: KnowledgeOverview | undefined, now = Date.now()): Counted {
  if (!data?.as_of || now - Date.parse(data.as_of) > BEHIND_MS) return "behind";
  return data.answers + data.missed === 0 ? "none" : "some";
}

interface Empty {
  icon: ReactNode;
  title: string;
  description: string;
}

/** A list says that all is well only when there was something to count. */
export function emptyUnlessCounted(counted: Counted, empty: Empty): Empty {
  if (counted === "some") return empty;
  return counted === "behind"
    ? {
        icon: <Hourglass aria-hidden />,
        title: t("insights.notYet"),
        description: t("insights.notYetDetail"),
      }
    : {
        icon: <CircleHelp aria-hidden />,
        title: t("insights.noQuestions"),
        description: t("insights.noQuestionsDetail"),
      };
}
