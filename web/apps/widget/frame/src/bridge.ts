import { type Envelope, type FromFrame, type ToFrame, unwrap } from "../../shared/protocol";

type Hear = (body: ToFrame) => Promise<void> | void;

/** The frame's end of the line to the loader. */
export interface HostBridge {
  tell: (body: FromFrame) => void;
  listen: (hear: Hear) => void;
  /** Asks the page for a fresh identity token; rejects when the page cannot say who is there. */
  askToken: () => Promise<string | null>;
}

const TOKEN_WITHIN_MS = 10_000;

/** @param host the origin of the page around; it and the nonce come in the part of our address after # */
export function connectHost(host: string, nonce: string): HostBridge {
  // A page from a file has the origin "null", which cannot be named as a target.
  const target = host === "null" ? "*" : host;
  const tell = (body: FromFrame): void => {
    const envelope: Envelope<FromFrame> = { switchboard: nonce, body };
    if (parent !== window) parent.postMessage(envelope, target);
  };
  const wishes = new Wishes(tell);
  const listen: HostBridge["listen"] = (hear) => {
    addEventListener("message", (event: MessageEvent) => {
      if (event.source !== parent || event.origin !== host) return;
      const envelope = unwrap<ToFrame>(event.data, nonce);
      if (!envelope) return;
      if (envelope.body.type === "token") wishes.grant(envelope.body);
      void answer(envelope, hear, tell);
    });
  };
  return { tell, listen, askToken: () => wishes.make() };
}

/** Tokens that were asked for and have not come yet. */
class Wishes {
  private count = 0;
  private readonly open = new Map<number, (token: string | null | Error) => void>();

  constructor(private readonly tell: HostBridge["tell"]) {}

  make(): Promise<string | null> {
    this.count += 1;
    const wish = this.count;
    return new Promise((resolve, reject) => {
      const late = setTimeout(
        () => this.grant({ wish, token: null, failed: true }),
        TOKEN_WITHIN_MS,
      );
      this.open.set(wish, (token) => {
        clearTimeout(late);
        if (token instanceof Error) reject(token);
        else resolve(token);
      });
      this.tell({ type: "token", wish });
    });
  }

  grant({ wish, token, failed }: Omit<ToFrame & { type: "token" }, "type">): void {
    this.open.get(wish)?.(failed ? new Error("The page gave no token") : token);
    this.open.delete(wish);
  }
}

async function answer(
  { id = 0, body }: Envelope<ToFrame>,
  hear: Hear,
  tell: HostBridge["tell"],
): Promise<void> {
  try {
    await hear(body);
    tell({ type: "done", id });
  } catch (error) {
    tell({ type: "done", id, error: error instanceof Error ? error.message : String(error) });
  }
}
