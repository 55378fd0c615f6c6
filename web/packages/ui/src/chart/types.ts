import type { Series } from "./scales";

export interface ChartProps {
  title: string;
  description?: string;
  /** The names of the points, in order: days, for instance. */
  points: readonly string[];
  /** What the points are: the first column of the table. */
  pointsLabel: string;
  series: readonly Series[];
  /** Writes a number as the person's region does. */
  format: (value: number) => string;
  texts: { showTable: string; showChart: string };
}
