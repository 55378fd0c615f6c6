import { fileSize } from "@switchboard/chat";
import { useCallback, useEffect, useRef, useState } from "react";

import { uuid } from "../../../../shared/uuid";
import type { Chat } from "../../state/chat";
import type { ChosenFile, Upload } from "../../state/uploads";
import type { Texts } from "../../texts";

export interface DraftFiles {
  uploads: readonly Upload[];
  /** Why a file was not taken. */
  refusal: string | null;
  add: (files: readonly File[]) => void;
  remove: (upload: Upload) => void;
  /** Gives them away to be sent. */
  take: () => readonly Upload[];
}

/** The files that will go with the next message. They travel as soon as they are chosen. */
export function useDraftFiles(
  chat: Chat,
  texts: Texts,
  locale: string,
  largest: number,
): DraftFiles {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [refusal, setRefusal] = useState<string | null>(null);
  const now = useRef(uploads);
  useEffect(() => {
    now.current = uploads;
  }, [uploads]);

  const remove = useCallback((upload: Upload) => {
    upload.cancel();
    setUploads((known) => known.filter((other) => other !== upload));
  }, []);
  const begin = useCallback(
    (file: ChosenFile): Upload => {
      const upload = chat.parcels.upload(file);
      upload.run().catch(() => {
        if (upload.progress.get().problem) setRefusal(texts.fileRefused({ name: file.name }));
        remove(upload);
      });
      return upload;
    },
    [chat, texts, remove],
  );
  const add = useCallback(
    (files: readonly File[]) => {
      const tooLarge = files.find((file) => file.size > largest || file.size === 0);
      const size = fileSize(largest, locale);
      setRefusal(tooLarge ? texts.fileTooLarge({ name: tooLarge.name, size }) : null);
      const taken = files.filter((file) => file.size <= largest && file.size > 0);
      const begun = taken.map((file) => begin({ key: uuid(), blob: file, name: file.name }));
      setUploads((known) => [...known, ...begun]);
    },
    [begin, largest, locale, texts],
  );
  const take = (): readonly Upload[] => {
    setUploads([]);
    setRefusal(null);
    return uploads;
  };
  return { uploads, refusal, add, remove, take };
}
