import type { Visit } from "../../../shared/protocol";
import type { Entry, Problem, WidgetSession } from "./types";

/** An answer that says no. `status` 0: there was no answer at all. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title ?? `status ${problem.status}`);
  }

  get status(): number {
    return this.problem.status;
  }

  /** Whether the site has to say anew who the visitor is. */
  get identity(): boolean {
    return ["identity_refused", "identity_required"].includes(this.problem.code ?? "");
  }

  /** Whether the same request may work later: no network, overload, a server's fault. */
  get temporary(): boolean {
    return [0, 408, 425, 429].includes(this.status) || this.status >= 500;
  }
}

export interface SessionRequest {
  widget_key: string;
  visitor: { name?: string; email?: string; locale?: string; page?: string };
  identity_token?: string;
  session_token?: string;
}

export interface MessageExtras {
  attachment_ids?: readonly string[];
  new_conversation?: boolean;
}

const TIMEOUT_MS = 15_000;
/** A piece of a file may take long on a thin line. */
const PIECE_TIMEOUT_MS = 60_000;

/** The widget's REST calls. `base` ends in /api/v1/. */
export class ApiClient {
  constructor(
    private readonly base: URL,
    private readonly token: () => string | null,
  ) {}

  createSession(body: SessionRequest): Promise<WidgetSession> {
    return this.call("POST", "widget/sessions", body);
  }

  async timeline(afterSeq: number): Promise<{ items: Entry[]; last_seq: number }> {
    const page = await this.call<{ items: Entry[]; last_seq?: number; next?: string | null }>(
      "GET",
      `widget/timeline?after_seq=${afterSeq}`,
    );
    const last = page.items[page.items.length - 1]?.seq ?? afterSeq;
    return { items: page.items, last_seq: page.next ? last : Math.max(last, page.last_seq ?? 0) };
  }

  /** Sending the same id twice gives the same entry, so it is safe to repeat. */
  sendMessage(id: string, text: string, more: MessageExtras = {}): Promise<Entry> {
    return this.call("POST", "widget/messages", { id, text, ...more }, { "Idempotency-Key": id });
  }

  handover(id: string): Promise<unknown> {
    return this.call("POST", "widget/handover", {}, { "Idempotency-Key": id });
  }

  typing(active: boolean): Promise<unknown> {
    return this.call("POST", "widget/typing", { active });
  }

  read(seq: number): Promise<unknown> {
    return this.call("POST", "widget/read", { seq });
  }

  visits(visits: readonly Visit[]): Promise<unknown> {
    return this.call("POST", "widget/visits", { visits });
  }

  /** Any other call of the widget's; `path` is below `api/v1/widget/`. A Blob is sent as it is. */
  request<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    return this.call(method, `widget/${path}`, body, headers);
  }

  /** The address of something of the API, for a browser to load. */
  address(path: string): string {
    return new URL(path.replace(/^\/api\/v1\//u, ""), this.base).href;
  }

  private async call<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const token = this.token();
    let answer: Response;
    try {
      answer = await fetch(new URL(path, this.base), {
        method,
        headers: {
          ...headers,
          ...(body === undefined ? {} : { "Content-Type": contentType(body) }),
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
        },
        body: body === undefined ? null : body instanceof Blob ? body : JSON.stringify(body),
        credentials: "omit",
        // What was visited is often told in the moment in which the page goes away.
        keepalive: path === "widget/visits",
        signal: AbortSignal.timeout(body instanceof Blob ? PIECE_TIMEOUT_MS : TIMEOUT_MS),
      });
    } catch {
      throw new ApiError({ status: 0, title: "No connection" });
    }
    return parse<T>(answer);
  }
}

function contentType(body: unknown): string {
  return body instanceof Blob ? "application/offset+octet-stream" : "application/json";
}

async function parse<T>(answer: Response): Promise<T> {
  const text = await answer.text();
  const value: unknown = text ? tryJson(text) : null;
  if (answer.ok) return value as T;
  const problem = typeof value === "object" && value !== null ? (value as Partial<Problem>) : {};
  const code = problem.type?.split(":").pop();
  throw new ApiError({ ...problem, ...(code ? { code } : {}), status: answer.status });
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
