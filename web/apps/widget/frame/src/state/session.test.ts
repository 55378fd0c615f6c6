import { beforeEach, describe, expect, it, vi } from "vitest";

import { type ApiClient, ApiError, type SessionRequest } from "../api/client";
import type { WidgetSession } from "../api/types";
import { Session, subjectOf } from "./session";
import { Storage } from "./storage";

const createSession = vi.fn<(body: SessionRequest) => Promise<WidgetSession>>();
const storage = new Storage("test:");

function session(askToken?: () => Promise<string | null>): Session {
  const api = { createSession } as unknown as ApiClient;
  return new Session("wk_1", api, storage, { locale: "es" }, askToken);
}

function answer(token: string): WidgetSession {
  return { session_token: token, conversation_id: null, last_seq: 0 } as WidgetSession;
}

beforeEach(() => {
  localStorage.clear();
  storage.set("session", null);
  createSession.mockReset();
});

describe("Session", () => {
  it("keeps its token for the next page", async () => {
    createSession.mockResolvedValue(answer("t1"));
    await session().renew();
    await session().renew();
    expect(createSession.mock.calls.map(([body]) => body)).toEqual([
      { widget_key: "wk_1", visitor: { locale: "es" } },
      { widget_key: "wk_1", visitor: { locale: "es" }, session_token: "t1" },
    ]);
  });

  it("says who it is also when that is known only after a session was asked for", async () => {
    createSession.mockResolvedValue(answer("t1"));
    const made = session();
    await Promise.all([made.renew(), made.identify({ name: "Kim" })]);
    expect(createSession.mock.lastCall?.[0].visitor).toEqual({ locale: "es", name: "Kim" });
  });

  it("begins anew when the kept token is refused", async () => {
    storage.set("session", "old");
    createSession.mockRejectedValueOnce(new ApiError({ status: 401 }));
    createSession.mockResolvedValueOnce(answer("new"));
    const made = session();
    await made.renew();
    expect(made.token).toBe("new");
    expect(createSession.mock.lastCall?.[0]).not.toHaveProperty("session_token");
  });

  it("keeps the token when there is only no network", async () => {
    storage.set("session", "old");
    createSession.mockRejectedValue(new ApiError({ status: 0 }));
    await expect(session().renew()).rejects.toThrow();
    expect(storage.get("session")).toBe("old");
  });

  it("asks once for calls at the same time", async () => {
    createSession.mockResolvedValue(answer("t1"));
    const made = session();
    await Promise.all([made.renew(), made.renew()]);
    expect(createSession).toHaveBeenCalledOnce();
  });

  it("sends a signed identity apart from what the visitor merely says", async () => {
    createSession.mockResolvedValue(answer("t1"));
    await session().identify({ name: "Kim", token: "jwt" });
    expect(createSession).toHaveBeenCalledWith({
      widget_key: "wk_1",
      visitor: { locale: "es", name: "Kim" },
      identity_token: "jwt",
    });
  });

  it("asks the page for a fresh token each time, and once more when that is refused", async () => {
    let asked = 0;
    const made = session(() => Promise.resolve(`jwt-${(asked += 1)}`));
    createSession.mockResolvedValueOnce(answer("s1"));
    await made.renew();
    createSession.mockRejectedValueOnce(new ApiError({ status: 401, code: "identity_refused" }));
    createSession.mockResolvedValueOnce(answer("s2"));
    await made.renew();
    const tokens = createSession.mock.calls.map(([body]) => body.identity_token);
    expect(tokens).toEqual(["jwt-1", "jwt-2", "jwt-3"]);
  });

  it("is nobody else meanwhile when the page cannot say who is there", async () => {
    const failing = session(() => Promise.reject(new Error("no network")));
    await expect(failing.renew()).rejects.toMatchObject({ temporary: true });
    expect(createSession).not.toHaveBeenCalled();
    createSession.mockResolvedValue(answer("s1"));
    await session(() => Promise.resolve(null)).renew();
    expect(createSession.mock.lastCall?.[0]).not.toHaveProperty("identity_token");
  });
});

describe("subjectOf", () => {
  it("reads the visitor out of a token, and nothing out of what is none", () => {
    const claims = btoa(JSON.stringify({ sub: "v_ü?>" }))
      .replaceAll("+", "-")
      .replaceAll("/", "_");
    expect(subjectOf(`head.${claims}.signature`)).toBe("v_ü?>");
    expect(subjectOf("tok")).toBeNull();
  });
});
