import "./frame.css";

import { createRoot } from "react-dom/client";

import { connectHost } from "./bridge";
import { joinHost } from "./join-host";
import { Chat } from "./state/chat";
import { chooseTexts } from "./texts";
import { App } from "./ui/App";

/** Reads what the loader put into the address, and starts. */
async function main(): Promise<void> {
  const query = new URLSearchParams(location.search);
  const secret = new URLSearchParams(location.hash.slice(1));
  const { texts, locale, language } = chooseTexts([
    ...query.getAll("locale").filter(Boolean),
    ...navigator.languages,
  ]);
  document.documentElement.lang = locale;
  document.title = texts.chat;

  const host = connectHost(secret.get("host") ?? location.origin, secret.get("nonce") ?? "");
  const page = secret.get("page") ?? document.referrer;
  const chat = await Chat.create({
    key: query.get("key") ?? "",
    base: new URL("..", location.href),
    identity: { locale, ...(page ? { page } : {}) },
    emit: (name, data) => host.tell({ type: "event", name, data }),
  });
  const panel = joinHost(chat, host);
  const root = document.getElementById("app");
  if (root) createRoot(root).render(<App {...{ chat, panel, texts, locale, language }} />);
  await chat.start();
}

void main();
