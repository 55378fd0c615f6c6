import { Check, Clock } from "lucide-react";
import { type FormEvent, type ReactElement, useState } from "react";

import type { WidgetConfig } from "../api/types";
import type { Chat } from "../state/chat";
import type { Texts } from "../texts";
import { useValue } from "./use";

const DAY_MS = 86_400_000;

/** Outside business hours: when people are back, and where the answer may go meanwhile. */
export default function Away({
  chat,
  config,
  texts,
  locale,
}: {
  chat: Chat;
  config: WidgetConfig;
  texts: Texts;
  locale: string;
}): ReactElement {
  const verified = useValue(chat.session.current)?.contact?.verified ?? false;
  const back = config.opens_at;
  return (
    <section className="sbw-away">
      <p>
        <Clock size={14} aria-hidden />
        {back ? texts.awayUntil({ when: whenIs(back, locale) }) : texts.away}
      </p>
      {verified ? null : <LeaveEmail chat={chat} texts={texts} />}
    </section>
  );
}

/** "today at 9:00" is the reader's today: their clock, their words. */
function whenIs(time: string, locale: string): string {
  const at = new Date(time);
  const soon = at.getTime() - Date.now() < 6 * DAY_MS;
  return new Intl.DateTimeFormat(locale, {
    ...(soon ? { weekday: "long" } : { day: "numeric", month: "long" }),
    hour: "numeric",
    minute: "2-digit",
  }).format(at);
}

function LeaveEmail({ chat, texts }: { chat: Chat; texts: Texts }): ReactElement {
  const [email, setEmail] = useState("");
  const [left, setLeft] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const leave = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      await chat.identify({ email: email.trim() });
      setLeft(email.trim());
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  if (left) {
    return (
      <p role="status">
        <Check size={14} aria-hidden /> {texts.emailSaved({ email: left })}
      </p>
    );
  }
  return (
    <form className="sbw-leave" onSubmit={(event) => void leave(event)}>
      <label htmlFor="sbw-email">{texts.leaveEmail}</label>
      <div className="sbw-leave-row">
        <input
          id="sbw-email"
          type="email"
          required
          maxLength={200}
          autoComplete="email"
          placeholder={texts.email}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <button type="submit" className="sbw-button">
          {texts.save}
        </button>
      </div>
      {failed ? <p role="alert">{texts.couldNot}</p> : null}
    </form>
  );
}
