import { type ComposerHandle, type Pending, Timeline } from "@switchboard/chat";
import {
  lazy,
  type ReactElement,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";

import type { Availability } from "../api/types";
import type { OutboxItem } from "../state/outbox";
import type { Travelling } from "../state/parcels";
import { chatLabels, refusalText, type Texts } from "../texts";
import type { ScreenProps } from "./App";
import { PersonButton } from "./PersonButton";
import { isLongWait } from "../state/staffing";
import { useAnswering, useOffline, useValue } from "./use";
import { Welcome } from "./Welcome";
import { Write } from "./Write";

const Closing = lazy(() => import("./Closing"));
const Away = lazy(() => import("./Away"));

/** The timeline with what is on its way, and the box to write in. */
export function Conversation({
  chat,
  panel,
  texts,
  locale,
  language,
  go,
}: ScreenProps): ReactElement {
  const config = useValue(chat.session.current)?.config;
  const { entries, drafts, typing } = useValue(chat.timeline.state);
  const [text, setText] = useState("");
  const box = useRef<ComposerHandle>(null);
  useWritingPlace(panel, box, setText, go);
  const away = useAway(chat);

  const pending = usePending({ chat, texts });
  const labels = useMemo(() => chatLabels(texts), [texts]);
  const retry = useCallback((id: string) => void chat.retry(id), [chat]);
  const say = useCallback((words: string) => void chat.sendMessage(words), [chat]);
  const openSource = useCallback(
    ({ article_id, title }: { article_id: string; title: string }) =>
      go({ kind: "article", id: article_id, title }),
    [go],
  );
  const closed = entries.findLast(
    ({ event }) => event?.type === "resolved" || event?.type === "reopened",
  );
  const settled = closed?.event?.type === "resolved" && pending.length === 0;
  return (
    <>
      <Timeline
        entries={entries}
        pending={pending}
        drafts={drafts}
        typing={typing}
        viewer="contact"
        labels={labels}
        locale={locale}
        onRetry={retry}
        onSay={say}
        onOpenSource={openSource}
        header={<Welcome {...{ chat, config, texts, language }} />}
        footer={
          <Suspense fallback={null}>
            {settled ? (
              <Closing key={closed.id} {...{ chat, texts, entries }} since={closed.seq} />
            ) : null}
            {away && !settled ? <Away {...{ chat, texts, locale }} now={away} /> : null}
          </Suspense>
        }
      />
      <div className="sbw-write">
        <Write {...{ chat, config, texts, locale, language, box, text, setText }} />
        <PersonButton {...{ chat, texts, locale }} />
      </div>
    </>
  );
}

/** What to say of people who are not there: outside their hours, and whenever one waits for them. */
function useAway(chat: ScreenProps["chat"]): Availability | null {
  const now = useValue(chat.staffing.now);
  const answering = useAnswering(chat);
  if (!now || answering.kind === "member" || !isLongWait(now)) return null;
  const waits = answering.kind === "waiting" || answering.asked;
  return waits || now.opens_at ? now : null;
}

/** The box has the focus when the panel opens, and the text that the page asks for. */
function useWritingPlace(
  panel: ScreenProps["panel"],
  box: React.RefObject<ComposerHandle | null>,
  setText: (text: string) => void,
  go: ScreenProps["go"],
): void {
  const opened = useValue(panel.opened);
  useEffect(() => {
    if (opened) box.current?.focus();
  }, [opened, box]);
  // It may have been asked for before this was on the screen.
  const wished = useValue(panel.prefill);
  useEffect(() => {
    if (wished === null) return;
    go({ kind: "talk" });
    setText(wished);
    box.current?.focus();
    panel.prefill.set(null);
  }, [wished, panel, box, setText, go]);
}

/** What is on its way: words first, then what waits with or behind files. */
function usePending({ chat, texts }: Pick<ScreenProps, "chat" | "texts">): Pending[] {
  const items = useValue(chat.outbox.items);
  const parcels = useValue(chat.parcels.items);
  const progress = useProgress(parcels);
  const online = !useOffline(chat);
  return useMemo(
    () => [
      ...items.flatMap((item) => (item.kind === "message" ? [toPending(item, online, texts)] : [])),
      ...parcels.map((one) => ({ ...toPending(one.parcel, online, texts), files: filesOf(one) })),
    ],
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `progress` is how the files are read anew
    [items, parcels, progress, online, texts],
  );
}

/** A number that changes whenever any file has come further. */
function useProgress(parcels: readonly Travelling[]): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const moved = (): void => setCount((known) => known + 1);
    const stops = parcels.flatMap(({ uploads }) =>
      uploads.map((upload) => upload.progress.subscribe(moved)),
    );
    return () => stops.forEach((stop) => stop());
  }, [parcels]);
  return count;
}

function filesOf({ uploads }: Travelling): Pending["files"] {
  return uploads.map(({ file, preview, progress }) => ({
    key: file.key,
    name: file.name,
    media_type: file.blob.type,
    size: file.blob.size,
    progress: progress.get().share,
    preview,
    duration: file.duration,
    waveform: file.waveform,
  }));
}

type Waiting = Pick<OutboxItem, "id" | "text" | "created_at" | "state" | "problem">;

function toPending(item: Waiting, online: boolean, texts: Texts): Pending {
  const { id, text, created_at, problem } = item;
  const state = item.state === "failed" ? "failed" : online ? "sending" : "waiting";
  const error = state === "failed" && problem ? refusalText(problem, texts) : undefined;
  return { id, text, created_at, state, error };
}
