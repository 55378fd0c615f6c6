// @vitest-environment jsdom
import { ProblemError } from "@switchboard/api-client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { useSyncExternalStore } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { ListTable, type ListTableProps } from "./ListTable";
import { RowTitle } from "./cells";

import type { List } from "@/shared/lists/pages";

vi.mock("next/navigation", () => ({
  useSearchParams: () => {
    const subscribe = (changed: () => void) => {
      const { replaceState } = window.history;
      window.history.replaceState = (...given) => {
        replaceState.apply(window.history, given);
        changed();
      };
      return () => (window.history.replaceState = replaceState);
    };
    return new URLSearchParams(useSyncExternalStore(subscribe, () => window.location.search));
  },
}));

interface Fruit {
  id: string;
  name: string;
}

const FRUITS = ["pear", "Apple", "cherry"].map((name) => ({ id: name, name }));

function listOf(part: Partial<List<Fruit>>): List<Fruit> {
  return {
    rows: undefined,
    error: null,
    retry: vi.fn(),
    more: false,
    loadMore: vi.fn(),
    loadingMore: false,
    stale: false,
    all: async () => FRUITS,
    ...part,
  };
}

function show(part: Partial<List<Fruit>>, props: Partial<ListTableProps<Fruit>> = {}) {
  const list = listOf(part);
  const shown = render(
    <QueryClientProvider client={new QueryClient()}>
      <ListTable
        title="Fruits"
        list={list}
        columns={[
          {
            id: "name",
            header: "Name",
            sortable: true,
            text: ({ name }) => name,
            cell: ({ name }) => <RowTitle>{name}</RowTitle>,
          },
        ]}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        empty={{ title: "No fruits yet" }}
        {...props}
      />
    </QueryClientProvider>,
  );
  return { list, ...shown };
}

function problem(status: number): ProblemError {
  return new ProblemError({
    status,
    code: status === 403 ? "forbidden" : "internal",
    title: "",
    detail: "",
    errors: [],
    retryAfter: null,
    requestId: null,
  });
}

const names = () => screen.getAllByRole("rowheader").map((cell) => cell.textContent);

beforeEach(() => window.history.replaceState(null, "", "/fruits/"));

describe("a list", () => {
  it("says that it loads", () => {
    show({});
    expect(screen.getByRole("status", { name: "Loading" })).toBeInTheDocument();
  });

  it("can be asked for again when it failed, but not where it is forbidden", async () => {
    const { list, unmount } = show({ error: problem(500) });
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(list.retry).toHaveBeenCalledOnce();
    unmount();
    show({ error: problem(403) });
    expect(screen.getByText("You don't have access to this page")).toBeInTheDocument();
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("tells an empty list from one where nothing fits", () => {
    show({ rows: [] }).unmount();
    show({ rows: [] }, { narrowed: true });
    expect(screen.getByText("No results")).toBeInTheDocument();
    expect(screen.queryByText("No fruits yet")).toBeNull();
  });

  it("keeps its order in the address", async () => {
    show({ rows: FRUITS });
    await userEvent.click(screen.getByRole("button", { name: "Name" }));
    expect(names()).toEqual(["Apple", "cherry", "pear"]);
    expect(window.location.search).toBe("?sort=name");
    await userEvent.click(screen.getByRole("button", { name: "Name" }));
    expect(names()).toEqual(["pear", "cherry", "Apple"]);
    expect(window.location.search).toBe("?sort=-name");
  });

  it("does not sort a part of a list, and loads more of it", async () => {
    const { list } = show({ rows: FRUITS, more: true });
    expect(screen.queryByRole("button", { name: "Name" })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Show more" }));
    expect(list.loadMore).toHaveBeenCalledOnce();
  });

  it("has nothing that axe objects to", async () => {
    const { container } = show({ rows: FRUITS });
    const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
    expect((await axe.run(container, { rules })).violations).toEqual([]);
  });
});
