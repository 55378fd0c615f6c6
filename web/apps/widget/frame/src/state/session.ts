import type { Identity } from "../../../shared/protocol";
import { type ApiClient, ApiError } from "../api/client";
import type { WidgetSession } from "../api/types";
import { Observable } from "./observable";
import type { Storage } from "./storage";

/**
 * Who this browser is to the server. The token is kept, so that a reload or a second tab is the same visitor;
 * the server makes a contact only when the first message comes.
 */
export class Session {
  readonly current = new Observable<WidgetSession | null>(null);
  private renewing: Promise<WidgetSession> | null = null;

  constructor(
    private readonly key: string,
    private readonly api: ApiClient,
    private readonly storage: Storage,
    private identity: Identity,
    /** Asks the page for a fresh identity token, if it gives any; rejects when it cannot say now. */
    private readonly askToken?: () => Promise<string | null>,
  ) {}

  get token(): string | null {
    return this.current.get()?.session_token ?? null;
  }

  /** Begins or renews the session; calls at the same time share one request. */
  renew(): Promise<WidgetSession> {
    this.renewing ??= this.create().finally(() => (this.renewing = null));
    return this.renewing;
  }

  async identify(identity: Identity): Promise<WidgetSession> {
    this.identity = { ...this.identity, ...identity };
    // A request that is under way does not know it yet.
    await this.renewing?.catch(() => undefined);
    return this.renew();
  }

  /** Takes over the session that another tab has begun or renewed. */
  adopt(token: string): void {
    const session = this.current.get();
    if (session) this.current.set({ ...session, session_token: token });
  }

  /** Forgets the visitor on this browser. */
  forget(): void {
    this.storage.set("session", null);
    this.current.set(null);
  }

  private async create(): Promise<WidgetSession> {
    const kept = this.storage.get("session");
    let session: WidgetSession;
    try {
      session = await this.request(kept);
    } catch (error) {
      const refused = error instanceof ApiError && [400, 401, 403, 422].includes(error.status);
      if (!kept || !refused) throw error;
      session = await this.request(null);
    }
    this.storage.set("session", session.session_token);
    this.current.set(session);
    return session;
  }

  private async request(kept: string | null): Promise<WidgetSession> {
    const { token: given, ...visitor } = this.identity;
    const token = this.askToken ? await this.freshToken(this.askToken) : given;
    return this.api.createSession({
      widget_key: this.key,
      visitor,
      ...(token ? { identity_token: token } : {}),
      ...(kept ? { session_token: kept } : {}),
    });
  }

  /** Without it the visitor would be somebody else: so it is tried again, as without a network. */
  private async freshToken(ask: () => Promise<string | null>): Promise<string | null> {
    try {
      return await ask();
    } catch {
      throw new ApiError({ status: 0, title: "No token" });
    }
  }
}

/** The visitor whom a session token is for; the server alone can tell whether it is true. */
export function subjectOf(token: string): string | null {
  try {
    const [, claims = ""] = token.split(".");
    const text = atob(claims.replaceAll("-", "+").replaceAll("_", "/"));
    return (JSON.parse(text) as { sub?: string }).sub ?? null;
  } catch {
    return null;
  }
}
