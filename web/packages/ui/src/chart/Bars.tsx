import type { ReactElement } from "react";

import { classes } from "../classes";
import { MARGIN, namedPoints, plotOf, type Series } from "./scales";

interface BarsProps {
  points: readonly string[];
  series: readonly Series[];
  format: (value: number) => string;
  width: number;
  height: number;
  /** The point that is looked at. */
  at: number | null;
  onPoint: (point: number) => void;
}

const NAME_PX = 64;

/** The drawing itself. It says nothing to screen readers: the element around it does. */
export function Bars(props: BarsProps): ReactElement {
  const { points, series, format, width, height, at, onPoint } = props;
  const { x, y, bars, ticks } = plotOf(series, width, height);
  const left = width - MARGIN.right;
  return (
    <svg aria-hidden width={width} height={height} className="block text-xs">
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={MARGIN.left} x2={left} y1={y(tick)} y2={y(tick)} className="stroke-line" />
          <text
            x={MARGIN.left - 6}
            y={y(tick)}
            dy="0.35em"
            textAnchor="end"
            className="fill-faint tabular-nums"
          >
            {format(tick)}
          </text>
        </g>
      ))}
      {bars.map((bar) => (
        <rect
          key={`${bar.series} ${bar.point}`}
          x={bar.x}
          y={bar.y}
          width={bar.width}
          height={bar.height}
          rx={Math.min(2, bar.width / 4)}
          className={classes(
            "stroke-surface forced-colors:fill-[CanvasText]",
            at !== null && at !== bar.point && "opacity-45",
          )}
          style={{ fill: `var(--sb-chart-${bar.series + 1})` }}
        />
      ))}
      {namedPoints(points.length, width - MARGIN.left, NAME_PX).map((point) => (
        <text
          key={point}
          x={(x(point) ?? 0) + x.bandwidth() / 2}
          y={height - 6}
          textAnchor={point === 0 ? "start" : "middle"}
          className="fill-faint"
        >
          {points[point]}
        </text>
      ))}
      {points.map((name, point) => (
        <rect
          key={name}
          x={x(point)}
          y={0}
          width={x.step()}
          height={height}
          fill="transparent"
          onPointerEnter={() => onPoint(point)}
        />
      ))}
    </svg>
  );
}
