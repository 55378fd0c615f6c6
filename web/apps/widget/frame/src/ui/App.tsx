import { brandTokens } from "@switchboard/ui/brand";
import { type ReactElement, useEffect } from "react";

import type { Panel } from "../join-host";
import type { Chat } from "../state/chat";
import type { Texts } from "../texts";
import { Conversation } from "./Conversation";
import { Header } from "./Header";
import { StatusLine } from "./StatusLine";
import { useValue } from "./use";

export interface AppProps {
  chat: Chat;
  panel: Panel;
  texts: Texts;
  locale: string;
  language: string;
}

export function App({ chat, panel, texts, locale, language }: AppProps): ReactElement {
  const phase = useValue(chat.phase);
  const config = useValue(chat.session.current)?.config;
  useBrand(config?.color);
  return (
    <main className="sbw-app">
      <Header {...{ chat, panel, texts }} />
      <StatusLine chat={chat} texts={texts} />
      {phase === "refused" || phase === "expired" ? (
        <p className="sbw-refused" role="alert">
          {phase === "expired" ? texts.signIn : texts.refused}
        </p>
      ) : (
        <Conversation {...{ chat, panel, texts, locale, language }} />
      )}
    </main>
  );
}

/** The inbox's colour in place of ours, mended for contrast; left alone where `light-dark()` is unknown. */
function useBrand(color: string | null | undefined): void {
  useEffect(() => {
    if (!color || !CSS.supports("color", "light-dark(#000, #fff)")) return;
    for (const [name, value] of Object.entries(brandTokens(color))) {
      document.documentElement.style.setProperty(name, value);
    }
  }, [color]);
}
