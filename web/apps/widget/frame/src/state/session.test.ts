import { beforeEach, describe, expect, it, vi } from "vitest";

import { type ApiClient, ApiError, type SessionRequest } from "../api/client";
import type { WidgetSession } from "../api/types";
import { Session } from "./session";
import { Storage } from "./storage";

const createSession = vi.fn<(body: SessionRequest) => Promise<WidgetSession>>();
const storage = new Storage("test:");

function session(): Session {
  return new Session("wk_1", { createSession } as unknown as ApiClient, storage, { locale: "es" });
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
});
