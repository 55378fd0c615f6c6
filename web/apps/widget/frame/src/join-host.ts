import type { Theme, ToFrame } from "../../shared/protocol";
import type { HostBridge } from "./bridge";
import type { Chat } from "./state/chat";
import { Observable } from "./state/observable";

/** The panel around the frame, as the screens see it. */
export interface Panel {
  /** Whether the frame has a panel at all, or is a page of its own. */
  framed: boolean;
  opened: Observable<boolean>;
  /** Text that the page wants in the box. */
  prefill: Observable<string | null>;
  close: () => void;
}

/** How the page wants the frame to speak and look. */
export interface Manner {
  setLocale: (locale: string) => Promise<void>;
  setTheme: (theme: Theme) => void;
}

/** Does what the page asks for, and tells it what it shows outside: the badge, and whether to load early. */
export function joinHost(chat: Chat, host: HostBridge, manner: Manner): Panel {
  const framed = parent !== window;
  const panel: Panel = {
    framed,
    opened: new Observable(!framed),
    prefill: new Observable<string | null>(null),
    close: () => host.tell({ type: "close" }),
  };
  const look = (): void =>
    chat.setVisible(panel.opened.get() && document.visibilityState === "visible");
  panel.opened.subscribe(look);
  document.addEventListener("visibilitychange", look);
  look();

  chat.reading.unread.subscribe(() =>
    host.tell({ type: "unread", count: chat.reading.unread.get() }),
  );
  chat.timeline.state.subscribe(() => host.tell({ type: "known", known: chat.started }));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) panel.close();
  });
  host.listen((body) => obey(body, chat, panel, manner));
  host.tell({ type: "ready" });
  return panel;
}

async function obey(body: ToFrame, chat: Chat, panel: Panel, manner: Manner): Promise<void> {
  switch (body.type) {
    case "opened":
      return panel.opened.set(true);
    case "closed":
      return panel.opened.set(false);
    case "newMessage":
      return panel.prefill.set(body.text);
    case "identify":
      return chat.identify(body.identity);
    case "track":
      return chat.track(body.visits);
    case "locale":
      return manner.setLocale(body.locale);
    case "theme":
      return manner.setTheme(body.theme);
    case "shutdown":
      return chat.forget();
  }
}
