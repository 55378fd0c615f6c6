import { type Envelope, type FromFrame, type ToFrame, unwrap } from "../../shared/protocol";

/** The frame's end of the line to the loader. */
export interface HostBridge {
  tell: (body: FromFrame) => void;
  listen: (hear: (body: ToFrame) => Promise<void> | void) => void;
}

/** @param host the origin of the page around; it and the nonce come in the part of our address after # */
export function connectHost(host: string, nonce: string): HostBridge {
  // A page from a file has the origin "null", which cannot be named as a target.
  const target = host === "null" ? "*" : host;
  const tell = (body: FromFrame): void => {
    const envelope: Envelope<FromFrame> = { switchboard: nonce, body };
    if (parent !== window) parent.postMessage(envelope, target);
  };
  const listen: HostBridge["listen"] = (hear) => {
    addEventListener("message", (event: MessageEvent) => {
      if (event.source !== parent || event.origin !== host) return;
      const envelope = unwrap<ToFrame>(event.data, nonce);
      if (envelope) void answer(envelope, hear, tell);
    });
  };
  return { tell, listen };
}

async function answer(
  { id = 0, body }: Envelope<ToFrame>,
  hear: (body: ToFrame) => Promise<void> | void,
  tell: (body: FromFrame) => void,
): Promise<void> {
  try {
    await hear(body);
    tell({ type: "done", id });
  } catch (error) {
    tell({ type: "done", id, error: error instanceof Error ? error.message : String(error) });
  }
}
