/** One way of hearing the server, until it ends or is closed. */
export interface Line {
  close: () => void;
}

export interface Hearing {
  /** One frame's JSON. */
  onData: (data: string) => void;
  /** Something was heard, be it only that the other end lives. */
  onLife: () => void;
  /** No more will come; `status` is the server's if it refused. Not called after `close`. */
  onEnd: (status?: number) => void;
}

/** Puts the data of server-sent events together from pieces cut anywhere. */
export class EventParser {
  private rest = "";
  private data: string[] = [];

  constructor(private readonly onData: (data: string) => void) {}

  push(piece: string): void {
    const lines = (this.rest + piece).split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines) this.take(line.endsWith("\r") ? line.slice(0, -1) : line);
  }

  private take(line: string): void {
    if (line.startsWith("data:")) {
      this.data.push(line.slice(line.startsWith("data: ") ? 6 : 5));
    } else if (line === "" && this.data.length > 0) {
      const whole = this.data.join("\n");
      this.data = [];
      this.onData(whole);
    }
  }
}

/** Listens by `fetch`, as `EventSource` sends no headers and a token does not belong into an address. */
export function listenToEvents(url: URL, token: string, hearing: Hearing): Line {
  const control = new AbortController();
  void read(url, token, hearing, control.signal).then((status) => {
    if (!control.signal.aborted) hearing.onEnd(status);
  });
  return { close: () => control.abort() };
}

async function read(
  url: URL,
  token: string,
  { onData, onLife }: Hearing,
  signal: AbortSignal,
): Promise<number | undefined> {
  try {
    const headers = { Authorization: `Bearer ${token}`, Accept: "text/event-stream" };
    const answer = await fetch(url, { headers, credentials: "omit", cache: "no-store", signal });
    if (!answer.ok || !answer.body) return answer.status;
    const parser = new EventParser((data) => {
      if (!signal.aborted) onData(data);
    });
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return undefined;
      onLife();
      parser.push(decoder.decode(value, { stream: true }));
    }
  } catch {
    return undefined;
  }
}
