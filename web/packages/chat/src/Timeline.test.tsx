import { render, screen, within, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";

import { ana, assistant, entry, labels } from "./samples";
import { Timeline, type TimelineProps } from "./Timeline";

function show(props: Partial<TimelineProps> = {}) {
  const all: TimelineProps = { entries: [], viewer: "contact", labels, locale: "en", ...props };
  const view = render(<Timeline {...all} />);
  return {
    ...view,
    again: (more: Partial<TimelineProps>) => view.rerender(<Timeline {...all} {...more} />),
  };
}

const source = {
  article_id: "art_1",
  title: "Returns",
  passage: "Within **30 days**.",
  url: "https://shop.test/returns",
};

describe("Timeline", () => {
  it("shows who said what, and the sources under an answer", async () => {
    show({
      entries: [entry(1), entry(2, { author: assistant, text: "**30** days", sources: [source] })],
    });
    const log = screen.getByRole("log", { name: "Conversation" });
    expect(within(log).getByText("text 1")).toBeInTheDocument();
    expect(within(log).getByText("Nova")).toBeInTheDocument();
    expect(within(log).getByText("AI")).toBeInTheDocument();
    await userEvent.click(await screen.findByText("Returns"));
    expect(screen.getByRole("link", { name: "Open the article" })).toHaveAttribute(
      "href",
      source.url,
    );
  });

  it("shows a contact's Markdown as they typed it", () => {
    show({ entries: [entry(1, { text: "**not bold** <b>x</b>" })] });
    expect(screen.getByText("**not bold** <b>x</b>")).toBeInTheDocument();
  });

  it("announces a finished answer once, and neither drafts nor what was there before", async () => {
    const { again } = show({ entries: [entry(1), entry(2, { author: assistant, text: "old" })] });
    const announcer = screen.getByRole("status");
    const draft = { turn_id: "t", text: "30", author: assistant };
    const asked = [entry(1), entry(2, { author: assistant, text: "old" }), entry(3)];
    again({ entries: asked, drafts: [draft] });
    expect(announcer).toBeEmptyDOMElement();
    expect(screen.getByRole("log")).toHaveAttribute("aria-live", "off");
    again({ entries: [...asked, entry(4, { author: assistant, text: "**30** days" })] });
    await waitFor(() => expect(announcer).toHaveTextContent("Nova: 30 days"));
  });

  it("says why a message was not sent, and offers to send it again", async () => {
    const onRetry = vi.fn();
    const pending = {
      id: "c1",
      text: "hi",
      created_at: entry(1).created_at,
      state: "failed",
      error: "It is too long.",
    } as const;
    show({ pending: [pending], onRetry });
    expect(screen.getByText("Not sent It is too long.")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(onRetry).toHaveBeenCalledWith("c1");
  });

  it("says how the viewer's last message fares, and only that", () => {
    const { again } = show({ entries: [entry(1)] });
    expect(screen.getByText("Sent")).toBeInTheDocument();
    again({ entries: [entry(1), entry(2, { author: ana })] });
    expect(screen.queryByText("Sent")).toBeNull();
  });

  it("does not call a note sent", () => {
    show({ entries: [entry(1, { author: ana, kind: "note" })], viewer: "member" });
    expect(screen.queryByText("Sent")).toBeNull();
  });

  it("says who is typing, and shows events", () => {
    show({
      entries: [entry(1, { kind: "event", author: ana, event: { type: "joined" } })],
      typing: [ana],
    });
    expect(screen.getByText("Ana joined")).toBeInTheDocument();
    expect(screen.getByText("Ana is typing")).toBeInTheDocument();
  });

  it("names the product itself, when it speaks", () => {
    const author = { kind: "system", id: null, name: null } as const;
    show({ entries: [entry(1, { author })], labels: { ...labels, system: "Our team" } });
    expect(screen.getByText("Our team")).toBeInTheDocument();
  });

  it("opens at the message that was looked for, and goes to the newest when asked to", async () => {
    const scrolled = vi.fn();
    Element.prototype.scrollIntoView = function (this: Element) {
      scrolled(this.textContent);
    };
    const [onLatest, onLoadLater] = [vi.fn(), vi.fn()];
    const entries = [entry(40), entry(41, { author: ana }), entry(42)];
    show({ entries, at: 41, onLatest, onLoadLater, labels: { ...labels, loadLater: "Later" } });
    expect(scrolled).toHaveBeenLastCalledWith("text 41");
    expect(document.querySelectorAll("[data-found]")).toHaveLength(1);
    await userEvent.click(screen.getByRole("button", { name: "Later" }));
    expect(onLoadLater).toHaveBeenCalledOnce();
    await userEvent.click(screen.getByRole("button", { name: "Latest" }));
    expect(onLatest).toHaveBeenCalledOnce();
  });

  it("has nothing that axe objects to", async () => {
    const pending = {
      id: "c1",
      text: "hi",
      created_at: entry(1).created_at,
      state: "failed",
    } as const;
    const { container } = show({
      entries: [
        entry(1),
        entry(2, { author: assistant, sources: [source] }),
        entry(3, { kind: "note", author: ana }),
        entry(4, { author: assistant, sources: [source] }),
      ],
      pending: [pending],
      drafts: [{ turn_id: "t", text: "", author: assistant }],
      onRetry: () => undefined,
    });
    const { violations } = await axe.run(container, {
      rules: { "color-contrast": { enabled: false } },
    });
    expect(violations).toEqual([]);
  });
});
