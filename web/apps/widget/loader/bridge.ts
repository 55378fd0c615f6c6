import { type Envelope, type FromFrame, type ToFrame, unwrap } from "../shared/protocol";

export interface Bridge {
  /** Resolves when the frame has done it. Waits until the frame is there. */
  ask: (body: ToFrame) => Promise<void>;
  ready: () => boolean;
  stop: () => void;
}

interface Waiting {
  resolve: () => void;
  reject: (error: Error) => void;
}

/** Talks to the frame; believes only messages of its window, its origin and this nonce. */
export function createBridge(
  origin: string,
  nonce: string,
  frame: () => HTMLIFrameElement | null,
  hear: (body: FromFrame) => void,
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
  addEventListener("message", onMessage);

  return {
    ask: (body) =>
      new Promise((resolve, reject) => {
        count += 1;
        waiting.set(count, { resolve, reject });
        const envelope = { switchboard: nonce, id: count, body };
        if (held) held.push(envelope);
        else post(envelope);
      }),
    ready: () => !held,
    stop: () => removeEventListener("message", onMessage),
  };
}

function settle(waiting: Map<number, Waiting>, id: number, error: string | undefined): void {
  const asked = waiting.get(id);
  waiting.delete(id);
  if (error) asked?.reject(new Error(error));
  else asked?.resolve();
}
