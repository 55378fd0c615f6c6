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
  ) {}

  get token(): string | null {
    return this.current.get()?.session_token ?? null;
  }

  /** Begins or renews the session; calls at the same time share one request. */
  renew(): Promise<WidgetSession> {
    this.renewing ??= this.create().finally(() => (this.renewing = null));
    return this.renewing;
  }

  identify(identity: Identity): Promise<WidgetSession> {
    this.identity = { ...this.identity, ...identity };
    return this.renew();
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

  private request(kept: string | null): Promise<WidgetSession> {
    const { token, ...visitor } = this.identity;
    return this.api.createSession({
      widget_key: this.key,
      visitor,
      ...(token ? { identity_token: token } : {}),
      ...(kept ? { session_token: kept } : {}),
    });
  }
}
