import { createApi, ProblemError, unwrap } from "@switchboard/api-client";

import { locale } from "./locale";

export { sentenceOf } from "./problems";

export { ProblemError, unwrap };

type Listener = () => void;
const signedOutListeners = new Set<Listener>();

/** Calls back when the session ended and could not be renewed; gives the function that stops it. */
export function onSignedOut(listener: Listener): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

export const api = createApi({
  language: locale,
  onSignedOut: () => {
    for (const listener of signedOutListeners) listener();
  },
});
