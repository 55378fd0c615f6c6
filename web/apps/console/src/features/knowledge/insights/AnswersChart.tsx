"use client";

import { Card } from "@switchboard/ui";
import { Chart } from "@switchboard/ui/chart";
import type { ReactElement } from "react";

import { QueryView } from "@/components/QueryView";
import { count, dayName } from "@/shared/format";
import { t } from "@/features/knowledge/texts";

import { useDailyAnswers } from "./queries";

/** How many questions articles answered on each day; nothing while there were none. */
export default function AnswersChart({ days }: { days: number }): ReactElement | null {
  const daily = useDailyAnswers(days);
  if (daily.data?.every(({ answers, options }) => answers + options === 0)) return null;
  return (
    <Card>
      <QueryView query={daily} rows={3}>
        {(items) => (
          <Chart
            title={t("insights.perDay")}
            pointsLabel={t("insights.day")}
            points={items.map(({ day }) => dayName(day))}
            series={[
              { name: t("insights.answers"), values: items.map(({ answers }) => answers) },
              { name: t("insights.suggestions"), values: items.map(({ options }) => options) },
            ]}
            format={count}
            texts={{ showTable: t("insights.showTable"), showChart: t("insights.showChart") }}
          />
        )}
      </QueryView>
    </Card>
  );
}
