import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { Dialog, TextField } from "./index";

const props = {
  open: true,
  onOpenChange: () => undefined,
  title: "New label",
  closeLabel: "Close",
};

describe("Dialog", () => {
  it("starts at its first field", async () => {
    render(
      <Dialog {...props}>
        <TextField label="Name" />
      </Dialog>,
    );
    await waitFor(() => expect(screen.getByRole("textbox", { name: "Name" })).toHaveFocus());
  });

  it("without a field starts at itself, so that Enter does not close it", async () => {
    render(<Dialog {...props}>History</Dialog>);
    await waitFor(() => expect(screen.getByRole("dialog")).toHaveFocus());
    await userEvent.tab();
    expect(screen.getByRole("button", { name: "Close" })).toHaveFocus();
  });
});
