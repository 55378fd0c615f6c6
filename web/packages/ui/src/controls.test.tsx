import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { type ReactElement, useState } from "react";
import { describe, expect, it, vi } from "vitest";

import {
  Button,
  Checkbox,
  CheckboxGroup,
  Combobox,
  DateRange,
  LiveStatus,
  MultiCombobox,
  NumberField,
  Popover,
  RadioGroup,
  Stepper,
} from "./index";

const COLORS = [
  { value: "red", label: "Red" },
  { value: "green", label: "Green" },
  { value: "blue", label: "Blue" },
];

/** Keeps the value of a controlled field, and tells of each change. */
function Held<V>(props: {
  start: V;
  told: (value: V) => void;
  children: (value: V, change: (value: V) => void) => ReactElement;
}): ReactElement {
  const [value, setValue] = useState(props.start);
  return props.children(value, (next) => {
    setValue(next);
    props.told(next);
  });
}

async function expectAccessible(container: HTMLElement): Promise<void> {
  const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
  expect((await axe.run(container, { rules })).violations).toEqual([]);
}

describe("Checkbox", () => {
  it("is checked by its label and by the keyboard, and tells what is wrong", async () => {
    const told = vi.fn();
    const { container } = render(
      <Held start={false} told={told}>
        {(checked, change) => (
          <Checkbox label="Agree" error="Is needed" checked={checked} onCheckedChange={change} />
        )}
      </Held>,
    );
    await userEvent.click(screen.getByText("Agree"));
    await userEvent.keyboard(" ");
    expect(told.mock.calls).toEqual([[true], [false]]);
    expect(screen.getByRole("checkbox")).toHaveAccessibleDescription("Is needed");
    expect(screen.getByRole("checkbox")).toBeInvalid();
    await expectAccessible(container);
  });
});

describe("CheckboxGroup", () => {
  it("chooses several, and keeps the last one where one is required", async () => {
    const told = vi.fn();
    const { container } = render(
      <Held start={["red"]} told={told}>
        {(value, change) => (
          <CheckboxGroup
            label="Colors"
            look="chips"
            items={COLORS}
            value={value}
            onValueChange={change}
            required
          />
        )}
      </Held>,
    );
    const group = screen.getByRole("group", { name: "Colors" });
    await userEvent.click(within(group).getByText("Red"));
    expect(told).not.toHaveBeenCalled();
    await userEvent.click(within(group).getByText("Blue"));
    expect(told).toHaveBeenLastCalledWith(["red", "blue"]);
    await userEvent.click(within(group).getByText("Red"));
    expect(told).toHaveBeenLastCalledWith(["blue"]);
    await expectAccessible(container);
  });
});

describe("RadioGroup", () => {
  it.each(["list", "chips", "cards"] as const)("goes by arrow keys as %s", async (look) => {
    const told = vi.fn();
    const { container } = render(
      <Held start="red" told={told}>
        {(value, change) => (
          <RadioGroup
            label="Color"
            look={look}
            items={COLORS}
            value={value}
            onValueChange={change}
          />
        )}
      </Held>,
    );
    await userEvent.tab();
    expect(screen.getByRole("radio", { name: "Red" })).toHaveFocus();
    await userEvent.keyboard("{ArrowDown}");
    expect(told).toHaveBeenLastCalledWith("green");
    expect(screen.getByRole("radio", { name: "Green" })).toBeChecked();
    await expectAccessible(container);
  });
});

describe("Combobox", () => {
  it("finds by typing, says when nothing fits, and can be emptied", async () => {
    const told = vi.fn();
    const { container } = render(
      <Held<string | null> start={null} told={told}>
        {(value, change) => (
          <Combobox
            label="Color"
            items={COLORS}
            value={value}
            onValueChange={change}
            emptyLabel="No match"
            clearLabel="Clear"
          />
        )}
      </Held>,
    );
    const input = await screen.findByRole("combobox", { name: "Color" });
    await expectAccessible(container);
    await userEvent.type(input, "gre");
    await screen.findByRole("option", { name: "Green" });
    expect(screen.queryByRole("option", { name: "Red" })).toBeNull();
    await userEvent.keyboard("{Enter}");
    expect(told).toHaveBeenLastCalledWith("green");
    await userEvent.clear(input);
    await userEvent.type(input, "xyz");
    expect(await screen.findByText("No match")).toBeInTheDocument();
  });

  it("takes several and lets go of each", async () => {
    const told = vi.fn();
    render(
      <Held<string[]> start={["red"]} told={told}>
        {(value, change) => (
          <MultiCombobox
            label="Colors"
            items={COLORS}
            value={value}
            onValueChange={change}
            emptyLabel="No match"
            clearLabel="Clear"
            removeLabel={(name) => `Remove ${name}`}
          />
        )}
      </Held>,
    );
    await userEvent.type(await screen.findByRole("combobox", { name: "Colors" }), "blu");
    await userEvent.click(await screen.findByRole("option", { name: "Blue" }));
    expect(told).toHaveBeenLastCalledWith(["red", "blue"]);
    await userEvent.click(screen.getByRole("button", { name: "Remove Red", hidden: true }));
    expect(told).toHaveBeenLastCalledWith(["blue"]);
  });
});

describe("NumberField", () => {
  it("steps with the arrow keys and stays in its range", async () => {
    const told = vi.fn();
    const { container } = render(
      <Held<number | null> start={9} told={told}>
        {(value, change) => (
          <NumberField
            label="Pages"
            min={1}
            max={10}
            value={value}
            onValueChange={change}
            error="Too many"
            lessLabel="Decrease"
            moreLabel="Increase"
          />
        )}
      </Held>,
    );
    const input = screen.getByRole("textbox", { name: "Pages" });
    expect(input).toHaveAccessibleDescription(/Too many/u);
    await userEvent.click(input);
    await userEvent.keyboard("{ArrowUp}{ArrowUp}");
    expect(told).toHaveBeenLastCalledWith(10);
    await userEvent.click(screen.getByRole("button", { name: "Decrease" }));
    expect(told).toHaveBeenLastCalledWith(9);
    await expectAccessible(container);
  });
});

describe("DateRange", () => {
  it("moves the other end along when one passes it", async () => {
    const told = vi.fn();
    const { container } = render(
      <Held start={{ from: "2026-03-01", to: "2026-03-10" }} told={told}>
        {(value, change) => (
          <DateRange
            label="Started"
            value={value}
            onValueChange={change}
            fromLabel="From"
            toLabel="To"
          />
        )}
      </Held>,
    );
    const from = screen.getByLabelText("From");
    await userEvent.clear(from);
    expect(told).toHaveBeenLastCalledWith({ from: "", to: "2026-03-10" });
    await userEvent.type(from, "2026-03-20");
    expect(told).toHaveBeenLastCalledWith({ from: "2026-03-20", to: "2026-03-20" });
    await expectAccessible(container);
  });
});

describe("Popover", () => {
  it("opens at its button, and gives the focus back", async () => {
    render(
      <Popover title="Notes" trigger={<Button>2 notes</Button>}>
        <p>Left out: a video</p>
      </Popover>,
    );
    await userEvent.click(screen.getByRole("button", { name: "2 notes" }));
    expect(await screen.findByRole("dialog", { name: "Notes" })).toHaveTextContent("a video");
    await userEvent.keyboard("{Escape}");
    await vi.waitFor(() => expect(screen.getByRole("button", { name: "2 notes" })).toHaveFocus());
  });
});

describe("Stepper", () => {
  it("says where one is and what is done, and goes elsewhere", async () => {
    const onStep = vi.fn();
    const { container } = render(
      <Stepper
        label="Set-up"
        current="try"
        onStep={onStep}
        doneLabel="Done"
        steps={[
          { name: "company", label: "Company", done: true },
          { name: "try", label: "Try", done: false },
        ]}
      />,
    );
    expect(screen.getAllByRole("listitem")[1]).toHaveAttribute("aria-current", "step");
    await userEvent.click(screen.getByRole("button", { name: /Company/u }));
    expect(onStep).toHaveBeenCalledWith("company");
    expect(screen.getByRole("img", { name: "Done" })).toBeInTheDocument();
    await expectAccessible(container);
  });
});

describe("LiveStatus", () => {
  it("announces what runs once, and shows how far it is", async () => {
    const { container } = render(
      <LiveStatus title="Reading page 3 of 12" label="Progress" value={0.25} />,
    );
    expect(screen.getByRole("status")).toHaveTextContent("Reading page 3 of 12");
    expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "25");
    await expectAccessible(container);
  });

  it("is silent in a row of a list", () => {
    render(<LiveStatus inline title="Reading" label="Progress" value={null} />);
    expect(screen.queryByRole("status")).toBeNull();
    expect(screen.getByRole("progressbar")).not.toHaveAttribute("aria-valuenow");
  });
});
