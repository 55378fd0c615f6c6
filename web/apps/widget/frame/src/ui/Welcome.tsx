import { Avatar } from "@switchboard/ui/avatar";
import type { ReactElement } from "react";

import type { WidgetConfig } from "../api/types";
import type { Texts } from "../texts";
import { greetingOf } from "./config";

/** The greeting, and the honest word that a machine answers first. */
export function Welcome({
  config,
  texts,
  language,
}: {
  config: WidgetConfig | undefined;
  texts: Texts;
  language: string;
}): ReactElement {
  const assistant = config?.assistant_name ?? texts.assistant;
  return (
    <div className="sbw-welcome">
      <Avatar name={assistant} kind="assistant" size={48} />
      <p className="sbw-greeting" dir="auto">
        {greetingOf(config, language) ?? texts.greeting}
      </p>
      <p className="sbw-intro">{texts.intro({ assistant })}</p>
    </div>
  );
}
