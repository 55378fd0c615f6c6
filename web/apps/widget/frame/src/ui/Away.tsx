import { Check, Clock } from "lucide-react";
import { type FormEvent, type ReactElement, useState } from "react";

import type { Availability } from "../api/types";
import type { Chat } from "../state/chat";
import type { Texts } from "../texts";
import { useValue } from "./use";
import { askText } from "./waiting";

/** Nobody is there, or the wait is long: what to expect, and where the answer may go meanwhile. */
export default function Away({
  chat,
  now,
  texts,
  locale,
}: {
  chat: Chat;
  now: Availability;
  texts: Texts;
  locale: string;
}): ReactElement {
  const verified = useValue(chat.session.current)?.contact?.verified ?? false;
  return (
    <section className="sbw-away">
      <p>
        <Clock size={14} aria-hidden />
        {askText(now, texts, locale)}
      </p>
      {verified ? null : <LeaveEmail chat={chat} texts={texts} />}
    </section>
  );
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
