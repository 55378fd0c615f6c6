import type { ReactElement } from "react";

import { Table } from "../Surfaces";
import type { ChartProps } from "./types";

/** The numbers of a chart, the newest first. */
export function ChartTable(props: ChartProps): ReactElement {
  const { title, points, pointsLabel, series, format } = props;
  const newest = points.map((name, point) => ({ name, point })).toReversed();
  return (
    <div className="max-h-80 overflow-y-auto">
      <Table caption={title}>
        <thead>
          <tr>
            <th scope="col">{pointsLabel}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {newest.map(({ name, point }) => (
            <tr key={point}>
              <th scope="row">{name}</th>
              {series.map(({ name: column, values }) => (
                <td key={column} className="tabular-nums">
                  {format(values[point] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
