import "fake-indexeddb/auto";

import type { Entry } from "@switchboard/chat";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Chat } from "./chat";
import { FakeSocket } from "./fake-socket";

/** The server's answers by "METHOD path"; a test may change them. */
let answers: Record<string, (body: unknown) => [number, unknown]>;
let asked: string[];
let chat: Chat;
const emit = vi.fn();
let keys = 0;

const session = (conversation: string | null) => ({
  session_token: "tok",
  conversation_id: conversation,
  config: { assistant_name: "Nova" },
  last_seq: 0,
});

function entry(seq: number, more: Partial<Entry> = {}): Entry {
  return {
    seq,
    id: `msg_${seq}`,
    kind: "message",
    author: { kind: "contact" },
    text: `text ${seq}`,
    created_at: "2026-01-01T00:00:00Z",
    ...more,
  };
}

async function answer(url: URL, request: RequestInit): Promise<Response> {
  const call = `${request.method} ${url.pathname.replace("/api/v1/", "")}`;
  asked.push(call + url.search);
  const body: unknown = request.body ? JSON.parse(String(request.body)) : null;
  const [status, value] = answers[call]?.(body) ?? [404, {}];
  return new Response(JSON.stringify(value), { status });
}

async function start(conversation: string | null): Promise<void> {
  answers["POST widget/sessions"] = () => [200, session(conversation)];
  chat = new Chat({
    key: `wk_${(keys += 1)}`,
    base: new URL("https://chat.test/"),
    identity: { locale: "en" },
    emit,
  });
  await chat.start();
}

/** The socket on which the last message went, and that message. */
async function sentMessage(): Promise<{ socket: FakeSocket; id: string }> {
  return vi.waitFor(() => {
    const socket = FakeSocket.last;
    const frame = socket.sent[socket.sent.length - 1];
    if (frame?.type !== "message") throw new Error("nothing sent yet");
    return { socket, id: frame.id };
  });
}

const texts = (): string[] => chat.timeline.state.get().entries.map(({ text }) => text);

beforeEach(() => {
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("fetch", answer);
  FakeSocket.made = [];
  asked = [];
  answers = {};
  emit.mockReset();
});

afterEach(() => {
  chat.connection.stop();
  chat.outbox.close();
  vi.unstubAllGlobals();
});

describe("Chat", () => {
  it("connects only when there is something to hear", async () => {
    await start(null);
    expect(FakeSocket.made).toHaveLength(0);
    chat.setVisible(true);
    expect(FakeSocket.last.url.href).toBe("wss://chat.test/ws/widget");
  });

  it("sends on the socket; the entry takes the place of what was pending", async () => {
    await start(null);
    chat.setVisible(true);
    FakeSocket.last.welcome();
    void chat.sendMessage("hello");
    const { socket, id } = await sentMessage();
    expect(chat.outbox.items.get()).toMatchObject([{ id, text: "hello" }]);
    socket.say({ type: "ack", id, entry: entry(1, { text: "hello", client_id: id }) });
    await vi.waitFor(() => expect(chat.outbox.items.get()).toEqual([]));
    expect(texts()).toEqual(["hello"]);
    expect(emit).toHaveBeenCalledWith("conversation:started");
  });

  it("sends by request when there is no socket, and marks what is refused", async () => {
    answers["POST widget/messages"] = (body) => {
      const { id, text } = body as { id: string; text: string };
      return text === "bad" ? [422, {}] : [201, entry(1, { text, client_id: id })];
    };
    await start(null);
    await chat.sendMessage("bad");
    await chat.sendMessage("good");
    expect(texts()).toEqual(["good"]);
    expect(chat.outbox.items.get()).toMatchObject([{ text: "bad", state: "failed" }]);
  });

  it("gets a new session when the old one is refused, and sends the same message again", async () => {
    let refusals = 1;
    const ids: string[] = [];
    answers["POST widget/messages"] = (body) => {
      ids.push((body as { id: string }).id);
      return refusals-- > 0 ? [401, {}] : [201, entry(1)];
    };
    await start(null);
    await chat.sendMessage("hello");
    expect(asked.filter((call) => call === "POST widget/sessions")).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(ids).toHaveLength(2);
  });

  it("asks for what it missed when an entry comes too early", async () => {
    await start("cnv_1");
    const socket = FakeSocket.last;
    socket.welcome();
    socket.say({ type: "entries", conversation_id: "cnv_1", items: [entry(1)] });
    socket.say({ type: "entry", conversation_id: "cnv_1", entry: entry(3) });
    expect(socket.sent).toContainEqual({ type: "resume", last_seq: 1 });
    socket.say({ type: "entries", conversation_id: "cnv_1", items: [entry(2), entry(3)] });
    expect(texts()).toEqual(["text 1", "text 2", "text 3"]);
  });

  it("asks once for several that came too early, and not again for numbers that it may not see", async () => {
    await start("cnv_1");
    const socket = FakeSocket.last;
    const live = (seq: number) =>
      socket.say({ type: "entry", conversation_id: "cnv_1", entry: entry(seq) });
    socket.welcome();
    socket.say({ type: "entries", conversation_id: "cnv_1", items: [entry(1)], last_seq: 1 });
    live(3);
    live(4);
    socket.say({
      type: "entries",
      conversation_id: "cnv_1",
      items: [entry(3), entry(4)],
      last_seq: 5,
    });
    live(6);
    socket.say({ type: "entries", conversation_id: "cnv_1", items: [], last_seq: 7 });
    live(8);
    expect(socket.sent.filter(({ type }) => type === "resume")).toEqual([
      { type: "resume", last_seq: 1 },
    ]);
    expect(texts()).toEqual(["text 1", "text 3", "text 4", "text 6", "text 8"]);
  });

  it("shows a draft until its answer comes, and counts what was not seen", async () => {
    await start("cnv_1");
    const socket = FakeSocket.last;
    socket.welcome();
    socket.say({ type: "draft", conversation_id: "cnv_1", turn_id: "t1", text: "You" });
    expect(chat.timeline.state.get().drafts).toMatchObject([
      { text: "You", author: { name: "Nova" } },
    ]);
    const author = { kind: "assistant", name: "Nova" } as const;
    socket.say({
      type: "entry",
      conversation_id: "cnv_1",
      entry: entry(1, { turn_id: "t1", author }),
    });
    expect(chat.timeline.state.get().drafts).toEqual([]);
    expect(chat.reading.unread.get()).toBe(1);
    chat.setVisible(true);
    expect(chat.reading.unread.get()).toBe(0);
    expect(socket.sent).toContainEqual({ type: "read", seq: 1 });
  });

  it("begins an empty timeline when the server speaks of another conversation", async () => {
    await start("cnv_1");
    const socket = FakeSocket.last;
    socket.welcome();
    socket.say({ type: "entries", conversation_id: "cnv_1", items: [entry(1), entry(2)] });
    const other = entry(1, { id: "msg_other", text: "other" });
    socket.say({ type: "entries", conversation_id: "cnv_2", items: [other] });
    expect(texts()).toEqual(["other"]);
    expect(chat.timeline.lastSeq).toBe(1);
  });

  it("asks for a person after what was written before", async () => {
    answers["POST widget/messages"] = () => [201, entry(1)];
    answers["POST widget/handover"] = () => [200, {}];
    await start(null);
    await chat.askForPerson("A person, please.");
    const calls = asked.filter((call) => /messages|handover/u.test(call));
    expect(calls).toEqual(["POST widget/messages", "POST widget/handover"]);
  });

  it("says so when the server refuses to talk on this page", async () => {
    answers["POST widget/sessions"] = () => [403, {}];
    chat = new Chat({
      key: "wk_refused",
      base: new URL("https://chat.test/"),
      identity: {},
      emit,
    });
    await chat.start();
    expect(chat.phase.get()).toBe("refused");
  });
});
