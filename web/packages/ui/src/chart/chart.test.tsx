import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import * as fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { Chart } from "./Chart";
import { namedPoints, plotOf } from "./scales";

const SERIES = [
  { name: "Answers", values: [3, 0, 12] },
  { name: "Suggestions", values: [1, 0, 2] },
];

function show() {
  return render(
    <Chart
      title="Answers per day"
      points={["Mon", "Tue", "Wed"]}
      pointsLabel="Day"
      series={SERIES}
      format={(value) => `${value}`}
      texts={{ showTable: "Show as table", showChart: "Show as chart" }}
    />,
  );
}

beforeEach(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
});

describe("a chart", () => {
  it("is walked through by arrow keys, and says each point", async () => {
    show();
    await userEvent.tab();
    await userEvent.tab();
    const plot = screen.getByRole("slider", { name: "Answers per day" });
    expect(plot).toHaveFocus();
    expect(plot).toHaveAttribute("aria-valuetext", "Wed. Answers: 12, Suggestions: 2");
    await userEvent.keyboard("{ArrowLeft}{ArrowLeft}{ArrowLeft}");
    expect(plot).toHaveAttribute("aria-valuetext", "Mon. Answers: 3, Suggestions: 1");
  });

  it("is a table for whoever prefers one", async () => {
    const { container } = show();
    await userEvent.click(screen.getByRole("button", { name: "Show as table" }));
    const [, first] = within(screen.getByRole("table", { name: "Answers per day" })).getAllByRole(
      "row",
    );
    expect(first).toHaveTextContent("Wed122");
    const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
    expect((await axe.run(container, { rules })).violations).toEqual([]);
  });

  it("has nothing that axe objects to", async () => {
    const { container } = show();
    const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
    expect((await axe.run(container, { rules })).violations).toEqual([]);
  });
});

describe("plotOf", () => {
  it("keeps every bar in the box, and heights in proportion", () => {
    const values = fc.array(fc.nat({ max: 1e6 }), { minLength: 1, maxLength: 366 });
    fc.assert(
      fc.property(values, (one) => {
        const { bars } = plotOf([{ name: "a", values: one }], 600, 200);
        const most = Math.max(1, ...one);
        const unit = Math.max(...bars.map(({ height }) => height)) / Math.max(...one, 1);
        for (const { x, y, width, height, point } of bars) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x + width).toBeLessThanOrEqual(600.001);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(height).toBeCloseTo((one[point] ?? 0) * unit, 3);
          expect(y + height).toBeLessThanOrEqual(200);
        }
        expect(most).toBeGreaterThan(0);
      }),
    );
  });

  it("names as many points as fit", () => {
    expect(namedPoints(30, 300, 60)).toEqual([0, 6, 12, 18, 24]);
    expect(namedPoints(2, 10, 60)).toEqual([0]);
    expect(namedPoints(0, 300, 60)).toEqual([]);
  });
});
