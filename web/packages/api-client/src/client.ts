import createClient, { type Client, type Middleware } from "openapi-fetch";

import { problemFrom, ProblemError, unreachable } from "./problem";
import type { paths } from "./generated/schema";

export type Api = Client<paths>;

export interface ApiOptions {
  /** Origin of the API; the page's own origin when left out. */
  baseUrl?: string;
  /** The language that people read, for what the server may say in it. */
  language?: () => string;
  /** Called once a request was refused and the session could not be renewed. */
  onSignedOut?: () => void;
  fetch?: (request: Request) => Promise<Response>;
}

const REFRESH = "/api/v1/auth/refresh";

/**
 * The typed client: cookies of the same origin, an Idempotency-Key on every POST, and one attempt
 * to renew the session when a request is answered with 401.
 */
export function createApi(options: ApiOptions = {}): Api {
  const baseUrl = options.baseUrl ?? globalThis.location?.origin ?? "";
  const send = options.fetch ?? ((request: Request) => globalThis.fetch(request));
  const renew = renewOnce(() => send(refreshRequest(baseUrl)));
  const api = createClient<paths>({
    baseUrl,
    credentials: "same-origin",
    fetch: (request: Request) => sendWithRenewal(request, send, renew, options.onSignedOut),
  });
  api.use(idempotency);
  if (options.language) api.use(speaking(options.language));
  return api;
}

/** Awaits a call and gives its body, or throws a ProblemError. */
export async function unwrap<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    if (isAbort(cause)) throw cause;
    throw cause instanceof ProblemError ? cause : unreachable();
  });
  if (!response.ok) throw await problemFrom(response, error || undefined);
  return data as T;
}

async function sendWithRenewal(
  request: Request,
  send: (request: Request) => Promise<Response>,
  renew: () => Promise<Renewal>,
  onSignedOut?: () => void,
): Promise<Response> {
  const again = request.clone();
  const response = await send(request);
  if (response.status !== 401 || isAuthCall(request)) return response;
  const renewal = await renew();
  if (renewal === "renewed") return send(again);
  if (renewal === "refused") onSignedOut?.();
  return response;
}

type Renewal = "renewed" | "refused" | "unknown";

/**
 * Calls that fail together share one renewal: refresh tokens rotate, so a second use would look stolen.
 * Only a clear refusal signs people out; a server that is down does not.
 */
function renewOnce(call: () => Promise<Response>): () => Promise<Renewal> {
  let running: Promise<Renewal> | null = null;
  return () => {
    running ??= call()
      .then(outcomeOf)
      .catch((): Renewal => "unknown")
      .finally(() => {
        running = null;
      });
    return running;
  };
}

function outcomeOf(response: Response): Renewal {
  if (response.ok) return "renewed";
  return response.status >= 400 && response.status < 500 && response.status !== 429
    ? "refused"
    : "unknown";
}

function refreshRequest(baseUrl: string): Request {
  return new Request(baseUrl + REFRESH, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json" },
    body: "{}",
  });
}

function isAuthCall(request: Request): boolean {
  return new URL(request.url).pathname.startsWith("/api/v1/auth/");
}

function speaking(language: () => string): Middleware {
  return {
    onRequest({ request }) {
      request.headers.set("Accept-Language", language());
      return request;
    },
  };
}

const idempotency: Middleware = {
  onRequest({ request }) {
    if (request.method !== "POST" || request.headers.has("Idempotency-Key")) return undefined;
    request.headers.set("Idempotency-Key", crypto.randomUUID());
    return request;
  },
};

function isAbort(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === "AbortError";
}
