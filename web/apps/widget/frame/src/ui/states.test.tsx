import "fake-indexeddb/auto";

import type { Entry } from "@switchboard/chat";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Availability, WidgetConfig } from "../api/types";
import { Chat } from "../state/chat";
import { FakeSocket } from "../state/fake-socket";
import { Observable } from "../state/observable";
import { loadSpeech } from "../texts";
import { App } from "./App";

/** The server, as far as a screen needs it. */
let config: Partial<WidgetConfig>;
let now: Availability;
let refused: number | null;
let chats: Chat[] = [];
let keys = 0;

const THERE: Availability = { someone_there: true, opens_at: null, usual_wait_seconds: null };
const AWAY: Availability = { ...THERE, someone_there: false };
const TOMORROW = new Date(Date.now() + 20 * 3_600_000).toISOString();
const base = { created_at: "2026-01-05T10:00:00Z", text: "" };

const said = (seq: number, kind: "contact" | "assistant" | "member", text: string): Entry => ({
  ...base,
  seq,
  id: `m${seq}`,
  kind: "message",
  author: { kind, id: kind, name: kind === "member" ? "Ana" : "Nova" },
  text,
});
const happened = (seq: number, type: string, more: object = {}): Entry => ({
  ...base,
  seq,
  id: `e${seq}`,
  kind: "event",
  author: { kind: "system" },
  event: { type, ...more },
});
const HANDED_OVER = [said(1, "contact", "Hello"), happened(2, "handed_over")];
const WAITING = [...HANDED_OVER, happened(3, "assigned", { assignee: null })];

function answer(url: URL): Promise<Response> {
  const call = url.pathname.replace("/api/v1/widget/", "");
  const session = { session_token: "t", conversation_id: null, contact: null, config, last_seq: 0 };
  const answers: Record<string, unknown> = {
    sessions: session,
    availability: now,
    home: { popular: [{ article_id: "a1", title: "Returns" }] },
    conversations: { items: [] },
  };
  if (call === "sessions" && refused)
    return Promise.resolve(new Response("{}", { status: refused }));
  return Promise.resolve(Response.json(answers[call] ?? {}));
}

async function show(entries: readonly Entry[] = [], language = "en"): Promise<HTMLElement> {
  const chat = new Chat({
    key: `wk_${(keys += 1)}`,
    base: new URL("https://chat.test/"),
    identity: {},
    emit: () => undefined,
  });
  chats.push(chat);
  const panel = {
    framed: true,
    opened: new Observable(true),
    prefill: new Observable<string | null>(null),
    close: () => undefined,
  };
  const { texts, locale, language: base } = await loadSpeech([language]);
  document.documentElement.lang = locale;
  const { container } = render(<App {...{ chat, panel, texts, locale, language: base }} />);
  await chat.start();
  chat.timeline.replay(entries);
  await vi.waitFor(() => {
    if (!refused) expect(chat.staffing.now.get()).not.toBeNull();
  });
  return container;
}

async function isAccessible(container: HTMLElement): Promise<void> {
  const { violations } = await axe.run(container, {
    // Without a layout there are no colours to judge: the browser tests do.
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

const header = (): HTMLElement => screen.getByRole("banner");

beforeEach(() => {
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("fetch", answer);
  vi.stubGlobal("CSS", { supports: () => false });
  config = { name: "Shop", assistant_name: "Nova", title: "Shop", sound: false, languages: ["en"] };
  now = THERE;
  refused = null;
});

afterEach(() => {
  chats.forEach((chat) => chat.connection.stop());
  chats = [];
  vi.unstubAllGlobals();
});

describe("the chat", () => {
  it("begins with the assistant, and says what happens when one asks for a person", async () => {
    const container = await show();
    const person = screen.getByRole("button", { name: "Talk to a person" });
    expect(await screen.findByText("A teammate will join this conversation")).toBeVisible();
    expect(person).toHaveAccessibleDescription("A teammate will join this conversation");
    expect(within(header()).getByText("AI assistant, replies instantly")).toBeVisible();
    expect(screen.queryByLabelText(/e-mail/u)).toBeNull();
    await isAccessible(container);
  });

  it("promises somebody soon only when somebody is there", async () => {
    const container = await show(WAITING);
    expect(within(header()).getByText("Someone will be with you soon")).toBeVisible();
    expect(screen.queryByLabelText(/e-mail/u)).toBeNull();
    await isAccessible(container);
  });

  it("says how long one usually waits", async () => {
    now = { ...THERE, usual_wait_seconds: 290 };
    await show(WAITING);
    expect(within(header()).getByText("Usually replies in about 5 minutes")).toBeVisible();
  });

  it("asks for an address when nobody is there, also within business hours", async () => {
    now = AWAY;
    const container = await show(WAITING);
    expect(within(header()).getByText("We’ll reply here as soon as we can")).toBeVisible();
    expect(await screen.findByLabelText(/Leave your e-mail/u)).toBeVisible();
    expect(screen.queryByText(/soon$/u)).toBeNull();
    await isAccessible(container);
  });

  it("asks for an address when the wait is long", async () => {
    now = { ...THERE, usual_wait_seconds: 3 * 3600 };
    await show(WAITING);
    expect(await screen.findByLabelText(/Leave your e-mail/u)).toBeVisible();
    expect(within(header()).getByText("Usually replies in about 3 hours")).toBeVisible();
  });

  it("says when people are back, before anybody is asked for", async () => {
    now = { ...AWAY, opens_at: TOMORROW };
    await show([]);
    expect((await screen.findAllByText(/We’re away right now\. Back \w+/u)).length).toBe(2);
  });

  it("says that people were asked while the assistant goes on answering", async () => {
    const container = await show([...HANDED_OVER, said(4, "assistant", "Meanwhile: 30 days")]);
    expect(within(header()).getByText(/Our team has been asked to join/u)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Talk to a person" })).toBeNull();
    await isAccessible(container);
  });

  it("names the person who has it", async () => {
    const ana = { kind: "member", id: "member", name: "Ana" };
    const container = await show([...WAITING, happened(4, "assigned", { assignee: ana })]);
    expect(within(header()).getByRole("heading", { name: "Ana" })).toBeVisible();
    expect(screen.queryByLabelText(/e-mail/u)).toBeNull();
    await isAccessible(container);
  });

  it("promises no assistant where there is none", async () => {
    config.assistant_name = null;
    now = AWAY;
    await show();
    expect(screen.queryByText(/AI assistant/u)).toBeNull();
    expect(within(header()).getByText("We’ll reply here as soon as we can")).toBeVisible();
  });

  it("can always begin anew, and offers articles and other channels at home", async () => {
    config.links = [{ title: { en: "Write us" }, url: "mailto:help@shop.test" }];
    const container = await show(WAITING);
    await userEvent.click(screen.getByRole("button", { name: "Home and help" }));
    expect(await screen.findByRole("button", { name: "Returns" })).toBeVisible();
    expect(screen.getByRole("heading", { name: "Popular articles" })).toBeVisible();
    expect(screen.getByRole("heading", { name: "Other ways to reach us" })).toBeVisible();
    expect(within(header()).queryByText(/with you soon/u)).toBeNull();
    await isAccessible(container);
    await userEvent.click(screen.getByRole("button", { name: "Start a new conversation" }));
    expect(screen.getByRole("log")).not.toHaveTextContent("Hello");
    expect(screen.getByRole("button", { name: "Talk to a person" })).toBeVisible();
  });

  it("says why it is not there", async () => {
    refused = 403;
    const container = await show();
    expect(await screen.findByRole("alert")).toHaveTextContent("isn’t available on this page");
    await isAccessible(container);
  });

  it("speaks German", async () => {
    now = AWAY;
    await show(WAITING, "de");
    expect(within(header()).getByText("Wir antworten hier, sobald wir können")).toBeVisible();
  });
});
