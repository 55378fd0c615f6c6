import "./frame.css";

import type { ReactElement } from "react";
import { createRoot } from "react-dom/client";

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
  const secret = new URLSearchParams(location.hash.slice(1));
  setTheme(secret.get("theme") ?? "auto");
  const speech = new Observable(await loadSpeech(wishes(query.getAll("locale"))));
  speech.subscribe(() => mark(speech.get()));
  mark(speech.get());

  const host = connectHost(secret.get("host") ?? location.origin, secret.get("nonce") ?? "");
  const page = secret.get("page") ?? document.referrer;
  const chat = await Chat.create({
    key: query.get("key") ?? "",
    base: new URL("..", location.href),
    identity: {
      locale: speech.get().locale,
      time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      ...(page ? { page } : {}),
    },
    ...(secret.has("asks") ? { askToken: host.askToken } : {}),
    emit: (name, data) => host.tell({ type: "event", name, data }),
  });
  const setLocale = async (locale: string): Promise<void> =>
    speech.set(await loadSpeech(wishes([locale])));
  const panel = joinHost(chat, host, { setLocale, setTheme });
  const root = document.getElementById("app");
  if (root) createRoot(root).render(<Speaking {...{ chat, panel, speech }} />);
  void import("./late.css");
  await chat.start();
}

/** Forces light or dark; anything else follows the system. */
function setTheme(theme: string): void {
  const { dataset } = document.documentElement;
  if (theme === "light" || theme === "dark") dataset["theme"] = theme;
  else delete dataset["theme"];
}

/** What was asked for comes first, then what the browser's owner reads. */
function wishes(asked: readonly string[]): string[] {
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
