import { describe, expect, it, vi } from "vitest";

import { createApi, unwrap } from "./client";
import { ProblemError } from "./problem";

const ORIGIN = "http://console.test";

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json", ...headers },
  });
}

describe("createApi", () => {
  it("renews the session once for calls that fail together, then repeats them", async () => {
    let signedIn = false;
    const refreshed = vi.fn();
    const api = createApi({
      baseUrl: ORIGIN,
      fetch: async (request) => {
        if (request.url.endsWith("/auth/refresh")) {
          refreshed();
          signedIn = true;
          return json(200, {});
        }
        return signedIn ? json(200, { items: [], next: null }) : json(401, {});
      },
    });

    const answers = await Promise.all([
      unwrap(api.GET("/api/v1/inboxes")),
      unwrap(api.GET("/api/v1/teams")),
    ]);

    expect(answers).toEqual([
      { items: [], next: null },
      { items: [], next: null },
    ]);
    expect(refreshed).toHaveBeenCalledTimes(1);
  });

  it("says so once when the session cannot be renewed", async () => {
    const onSignedOut = vi.fn();
    const api = createApi({ baseUrl: ORIGIN, onSignedOut, fetch: async () => json(401, {}) });

    await expect(unwrap(api.GET("/api/v1/me"))).rejects.toMatchObject({ status: 401 });
    expect(onSignedOut).toHaveBeenCalledTimes(1);
  });

  it("keeps people signed in when renewal meets a server that is down", async () => {
    const onSignedOut = vi.fn();
    const api = createApi({
      baseUrl: ORIGIN,
      onSignedOut,
      fetch: async (request) => json(request.url.endsWith("/refresh") ? 503 : 401, {}),
    });

    await expect(unwrap(api.GET("/api/v1/me"))).rejects.toBeInstanceOf(ProblemError);
    expect(onSignedOut).not.toHaveBeenCalled();
  });

  it("repeats a POST with the same Idempotency-Key and body", async () => {
    const seen: [string | null, string][] = [];
    const api = createApi({
      baseUrl: ORIGIN,
      fetch: async (request) => {
        if (request.url.endsWith("/refresh")) return json(200, {});
        seen.push([request.headers.get("Idempotency-Key"), await request.text()]);
        return seen.length === 1 ? json(401, {}) : json(201, {});
      },
    });

    await unwrap(api.POST("/api/v1/teams", { body: { name: "Returns", member_ids: [] } }));

    expect(seen).toHaveLength(2);
    expect(seen[0]?.[0]).toBeTruthy();
    expect(seen[1]).toEqual(seen[0]);
  });
});

describe("unwrap", () => {
  it("turns problem+json into a sentence with its fields", async () => {
    const api = createApi({
      baseUrl: ORIGIN,
      fetch: async () =>
        json(
          422,
          {
            type: "https://switchboard.dev/problems/invalid",
            title: "Invalid",
            detail: "The e-mail is not an address.",
            errors: [{ loc: ["body", "email"], detail: "Not an address." }],
          },
          { "Retry-After": "42" },
        ),
    });

    const problem = await unwrap(api.GET("/api/v1/me")).catch((error: unknown) => error);

    expect(problem).toMatchObject({
      status: 422,
      code: "invalid",
      message: "The e-mail is not an address.",
      retryAfter: 42,
    });
    expect((problem as ProblemError).fieldError("email")).toBe("Not an address.");
  });

  it("has a code when there is no body or no connection", async () => {
    const broken = createApi({
      baseUrl: ORIGIN,
      fetch: async () => new Response("<html>", { status: 502 }),
    });
    const offline = createApi({
      baseUrl: ORIGIN,
      fetch: async () => {
        throw new TypeError("Failed to fetch");
      },
    });

    await expect(unwrap(broken.GET("/api/v1/me"))).rejects.toMatchObject({ code: "unavailable" });
    await expect(unwrap(offline.GET("/api/v1/me"))).rejects.toMatchObject({ code: "unreachable" });
  });
});
