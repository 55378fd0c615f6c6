import { type KeyboardEvent, type ReactElement, useEffect, useId, useRef, useState } from "react";

import { Button } from "../Button";
import { ChartTable } from "./ChartTable";
import { Bars } from "./Bars";
import type { ChartProps } from "./types";

export type { ChartProps };

const HEIGHT = 220;
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, PageUp: 7, PageDown: -7 };

/**
 * Numbers as bars, and the same numbers as a table. The plot is one stop of the keyboard: arrow keys go from point to
 * point, and each is said as it is reached.
 */
export function Chart(props: ChartProps): ReactElement {
  const { title, description, points, series, texts } = props;
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <figure aria-labelledby={id} className="flex flex-col gap-3">
      <figcaption className="flex flex-wrap items-start gap-3">
        <span className="min-w-0 flex-1">
          <span id={id} className="block font-semibold">
            {title}
          </span>
          {description ? <span className="sb-description block">{description}</span> : null}
        </span>
        <Button size="sm" variant="ghost" onClick={() => setAsTable(!asTable)}>
          {asTable ? texts.showChart : texts.showTable}
        </Button>
      </figcaption>
      {asTable ? <ChartTable {...props} /> : <Plotted key={points.length} {...props} />}
      {asTable || series.length < 2 ? null : <Legend series={series} />}
    </figure>
  );
}

function Plotted({ title, points, series, format }: ChartProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [at, setAt] = useState<number | null>(null);
  const last = points.length - 1;
  const onKeyDown = (event: KeyboardEvent): void => {
    const ends = { Home: 0, End: last }[event.key];
    const step = STEPS[event.key];
    if (ends === undefined && step === undefined) return;
    event.preventDefault();
    setAt(ends ?? Math.min(last, Math.max(0, (at ?? last) + (step ?? 0))));
  };
  const shown = at ?? last;
  const said = series.map(({ name, values }) => `${name}: ${format(values[shown] ?? 0)}`);
  return (
    <div
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label={title}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, last)}
      aria-valuenow={Math.max(0, shown)}
      aria-valuetext={`${points[shown] ?? ""}. ${said.join(", ")}`}
      onKeyDown={onKeyDown}
      onFocus={() => setAt(at ?? last)}
      onBlur={() => setAt(null)}
      onPointerLeave={() => setAt(null)}
      className="relative"
      style={{ height: HEIGHT }}
    >
      {width > 0 ? (
        <Bars {...{ points, series, format, width, at }} height={HEIGHT} onPoint={setAt} />
      ) : null}
      {at === null ? null : (
        <div
          aria-hidden
          className="pointer-events-none absolute top-0 z-10 rounded-md bg-surface px-3 py-2 text-sm whitespace-nowrap shadow-md"
          style={at > last / 2 ? { insetInlineStart: 40 } : { insetInlineEnd: 4 }}
        >
          <p className="font-medium">{points[at]}</p>
          {said.map((line) => (
            <p key={line} className="text-muted tabular-nums">
              {line}
            </p>
          ))}
        </div>
      )}
    </div>
  );
}

function Legend({ series }: Pick<ChartProps, "series">): ReactElement {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      {series.map(({ name }, index) => (
        <li key={name} className="flex items-center gap-1.5">
          <span
            aria-hidden
            className="size-2.5 rounded-[3px]"
            style={{ background: `var(--sb-chart-${index + 1})` }}
          />
          {name}
        </li>
      ))}
    </ul>
  );
}

function useWidth(box: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return width;
}
