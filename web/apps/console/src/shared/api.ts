import { createApi, ProblemError, unwrap } from "@switchboard/api-client";

import { t } from "./t";

export { ProblemError, unwrap };

type Listener = () => void;
const signedOutListeners = new Set<Listener>();

/** Calls back when the session ended and could not be renewed; gives the function that stops it. */
export function onSignedOut(listener: Listener): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

export const api = createApi({
  onSignedOut: () => {
    for (const listener of signedOutListeners) listener();
  },
});

/** A sentence for people, whatever was thrown. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ProblemError) {
    const fields = error.errors.map((item) => item.detail).filter(Boolean);
    return fields.length > 0 && !fields.includes(error.message)
      ? `${error.message} ${fields.join(" ")}`
      : error.message;
  }
  return t("common.unexpected");
}
