import { useSyncExternalStore } from "react";

import type { Observable } from "../state/observable";

/** The value now, and a new render when it changes. */
export function useValue<T>(observable: Observable<T>): T {
  return useSyncExternalStore(observable.subscribe, observable.get);
}
