import type { Availability } from "../api/types";
import { Observable } from "./observable";

const EVERY_MS = 60_000;
/** Longer than this, and the visitor is asked for an e-mail address. */
export const LONG_WAIT_SECONDS = 10 * 60;

/** Whether people are there, kept up to date while somebody looks. Null while that is not known. */
export class Staffing {
  readonly now = new Observable<Availability | null>(null);

  constructor(private readonly ask: () => Promise<Availability>) {}

  /** @returns what ends it */
  watch(): () => void {
    void this.refresh();
    const timer = setInterval(() => void this.refresh(), EVERY_MS);
    return () => clearInterval(timer);
  }

  /** Without a network what was known stays. */
  async refresh(): Promise<void> {
    await this.ask().then(
      (now) => this.now.set(now),
      () => undefined,
    );
  }
}

/** Whether the visitor should leave an address: nobody is there, or the wait is long. */
export function isLongWait({ someone_there, usual_wait_seconds }: Availability): boolean {
  return !someone_there || (usual_wait_seconds ?? 0) > LONG_WAIT_SECONDS;
}
