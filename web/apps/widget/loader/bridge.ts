import { type Envelope, type FromFrame, type ToFrame, unwrap } from "../shared/protocol";

export interface Bridge {
  /**
   * Asks the frame to do something, once it is there.
   *
   * @returns resolves with true when the frame has done it, with nothing after two seconds without an answer: the page
   *   is never held up by a frame that does not load. Rejects when the frame could not do it.
   */
  ask: (body: ToFrame) => Promise<true | undefined>;
  ready: () => boolean;
}

interface Waiting {
  resolve: (done?: true) => void;
  reject: (error: Error) => void;
}

const MAX_WAIT_MS = 2000;

/** Talks to the frame; believes only messages of its window, its origin and this nonce. */
export function createBridge(
  origin: string,
  nonce: string,
  frame: () => HTMLIFrameElement | null,
  hear: (body: FromFrame) => void,
  end: { signal: AbortSignal },
): Bridge {
  const waiting = new Map<number, Waiting>();
  let held: Envelope<ToFrame>[] | null = [];
  let count = 0;

  const post = (envelope: Envelope<ToFrame>): void =>
    frame()?.contentWindow?.postMessage(envelope, origin);

  const onMessage = (event: MessageEvent): void => {
    if (event.origin !== origin || event.source !== frame()?.contentWindow) return;
    const body = unwrap<FromFrame>(event.data, nonce)?.body;
    if (!body) return;
    if (body.type === "done") settle(waiting, body.id, body.error);
    if (body.type === "ready") {
      const early = held ?? [];
      held = null;
      early.forEach(post);
    }
    hear(body);
  };
  addEventListener("message", onMessage, end);

  return {
    ask: (body) =>
      new Promise((resolve, reject) => {
        count += 1;
        waiting.set(count, { resolve, reject });
        setTimeout(resolve, MAX_WAIT_MS);
        const envelope = { switchboard: nonce, id: count, body };
        if (held) held.push(envelope);
        else post(envelope);
      }),
    ready: () => !held,
  };
}

function settle(waiting: Map<number, Waiting>, id: number, error: string | undefined): void {
  const asked = waiting.get(id);
  waiting.delete(id);
  if (error) asked?.reject(new Error(error));
  else asked?.resolve(true);
}
