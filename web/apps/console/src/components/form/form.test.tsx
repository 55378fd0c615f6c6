// @vitest-environment jsdom
import { ProblemError } from "@switchboard/api-client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactElement } from "react";
import { describe, expect, it, vi } from "vitest";

import { TextInput } from "./fields";
import { Form } from "./Form";
import { SaveBar } from "./SaveBar";

import { useForm } from "@/shared/form";
import { unsaved } from "@/shared/unsaved";

interface Values {
  name: string;
  email: string;
}
type Save = (changes: Partial<Values>, values: Values) => Promise<unknown>;

function Sample({ kept, save }: { kept: Values; save: Save }): ReactElement {
  const form = useForm({ kept, save });
  return (
    <Form form={form}>
      <TextInput label="Name" field={form.field("name")} />
      <TextInput label="E-mail" field={form.field("email")} />
      <SaveBar form={form} />
    </Form>
  );
}

function show(kept: Values, save: Save = vi.fn(async () => undefined)) {
  const client = new QueryClient();
  const tree = (values: Values) => (
    <QueryClientProvider client={client}>
      <Sample kept={values} save={save} />
    </QueryClientProvider>
  );
  const { rerender } = render(tree(kept));
  return { save, keep: (values: Values) => rerender(tree(values)) };
}

const KEPT = { name: "Ana", email: "ana@example.com" };
const field = (name: string) => screen.getByRole("textbox", { name });

describe("a form", () => {
  it("sends only what differs from what is kept", async () => {
    const { save } = show(KEPT);
    expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
    await userEvent.type(field("Name"), " Ruiz");
    await userEvent.type(field("E-mail"), "x{Backspace}");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(save).toHaveBeenCalledWith({ name: "Ana Ruiz" }, { ...KEPT, name: "Ana Ruiz" });
  });

  it("follows what others change, but not where somebody has written", async () => {
    const { keep } = show(KEPT);
    await userEvent.type(field("Name"), "!");
    keep({ name: "Eva", email: "eva@example.com" });
    expect(field("Name")).toHaveValue("Ana!");
    expect(field("E-mail")).toHaveValue("eva@example.com");
  });

  it("shows what the server says of a field at that field, and goes there", async () => {
    const problem = new ProblemError({
      status: 422,
      code: "invalid",
      title: "",
      detail: "Not valid",
      errors: [{ field: "email", detail: "This is taken" }],
      retryAfter: null,
      requestId: null,
    });
    show(KEPT, () => Promise.reject(problem));
    await userEvent.type(field("Name"), "!{Enter}");
    await waitFor(() => expect(field("E-mail")).toHaveAccessibleDescription("This is taken"));
    expect(field("E-mail")).toHaveFocus();
    expect(screen.queryByRole("alert")).toBeNull();
    await userEvent.type(field("E-mail"), "x");
    expect(field("E-mail")).toBeValid();
  });

  it("asks before it is left with changes, until they are saved or dropped", async () => {
    show(KEPT);
    expect(unsaved.dirty).toBe(false);
    await userEvent.type(field("Name"), "!");
    expect(unsaved.dirty).toBe(true);
    await userEvent.click(screen.getByRole("button", { name: "Discard changes" }));
    expect(unsaved.dirty).toBe(false);
    expect(field("Name")).toHaveValue("Ana");
  });
});
