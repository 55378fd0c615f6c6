import "./late.css";

import type { Entry } from "@switchboard/chat";
import { createRoot } from "react-dom/client";

import type { Availability, WidgetConfig } from "./api/types";
import { Chat } from "./state/chat";
import { Observable } from "./state/observable";
import { loadSpeech } from "./texts";
import { App } from "./ui/App";
import { useValue } from "./ui/use";

/** What the console's theme editor sends at each change. */
interface Wanted {
  switchboardPreview: Partial<WidgetConfig>;
  locale: string;
  screen: "start" | "talk" | "home";
}

/**
 * The frame as the theme editor shows it: the real screens with settings that are not saved yet. It has no session,
 * says nothing to the server, and cannot be used.
 */
export async function preview(query: URLSearchParams): Promise<void> {
  const key = query.get("key") ?? "";
  const base = new URL("..", location.href);
  const chat = new Chat({
    key: `preview-${key}`,
    base,
    identity: {},
    emit: () => undefined,
  });
  const address = new URL(`api/v1/widget/config?key=${encodeURIComponent(key)}`, base);
  const saved = (await (await fetch(address)).json()) as WidgetConfig;
  const wanted = new Observable<Wanted>({ switchboardPreview: {}, locale: "en", screen: "start" });
  const speech = new Observable(await loadSpeech(["en"]));

  addEventListener("message", (event: MessageEvent<Wanted>) => {
    if (event.origin !== location.origin || !event.data.switchboardPreview) return;
    void show(event.data);
  });
  async function show(next: Wanted): Promise<void> {
    const { theme } = next.switchboardPreview;
    if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
    else delete document.documentElement.dataset["theme"];
    if (next.locale !== wanted.get().locale) speech.set(await loadSpeech([next.locale]));
    document.documentElement.dir = speech.get().dir;
    document.documentElement.lang = speech.get().locale;
    chat.session.current.set(session({ ...saved, ...next.switchboardPreview }));
    chat.staffing.now.set(staffed(next.switchboardPreview.open !== false));
    chat.timeline.reset();
    if (next.screen === "talk") chat.timeline.replay(sample(saved.assistant_name ?? "AI"));
    wanted.set(next);
  }

  chat.services.conversations = () => Promise.resolve([]);
  chat.session.current.set(session(saved));
  chat.phase.set("ready");
  document.body.inert = true;
  const root = document.getElementById("app");
  const panel = {
    framed: true,
    opened: new Observable(false),
    prefill: new Observable<string | null>(null),
    close: () => undefined,
  };
  const Shown = () => {
    const { screen } = useValue(wanted);
    const { texts, locale, language } = useValue(speech);
    const start = { kind: screen === "home" ? ("home" as const) : ("talk" as const) };
    return <App key={`${screen}-${locale}`} {...{ chat, panel, texts, locale, language, start }} />;
  };
  if (root) createRoot(root).render(<Shown />);
  parent.postMessage({ switchboardPreview: "ready" }, location.origin);
}

/** With business hours the editor shows what visitors see outside of them: back tomorrow at nine, for instance. */
function staffed(open: boolean): Availability {
  const opens = new Date();
  opens.setDate(opens.getDate() + 1);
  opens.setHours(9, 0, 0, 0);
  return {
    someone_there: open,
    opens_at: open ? null : opens.toISOString(),
    usual_wait_seconds: null,
  };
}

function session(config: WidgetConfig) {
  return {
    session_token: "",
    expires_at: "",
    conversation_id: null,
    contact: null,
    config,
    last_seq: 0,
  };
}

/** A short talk without words of any language: what counts is how it looks. */
function sample(assistant: string): Entry[] {
  const at = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
  const said = (seq: number, kind: "contact" | "assistant" | "member", text: string): Entry => ({
    seq,
    id: `sample-${seq}`,
    kind: "message",
    author: { kind, id: kind, name: kind === "member" ? "Ana" : assistant },
    text,
    created_at: at(9 - seq * 2),
  });
  return [
    said(1, "contact", "Lorem ipsum dolor sit amet?"),
    said(
      2,
      "assistant",
      "Consectetur **adipiscing** elit, sed do eiusmod tempor incididunt ut labore.",
    ),
    said(3, "contact", "Ut enim ad minim veniam 👍"),
  ];
}
