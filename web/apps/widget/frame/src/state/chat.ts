import type { Attachment, Author, Entry } from "@switchboard/chat";

import type { Identity, Visit, WidgetEvent } from "../../../shared/protocol";
import { ApiClient, ApiError } from "../api/client";
import type { ServerFrame } from "../api/types";
import { Acks } from "./acks";
import { socketAddress } from "./address";
import { backoff } from "./backoff";
import { Connection } from "./connection";
import { listenToEvents } from "./events";
import { Observable } from "./observable";
import { Outbox, type OutboxItem } from "./outbox";
import type { Parcel } from "./parcel-store";
import { Parcels } from "./parcels";
import { Reading } from "./reading";
import { Services } from "./services";
import { Session, subjectOf } from "./session";
import { Staffing } from "./staffing";
import { Storage } from "./storage";
import { TimelineStore } from "./timeline-store";
import { Typing } from "./typing";
import type { Upload } from "./uploads";

/**
 * `offline`: there is no session yet because the server cannot be reached; trying goes on. `refused`: the server will
 * not talk to this visitor on this page, and trying again changes nothing. `expired`: the site has to say anew who the
 * visitor is.
 */
export type Phase = "starting" | "offline" | "ready" | "refused" | "expired";

export interface ChatOptions {
  key: string;
  /** The folder of the frame's server, where api/ and ws/ are. */
  base: URL;
  identity: Identity;
  /** Asks the page for a fresh identity token, if it gives any. */
  askToken?: () => Promise<string | null>;
  emit: (name: WidgetEvent, data?: unknown) => void;
}

const ACK_MS = 8_000;

/** The visitor's side of one conversation: the parts of this folder, tied together. */
export class Chat {
  readonly phase = new Observable<Phase>("starting");
  readonly timeline = new TimelineStore();
  readonly reading: Reading;
  readonly session: Session;
  readonly connection: Connection;
  readonly services: Services;
  readonly staffing: Staffing;
  readonly parcels: Parcels;
  readonly outbox: Outbox;
  private readonly api: ApiClient;
  private readonly acks = new Acks();
  private readonly typing = new Typing(this.timeline);
  private readonly visits: Visit[] = [];
  private flushes = 0;
  private visible = false;
  /** What is missing was asked for on this socket, and the answer is under way. */
  private asking = false;
  private conversationId: string | null = null;
  /** The conversation that was left, and whether the next message begins another one. */
  private left: string | null = null;
  private fresh = false;

  /** What an earlier page has left unsent is known. */
  private readonly loading: Promise<unknown>;

  constructor(private readonly options: ChatOptions) {
    this.outbox = new Outbox(options.key, () => this.sentElsewhere());
    const storage = new Storage(`switchboard:${options.key}:`);
    this.api = new ApiClient(new URL("api/v1/", options.base), () => this.session.token);
    this.session = new Session(options.key, this.api, storage, options.identity, options.askToken);
    storage.watch("session", (token) => void this.changedElsewhere(token));
    this.reading = new Reading(storage, (seq) => this.tellRead(seq));
    this.connection = new Connection({
      url: socketAddress(options.base),
      hello: () => ({ token: this.session.token ?? "", last_seq: this.timeline.lastSeq }),
      onFrame: (frame) => this.receive(frame),
      listen: (hearing) =>
        listenToEvents(
          new URL(`api/v1/widget/events?after_seq=${this.timeline.lastSeq}`, options.base),
          this.session.token ?? "",
          hearing,
        ),
      poll: () => this.poll(),
    });
    this.timeline.state.subscribe(() => this.updateReading());
    const request: ApiClient["request"] = (...call) =>
      this.renewing(() => this.api.request(...call));
    this.services = new Services(options.key, this.api, request);
    this.staffing = new Staffing(() => this.services.availability());
    this.parcels = new Parcels(options.key, { request });
    this.loading = Promise.all([this.outbox.load(), this.parcels.load()]);
  }

  /** Gets a session, trying until there is one, and connects if there is something to hear. */
  async start(attempt = 0): Promise<void> {
    try {
      await Promise.all([this.session.renew(), this.loading]);
    } catch (error) {
      if (this.refused(error)) return;
      this.phase.set("offline");
      setTimeout(() => void this.start(attempt + 1), backoff(attempt));
      return;
    }
    this.phase.set("ready");
    this.connect();
    void this.track([]);
  }

  /** The timeline came on the screen, or left it. */
  setVisible(visible: boolean): void {
    this.visible = visible;
    this.updateReading();
    this.connect();
  }

  /** Files may still be travelling: the message follows them, and what is written next waits for it. */
  async sendMessage(text: string, uploads: readonly Upload[] = []): Promise<void> {
    await this.loading;
    if (uploads.length > 0 || this.parcels.busy || this.fresh) {
      await this.parcels.add(text, uploads, this.fresh);
    } else await this.outbox.add("message", text);
    await this.flush();
  }

  /** Leaves the conversation, whatever becomes of it: what is written next begins another. */
  startNew(): void {
    this.left = this.conversationId;
    this.fresh = true;
    this.empty();
  }

  /** Asks for a person. It takes its place after what was written before, and survives a lost network too. */
  async askForPerson(sentence: string): Promise<void> {
    if (!this.started) await this.outbox.add("message", sentence);
    await this.outbox.add("handover", "");
    await this.flush();
  }

  async retry(id: string): Promise<void> {
    if (!(await this.parcels.retry(id))) await this.outbox.retry(id);
    await this.flush();
  }

  setTyping(active: boolean): void {
    if (this.connection.send({ type: "typing", active })) return;
    if (this.connection.state.get() === "streaming") this.api.typing(active).catch(() => undefined);
  }

  async identify(identity: Identity): Promise<void> {
    const { conversation_id } = await this.session.identify(identity);
    if (conversation_id === null && this.conversationId) await this.leave();
    this.enter(conversation_id);
    this.phase.set("ready");
    this.connection.restart();
    this.connect();
  }

  /** Signs the visitor out of this browser. */
  async forget(): Promise<void> {
    this.connection.stop();
    this.session.forget();
    await this.leave();
  }

  /** Whether the visitor has a conversation with the server already. */
  get started(): boolean {
    return this.timeline.lastSeq > 0 || Boolean(this.session.current.get()?.conversation_id);
  }

  /** What was visited is told once there is a session; it is news, and may be lost. */
  async track(visits: readonly Visit[]): Promise<void> {
    this.visits.push(...visits);
    if (this.phase.get() !== "ready" || this.visits.length === 0) return;
    await this.api.visits(this.visits.splice(0)).catch(() => undefined);
  }

  private async leave(): Promise<void> {
    this.empty();
    await Promise.all([this.outbox.clear(), this.parcels.clear()]);
  }

  private empty(): void {
    this.conversationId = null;
    this.reading.reset();
    this.timeline.reset();
  }

  /** @returns whether the server has said no for good, and so the chat has ended here */
  private refused(error: unknown): boolean {
    if (!(error instanceof ApiError) || error.temporary) return false;
    this.connection.stop();
    this.phase.set(error.identity ? "expired" : "refused");
    if (error.identity) this.options.emit("identity:expired");
    else this.options.emit("error", { message: error.message });
    return true;
  }

  /** Another tab has renewed the session, begun one as somebody else, or ended it: this one is the same visitor. */
  private async changedElsewhere(token: string | null): Promise<void> {
    const before = this.session.token;
    if (token !== null && before !== null && subjectOf(token) === subjectOf(before)) {
      return this.session.adopt(token);
    }
    if (this.phase.get() !== "ready" || token === before) return;
    this.connection.stop();
    this.empty();
    if (token === null) return this.start();
    this.session.adopt(token);
    this.connection.start();
  }

  private connect(): void {
    if (this.phase.get() !== "ready") return;
    const waiting = this.outbox.items.get().length > 0 || this.parcels.busy;
    if (this.visible || this.started || waiting) this.connection.start();
  }

  private receive(frame: ServerFrame): void {
    if (this.left !== null && "conversation_id" in frame && frame.conversation_id === this.left) {
      if (frame.type === "welcome") this.welcomed(null);
      return;
    }
    switch (frame.type) {
      case "welcome":
        return this.welcomed(frame.conversation_id);
      case "entries":
        this.enter(frame.conversation_id);
        this.asking = false;
        return this.timeline.replay(frame.items, frame.last_seq);
      case "entry":
        this.enter(frame.conversation_id);
        return this.take(frame.entry);
      case "draft":
        return this.timeline.setDraft(frame.turn_id, frame.text, this.assistant);
      case "draft_dropped":
        return this.timeline.dropDraft(frame.turn_id);
      case "typing":
        return this.typing.show(frame.author, frame.active);
      case "conversation":
        return this.timeline.setConversation(frame.conversation);
      case "ack":
        return this.acks.done(frame.id, frame.entry);
      case "error":
        if (frame.id) this.acks.fail(frame.id, frame.problem);
        else if (frame.problem.status === 401) void this.renew().catch(() => undefined);
    }
  }

  private welcomed(conversationId: string | null): void {
    this.timeline.dropAllDrafts();
    this.asking = false;
    if (this.enter(conversationId)) this.catchUp();
    void this.flush();
  }

  /**
   * Numbers count within one conversation; another one is another timeline.
   *
   * @returns whether what is shown was of another conversation, and is gone now
   */
  private enter(conversationId: string | null): boolean {
    const before = this.conversationId;
    this.conversationId = conversationId ?? before;
    if (before === null || before === this.conversationId) return false;
    this.timeline.reset();
    this.reading.reset();
    return true;
  }

  private take(entry: Entry): void {
    const from = this.timeline.lastSeq;
    const complete = this.timeline.add(entry);
    if (entry.seq > from && entry.author.kind !== "contact" && entry.kind === "message") {
      this.options.emit("message:received", { text: entry.text, author: entry.author });
    }
    if (entry.seq > from && entry.event?.type === "handed_over") this.options.emit("handover");
    if (!complete) this.catchUp();
  }

  private catchUp(): void {
    if (this.asking) return;
    this.asking = this.connection.send({ type: "resume", last_seq: this.timeline.lastSeq });
    if (!this.asking) void this.fetchNew().catch(() => undefined);
  }

  private async poll(): Promise<void> {
    await this.fetchNew();
    void this.flush();
  }

  private async fetchNew(): Promise<void> {
    // Until the next message begins another conversation, the server's latest is the one that was left.
    if (this.fresh) return;
    try {
      const { items, last_seq } = await this.api.timeline(this.timeline.lastSeq);
      this.timeline.replay(items, last_seq);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) await this.renew();
      // Without a conversation there is no timeline to fetch: the connection itself is fine.
      else if (!(error instanceof ApiError && error.status === 404)) throw error;
    }
  }

  private async flush(): Promise<void> {
    if (this.phase.get() !== "ready") return;
    this.connect();
    const flushed = await this.outbox.flush((item) => this.renewing(() => this.deliver(item)));
    const all = flushed === "empty" && (await this.parcels.flush(this.deliverParcel));
    if (all) this.flushes = 0;
    else this.flushLater();
  }

  /** Reconnecting flushes too; this is for a server that answers, but not to this. */
  private flushLater(): void {
    this.flushes += 1;
    setTimeout(() => void this.flush(), backoff(this.flushes));
  }

  /** What is refused for want of a session is done once more with a new one. */
  private async renewing<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      await this.renew();
      return work();
    }
  }

  private async deliver(item: OutboxItem): Promise<void> {
    if (item.kind === "handover") return void (await this.api.handover(item.id));
    const first = !this.started;
    this.sent(await this.sendEither(item), first);
  }

  private readonly deliverParcel = async (
    { id, text, fresh }: Parcel,
    files: readonly Attachment[],
  ): Promise<void> => {
    const first = fresh || !this.started;
    const more = { attachment_ids: files.map((file) => file.id), new_conversation: fresh };
    const entry = await this.renewing(() => this.api.sendMessage(id, text, more));
    if (fresh) this.fresh = false;
    this.sent(entry, first);
  };

  private sent(entry: Entry, first: boolean): void {
    this.take(entry);
    this.options.emit("message:sent", { text: entry.text });
    if (first) this.options.emit("conversation:started");
  }

  /** On the socket if there is one, which is quicker; by request otherwise. The id makes both the same message. */
  private async sendEither({ id, text }: OutboxItem): Promise<Entry> {
    const answered = this.acks.expect(id, ACK_MS);
    if (!this.connection.send({ type: "message", id, text })) {
      this.acks.fail(id, { status: 0 });
    }
    try {
      return await answered;
    } catch (error) {
      if (error instanceof ApiError && error.status === 0) return this.api.sendMessage(id, text);
      throw error;
    }
  }

  /** A tab that began without a conversation is not told of its entries: it says hello again. */
  private sentElsewhere(): void {
    if (this.started) this.catchUp();
    else this.connection.restart();
  }

  private async renew(): Promise<void> {
    try {
      await this.session.renew();
    } catch (error) {
      this.refused(error);
      throw error;
    }
    this.connection.restart();
  }

  private updateReading(): void {
    this.reading.update(this.timeline.state.get().entries, this.visible);
  }

  private tellRead(seq: number): void {
    if (!this.connection.send({ type: "read", seq })) this.api.read(seq).catch(() => undefined);
  }

  private get assistant(): Author {
    return { kind: "assistant", name: this.session.current.get()?.config.assistant_name ?? null };
  }
}
