import { Avatar } from "@switchboard/ui/avatar";
import type { ReactElement } from "react";

import type { WidgetConfig } from "../api/types";
import type { Chat } from "../state/chat";
import type { Texts } from "../texts";
import { greetingOf, localized } from "./config";

/** The greeting, and the honest word that a machine answers first. */
export function Welcome({
  chat,
  config,
  texts,
  language,
}: {
  chat: Chat;
  config: WidgetConfig | undefined;
  texts: Texts;
  language: string;
}): ReactElement {
  const assistant = config?.assistant_name ?? texts.assistant;
  const own = localized(config?.intro, language);
  // Without an assistant no machine answers: only what the company says of itself.
  const intro = own ?? (config && !config.assistant_name ? null : texts.intro({ assistant }));
  return (
    <div className="sbw-welcome">
      {config?.logo ? (
        <img
          className="sbw-logo sbw-logo-large"
          src={config.logo_url ?? chat.services.logo}
          alt=""
        />
      ) : (
        <Avatar name={assistant} kind="assistant" size={48} />
      )}
      <p className="sbw-greeting" dir="auto">
        {greetingOf(config, language) ?? texts.greeting}
      </p>
      {intro ? (
        <p className="sbw-intro" dir="auto">
          {intro}
        </p>
      ) : null}
    </div>
  );
}
