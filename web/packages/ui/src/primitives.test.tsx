import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";

import {
  Button,
  Dialog,
  ErrorNotice,
  IconButton,
  initials,
  Menu,
  Select,
  Switch,
  Tabs,
  TextField,
  ToastProvider,
  useToast,
} from "./index";

describe("Button", () => {
  it("refuses clicks while loading, and keeps the focus", async () => {
    const onClick = vi.fn();
    render(
      <Button loading onClick={onClick}>
        Save
      </Button>,
    );
    const button = screen.getByRole("button", { name: "Save" });
    await userEvent.click(button);
    expect(onClick).not.toHaveBeenCalled();
    expect(button).toHaveFocus();
    expect(button).toHaveAttribute("aria-busy", "true");
  });
});

describe("TextField", () => {
  it("ties label, description and error to the input", () => {
    render(
      <TextField label="Name" description="As on the door" error="Is missing" defaultValue="x" />,
    );
    const input = screen.getByRole("textbox", { name: "Name" });
    expect(input).toHaveAccessibleDescription(/As on the door.*Is missing/u);
    expect(input).toBeInvalid();
  });
});

describe("Select", () => {
  it("chooses by keyboard", async () => {
    const onValueChange = vi.fn();
    render(
      <Select
        label="Role"
        items={[
          { value: "admin", label: "Admin" },
          { value: "agent", label: "Agent" },
        ]}
        value="admin"
        onValueChange={onValueChange}
      />,
    );
    const trigger = screen.getByRole("combobox", { name: "Role" });
    expect(trigger).toHaveTextContent("Admin");
    trigger.focus();
    await userEvent.keyboard("{ArrowDown}");
    await screen.findByRole("option", { name: "Agent" });
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(onValueChange).toHaveBeenCalledWith("agent");
  });
});

describe("Dialog", () => {
  function Owner() {
    const [open, setOpen] = useState(false);
    return (
      <>
        <Button onClick={() => setOpen(true)}>Open</Button>
        <Dialog open={open} onOpenChange={setOpen} title="Title" closeLabel="Close">
          Text
        </Dialog>
      </>
    );
  }

  it("closes by Escape and gives the focus back", async () => {
    render(<Owner />);
    const opener = screen.getByRole("button", { name: "Open" });
    await userEvent.click(opener);
    expect(await screen.findByRole("dialog", { name: "Title" })).toBeInTheDocument();
    await userEvent.keyboard("{Escape}");
    await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(opener).toHaveFocus();
  });
});

describe("Menu", () => {
  it("runs the chosen action", async () => {
    const onSelect = vi.fn();
    render(<Menu trigger={<Button>More</Button>} items={[{ label: "Resolve", onSelect }]} />);
    await userEvent.click(screen.getByRole("button", { name: "More" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Resolve" }));
    expect(onSelect).toHaveBeenCalledOnce();
  });
});

describe("Toast", () => {
  function Owner() {
    const toast = useToast();
    return <Button onClick={() => toast({ title: "Saved", tone: "success" })}>Save</Button>;
  }

  it("shows what it is told", async () => {
    render(
      <ToastProvider closeLabel="Close">
        <Owner />
      </ToastProvider>,
    );
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect((await screen.findAllByText("Saved")).length).toBeGreaterThan(0);
  });
});

describe("initials", () => {
  it.each([
    ["Ana Ruiz", "AR"],
    ["  ada  b. lovelace ", "AL"],
    ["Nova", "N"],
    ["", "?"],
    ["Ñandú Óscar", "ÑÓ"],
    ["Amber Fox 27", "AF"],
  ])("of %j are %s", (name, letters) => expect(initials(name)).toBe(letters));
});

it("has nothing that axe objects to", async () => {
  const { container } = render(
    <main>
      <TextField label="Name" />
      <Switch label="On" description="Or off" checked onCheckedChange={() => undefined} />
      <IconButton label="Close">x</IconButton>
      <ErrorNotice title="No" detail="Because" />
      <Tabs
        label="Views"
        value="a"
        onValueChange={() => undefined}
        items={[
          { value: "a", label: "A", panel: "first" },
          { value: "b", label: "B", panel: "second" },
        ]}
      />
    </main>,
  );
  const { violations } = await axe.run(container, {
    rules: { "color-contrast": { enabled: false } },
  });
  expect(violations).toEqual([]);
});
