import { type ScaleBand, scaleBand, type ScaleLinear, scaleLinear } from "d3-scale";
import { stack } from "d3-shape";

export interface Series {
  name: string;
  /** One for each point; what is not known is 0. */
  values: readonly number[];
}

export interface Bar {
  series: number;
  point: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Room around the plot, in pixels. */
export const MARGIN = { top: 8, right: 4, bottom: 22, left: 36 };
const GAP = 0.25;
const TICKS = 4;

export interface Plot {
  x: ScaleBand<number>;
  y: ScaleLinear<number, number>;
  bars: readonly Bar[];
  /** Whole numbers on the axis, never more than fit. */
  ticks: readonly number[];
}

/** Bars on top of each other, one for each point, in a box of this size in pixels. */
export function plotOf(series: readonly Series[], width: number, height: number): Plot {
  const points = series[0]?.values.map((_, point) => point) ?? [];
  const names = series.map((_, index) => `${index}`);
  const layers = stack<number>()
    .keys(names)
    .value((point, name) => series[Number(name)]?.values[point] ?? 0)(points);
  const most = Math.max(1, ...layers.flatMap((layer) => layer.map(([, top]) => top)));
  const x = scaleBand<number>()
    .domain(points)
    .range([MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)])
    .paddingInner(GAP);
  const y = scaleLinear()
    .domain([0, most])
    .nice(TICKS)
    .range([height - MARGIN.bottom, MARGIN.top]);
  const bars = layers.flatMap((layer, index) =>
    layer.map(([bottom, top], point) => ({
      series: index,
      point,
      x: x(point) ?? 0,
      y: y(top),
      width: x.bandwidth(),
      height: y(bottom) - y(top),
    })),
  );
  return { x, y, bars, ticks: y.ticks(TICKS).filter(Number.isInteger) };
}

/** Which points are named below the axis, so that names of this width in pixels do not touch. */
export function namedPoints(count: number, width: number, nameWidth: number): readonly number[] {
  const fit = Math.max(1, Math.floor(width / nameWidth));
  const step = Math.max(1, Math.ceil(count / fit));
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step);
}
