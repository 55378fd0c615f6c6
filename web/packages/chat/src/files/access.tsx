import {
  createContext,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useState,
} from "react";

import type { Attachment } from "../types";

export type Variant = "original" | "thumbnail";

/** How this page comes to the addresses of files, and what it does when a picture is to be seen large. */
export interface FileAccess {
  /** An address the browser can load as it is; may be asked again when an old one does not work any more. */
  resolve: (file: Attachment, variant: Variant) => Promise<string> | string;
}

/** Where a cookie is the credential, the API's own addresses work. */
const DIRECT: FileAccess = {
  resolve: (file, variant) => (variant === "thumbnail" ? file.thumbnail_url : null) ?? file.url,
};

const Access = createContext<FileAccess>(DIRECT);

/** Gives every file below its way to an address. Without it the API's own addresses are used. */
export function FilesProvider({
  access,
  children,
}: {
  access: FileAccess;
  children: ReactNode;
}): ReactElement {
  return <Access.Provider value={access}>{children}</Access.Provider>;
}

export function useFileAccess(): FileAccess {
  return useContext(Access);
}

/** A file's address once it is known; null until then, and `failed` when there is none to be had. */
export function useFileUrl(
  file: Attachment,
  variant: Variant,
): { url: string | null; failed: boolean; renew: () => void } {
  const { resolve } = useContext(Access);
  const [tried, setTried] = useState(0);
  const direct = resolve === DIRECT.resolve ? (DIRECT.resolve(file, variant) as string) : null;
  const [found, setFound] = useState<{ url: string | null; failed: boolean }>({
    url: direct,
    failed: false,
  });

  useEffect(() => {
    let here = true;
    Promise.resolve(resolve(file, variant)).then(
      (url) => here && setFound({ url, failed: false }),
      () => here && setFound({ url: null, failed: true }),
    );
    return () => {
      here = false;
    };
  }, [file, variant, resolve, tried]);

  // An address lasts minutes: one that failed is asked for once more, and no more than that.
  const renew = (): void => {
    if (tried === 0) setTried(1);
    else setFound({ url: null, failed: true });
  };
  return { ...found, renew };
}
