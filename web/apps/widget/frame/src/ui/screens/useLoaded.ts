import { useEffect, useState } from "react";

export interface Loaded<T> {
  value: T | null;
  failed: boolean;
}

/** What a request brings, for as long as the screen is there. */
export function useLoaded<T>(load: () => Promise<T>, when: readonly unknown[]): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ value: null, failed: false });
  useEffect(() => {
    let here = true;
    load().then(
      (value) => here && setLoaded({ value, failed: false }),
      () => here && setLoaded({ value: null, failed: true }),
    );
    return () => {
      here = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the caller says when it is another request
  }, when);
  return loaded;
}
