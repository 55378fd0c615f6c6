import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeAll, describe, expect, it, vi } from "vitest";

import { assistant, entry, labels } from "../samples";
import { Timeline } from "../Timeline";
import type { Attachment, Entry } from "../types";
import { FilesProvider } from "./access";
import { duration, fileSize } from "./size";
import { resample } from "./Waveform";

const file = (id: string, more: Partial<Attachment>): Attachment => ({
  id,
  name: `${id}.bin`,
  media_type: "application/octet-stream",
  size: 1_400_000,
  url: `/api/v1/attachments/${id}/content`,
  ...more,
});
const picture = (id: string): Attachment =>
  file(id, {
    name: `${id}.jpg`,
    media_type: "image/jpeg",
    thumbnail_url: `/small/${id}`,
    width: 640,
    height: 400,
  });
const voice = file("v", { media_type: "audio/webm", duration: 65, waveform: [0, 50, 100] });

beforeAll(() => {
  // jsdom draws nothing, so it has no modal dialogs; a browser's own are tried by the e2e tests.
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
    this.tabIndex = -1;
    this.focus();
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
});

function show(entries: readonly Entry[], onSay?: (text: string) => void) {
  return render(
    <Timeline
      entries={entries}
      viewer="contact"
      labels={labels}
      locale="en-GB"
      {...(onSay ? { onSay } : {})}
    />,
  );
}

describe("files in the timeline", () => {
  it("shows pictures, and opens them large until Escape, which gives the focus back", async () => {
    const user = userEvent.setup();
    show([entry(1, { text: "", attachments: [picture("a"), picture("b")] })]);
    const thumbnail = await screen.findByRole("button", { name: "View a.jpg" });
    expect(thumbnail.querySelector("img")?.getAttribute("src")).toBe("/small/a");

    await user.click(thumbnail);
    const viewer = await screen.findByRole("dialog", { name: "a.jpg" });
    await user.keyboard("{ArrowRight}");
    expect(await screen.findByRole("dialog", { name: "b.jpg" })).toBe(viewer);
    await user.keyboard("+");
    expect(viewer.querySelector("[data-zoomed]")).not.toBeNull();
    expect(viewer.querySelector("img")?.getAttribute("src")).toContain("/attachments/b/");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(document.activeElement).toBe(thumbnail);
  });

  it("plays sound with a slider that says where it is", async () => {
    const play = vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue();
    const user = userEvent.setup();
    const { container } = show([entry(1, { text: "", attachments: [voice] })]);
    const slider = await screen.findByRole("slider", { name: "Position" });
    expect(slider.getAttribute("aria-valuetext")).toBe("0:00 / 1:05");
    await user.click(screen.getByRole("button", { name: "Play" }));
    expect(play).toHaveBeenCalledOnce();
    await user.click(screen.getByRole("button", { name: "Speed: 1×" }));
    expect(container.querySelector("audio")?.playbackRate).toBe(1.5);
    const { violations } = await axe.run(container);
    expect(violations).toEqual([]);
  });

  it("asks again for an address that does not work any more, and then says so", async () => {
    const resolve = vi.fn().mockResolvedValueOnce("/old").mockRejectedValue(new Error("gone"));
    const access = { resolve };
    render(
      <FilesProvider access={access}>
        <Timeline
          entries={[entry(1, { attachments: [picture("a")] })]}
          viewer="contact"
          labels={labels}
        />
      </FilesProvider>,
    );
    const thumbnail = await screen.findByRole("button", { name: "View a.jpg" });
    await vi.waitFor(() => expect(thumbnail.querySelector("img")).not.toBeNull());
    thumbnail.querySelector("img")?.dispatchEvent(new Event("error"));
    await screen.findByText("Not available any more");
    expect(resolve).toHaveBeenCalledTimes(2);
  });

  it("offers answers to tap below the newest message only", async () => {
    const onSay = vi.fn();
    const user = userEvent.setup();
    const asked = (seq: number, title: string): Entry =>
      entry(seq, {
        author: assistant,
        rich: { quick_replies: [{ title, text: `I say ${title}` }] },
      });
    show([asked(1, "Old"), asked(2, "New")], onSay);
    await user.click(await screen.findByRole("button", { name: "New" }));
    expect(screen.queryByRole("button", { name: "Old" })).toBeNull();
    expect(onSay).toHaveBeenCalledWith("I say New");
  });

  it("shows cards, with their own pictures and harmless links only", async () => {
    const card = {
      title: "Kettle",
      price: "€39",
      image_id: "k",
      url: "javascript:alert(1)",
      buttons: [
        { title: "Buy", url: "https://shop.example/kettle" },
        { title: "More", text: "Go on" },
      ],
    };
    show([entry(1, { author: assistant, attachments: [picture("k")], rich: { cards: [card] } })]);
    expect((await screen.findByText("Kettle")).closest("a")).toBeNull();
    expect(screen.queryByRole("button", { name: "View k.jpg" })).toBeNull();
    expect(screen.getByRole("link", { name: "Buy" }).getAttribute("href")).toBe(
      "https://shop.example/kettle",
    );
    expect(screen.getByRole("button", { name: "More" })).toHaveProperty("disabled", true);
  });
});

describe("how files are described", () => {
  it("writes sizes and times", () => {
    expect(fileSize(1_400_000, "en-GB")).toBe("1.4 MB");
    expect(fileSize(999, "en-GB")).toBe("999 byte");
    expect(duration(65.4)).toBe("1:05");
  });

  it("draws as many bars as there is room for", () => {
    expect(resample([1, 2, 3, 4], 2)).toEqual([2, 4]);
    expect(resample([7], 3)).toEqual([7, 7, 7]);
  });
});
