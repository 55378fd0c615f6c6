import type { ReactElement } from "react";

const BARS = 40;
const QUIET = 8;

/**
 * Loudness along the time, as bars. Decoration only: whoever plays it has a slider beside it.
 *
 * @param played 0 to 1: bars before it are filled
 */
export function Waveform({
  levels,
  played = 0,
}: {
  levels: readonly number[] | null | undefined;
  played?: number;
}): ReactElement {
  const bars = resample(levels?.length ? levels : [30], BARS);
  return (
    <span className="sbc-wave" aria-hidden="true">
      {bars.map((level, index) => (
        <i
          key={index}
          data-played={index / BARS < played || undefined}
          style={{ blockSize: `${Math.max(QUIET, Math.min(100, level))}%` }}
        />
      ))}
    </span>
  );
}

/** As many levels as are wanted, each the loudest of its stretch. */
export function resample(levels: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * levels.length) / count);
    const to = Math.max(from + 1, Math.floor(((index + 1) * levels.length) / count));
    return Math.max(...levels.slice(from, to));
  });
}
