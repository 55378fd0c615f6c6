import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { labels } from "./samples";
import { Sources } from "./Sources";

const source = {
  article_id: "a1",
  title: "Returns",
  passage: "You have **60 days**.\n\nNo reason is needed.",
  url: "https://help.test/returns",
};
const quote = "Our article “Returns” says:\n\nYou have 60 days. No reason is needed.";

describe("Sources", () => {
  it("folds the passage inside when the answer is in other words", async () => {
    render(<Sources sources={[source]} said="Two months." labels={labels} />);
    await userEvent.click(screen.getByText("Returns"));
    expect(screen.getByRole("group", { name: "Sources" })).toHaveTextContent("60 days");
    expect(screen.getByRole("link", { name: /Open the article/u })).toBeInTheDocument();
  });

  it("says neither the passage nor the title again when the answer quotes them", async () => {
    const onOpen = vi.fn();
    render(<Sources sources={[source]} said={quote} labels={labels} onOpen={onOpen} />);
    const group = screen.getByRole("group", { name: "Sources" });
    expect(group).toHaveTextContent("Open the article");
    expect(group).not.toHaveTextContent(/Returns|60 days/u);
    await userEvent.click(screen.getByRole("button", { name: "Open the article" }));
    expect(onOpen).toHaveBeenCalledWith(source);
  });

  it("links to the article's own page, or only names it where there is none", () => {
    const { rerender } = render(<Sources sources={[source]} said={quote} labels={labels} />);
    expect(screen.getByRole("link")).toHaveAttribute("href", "https://help.test/returns");
    rerender(<Sources sources={[{ ...source, url: null }]} said={quote} labels={labels} />);
    expect(screen.queryByRole("link")).toBeNull();
    expect(screen.getByText("Returns")).toBeInTheDocument();
  });
});
