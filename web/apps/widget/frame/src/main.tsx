import "./frame.css";

import type { ReactElement } from "react";
import { createRoot } from "react-dom/client";

import type { FrameWishes } from "../../shared/protocol";
import { connectHost } from "./bridge";
import { joinHost, type Panel } from "./join-host";
import { Chat } from "./state/chat";
import { Observable } from "./state/observable";
import { loadSpeech, type Speech } from "./texts";
import { App } from "./ui/App";
import { useValue } from "./ui/use";

/** Reads what the loader put into the address, and starts. */
async function main(): Promise<void> {
  const query = new URLSearchParams(location.search);
  if (query.has("preview")) return (await import("./preview")).preview(query);
  const wishes = wishesOf(location.hash);
  setTheme(wishes.theme);
  const speech = new Observable(await loadSpeech(languages(query.getAll("locale"))));
  speech.subscribe(() => mark(speech.get()));
  mark(speech.get());

  const host = connectHost(wishes.host ?? location.origin, wishes.nonce ?? "");
  const page = wishes.page ?? document.referrer;
  const chat = new Chat({
    key: query.get("key") ?? "",
    base: new URL("..", location.href),
    identity: {
      locale: speech.get().locale,
      time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      ...(page ? { page } : {}),
    },
    ...(wishes.asks ? { askToken: host.askToken } : {}),
    emit: (name, data) => host.tell({ type: "event", name, data }),
  });
  if (wishes.forget) await chat.forget();
  const setLocale = async (locale: string): Promise<void> =>
    speech.set(await loadSpeech(languages([locale])));
  const panel = joinHost(chat, host, { setLocale, setTheme });
  show(<Speaking {...{ chat, panel, speech }} />);
  void import("./late.css");
  await chat.start();
}

function wishesOf(hash: string): Partial<FrameWishes> {
  try {
    return JSON.parse(decodeURIComponent(hash.slice(1))) as FrameWishes;
  } catch {
    return {};
  }
}

/** In place of the skeleton that the page came with. */
function show(app: ReactElement): void {
  const root = document.getElementById("app");
  if (!root) return;
  root.replaceChildren();
  createRoot(root).render(app);
}

/** Forces light or dark; anything else follows the system. */
function setTheme(theme?: string): void {
  const { dataset } = document.documentElement;
  if (theme === "light" || theme === "dark") dataset["theme"] = theme;
  else delete dataset["theme"];
}

/** What was asked for comes first, then what the browser's owner reads. */
function languages(asked: readonly string[]): string[] {
  return [...asked.filter(Boolean), ...navigator.languages];
}

/** The document is in this language: for screen readers, hyphens, and which side things begin on. */
function mark({ texts, locale, dir }: Speech): void {
  document.documentElement.lang = locale;
  document.documentElement.dir = dir;
  document.title = texts.chat;
}

function Speaking(props: { chat: Chat; panel: Panel; speech: Observable<Speech> }): ReactElement {
  const { chat, panel, speech } = props;
  const { texts, locale, language } = useValue(speech);
  return <App {...{ chat, panel, texts, locale, language }} />;
}

void main();
