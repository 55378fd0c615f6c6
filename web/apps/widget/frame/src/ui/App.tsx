import { FilesProvider } from "@switchboard/chat";
import { brandTokens } from "@switchboard/ui/brand";
import { lazy, type ReactElement, Suspense, useEffect, useState } from "react";

import type { WidgetConfig } from "../api/types";
import type { Panel } from "../join-host";
import type { Chat } from "../state/chat";
import type { Texts } from "../texts";
import { Conversation } from "./Conversation";
import { Header } from "./Header";
import { StatusLine } from "./StatusLine";
import { useSound } from "./sound";
import { useAnswering, useValue } from "./use";
import type { Go, View } from "./view";

const Home = lazy(() => import("./screens/Home"));
const Article = lazy(() => import("./screens/Article"));
const Past = lazy(() => import("./screens/Past"));

export interface AppProps {
  chat: Chat;
  panel: Panel;
  texts: Texts;
  locale: string;
  language: string;
}

/** What every screen of the frame is given. */
export interface ScreenProps extends AppProps {
  go: Go;
}

const TALK: View = { kind: "talk" };

export function App({ start = TALK, ...props }: AppProps & { start?: View }): ReactElement {
  const { chat, panel, texts, locale } = props;
  const phase = useValue(chat.phase);
  const config = useValue(chat.session.current)?.config;
  const [view, setView] = useState(start);
  useBrand(config?.color);
  useTheme(config?.theme);
  useSound(chat, config);
  useStaffing(chat, panel);
  const refused = phase === "refused" || phase === "expired";
  return (
    <FilesProvider access={chat.services.files}>
      <EscapeTo away={view.kind !== "talk"} back={() => setView(TALK)}>
        <Header {...{ chat, panel, texts, locale }} view={refused ? null : view} go={setView} />
        <StatusLine chat={chat} texts={texts} />
        {refused ? (
          <p className="sbw-refused" role="alert">
            {phase === "expired" ? texts.signIn : texts.refused}
          </p>
        ) : (
          <Screen {...props} view={view} go={setView} />
        )}
        {config && !config.hide_branding ? <Branding texts={texts} /> : null}
      </EscapeTo>
    </FilesProvider>
  );
}

function Screen({ view, ...props }: ScreenProps & { view: View }): ReactElement {
  return (
    <>
      {/* The conversation stays where it is: what is typed, scrolled and recorded is not lost by looking something up. */}
      <div className="sbw-screen" hidden={view.kind !== "talk"}>
        <Conversation {...props} />
      </div>
      <Suspense fallback={<p className="sbw-loading">{props.texts.loading}</p>}>
        {view.kind === "home" ? <Home {...props} /> : null}
        {view.kind === "article" ? <Article key={view.id} {...props} {...view} /> : null}
        {view.kind === "past" ? <Past key={view.id} {...props} id={view.id} /> : null}
      </Suspense>
    </>
  );
}

/** Escape leads back to the conversation first, and only from there out of the panel. */
function EscapeTo({
  away,
  back,
  children,
}: {
  away: boolean;
  back: () => void;
  children: React.ReactNode;
}): ReactElement {
  useEffect(() => {
    if (!away) return;
    const hear = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      back();
    };
    // Before the panel's own listener on the window.
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [away, back]);
  return <main className="sbw-app">{children}</main>;
}

function Branding({ texts }: { texts: Texts }): ReactElement {
  return <p className="sbw-branding">{texts.poweredBy}</p>;
}

/** Whether people are there is asked for while the visitor looks, and again when that comes to matter. */
function useStaffing(chat: Chat, panel: Panel): void {
  const opened = useValue(panel.opened);
  const looks = useValue(chat.phase) === "ready" && opened;
  const { kind } = useAnswering(chat);
  useEffect(() => (looks ? chat.staffing.watch() : undefined), [chat, looks, kind]);
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

/** The inbox's theme, unless the page around wants another. */
function useTheme(theme: WidgetConfig["theme"]): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (!theme || theme === "auto" || dataset["theme"]) return;
    dataset["theme"] = theme;
    return () => {
      delete dataset["theme"];
    };
  }, [theme]);
}
