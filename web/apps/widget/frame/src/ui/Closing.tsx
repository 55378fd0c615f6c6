import type { Entry } from "@switchboard/chat";
import { Check, MessageSquarePlus, Star, ThumbsDown, ThumbsUp } from "lucide-react";
import { type FormEvent, type ReactElement, useState } from "react";

import type { Chat } from "../state/chat";
import type { Texts } from "../texts";
import { useValue } from "./use";

const SCORES = [1, 2, 3, 4, 5];

/** After a conversation was settled: how it was, and the way to another one. */
export default function Closing({
  chat,
  texts,
  entries,
  since,
}: {
  chat: Chat;
  texts: Texts;
  entries: readonly Entry[];
  /** The number of the event that settled it. */
  since: number;
}): ReactElement {
  const style = useValue(chat.session.current)?.config.rating ?? "off";
  const rated = entries.findLast(({ seq, event }) => seq > since && event?.type === "rated");
  return (
    <div className="sbw-closing">
      {style === "off" ? null : (
        <Rating
          {...{ chat, texts, style }}
          known={rated ? Number(rated.event?.["score"] ?? 0) : null}
        />
      )}
      <button type="button" className="sbw-button" onClick={() => chat.startNew()}>
        <MessageSquarePlus size={16} aria-hidden />
        {texts.newConversation}
      </button>
    </div>
  );
}

interface RatingProps {
  chat: Chat;
  texts: Texts;
  style: "stars" | "thumbs";
  known: number | null;
}

/** The first tap counts; words may follow, or not. */
function Rating({ chat, texts, style, known }: RatingProps): ReactElement {
  const [score, setScore] = useState(known);
  const [comment, setComment] = useState("");
  const [told, setTold] = useState(known !== null);
  const [failed, setFailed] = useState(false);
  const tell = async (points: number, words: string): Promise<boolean> => {
    try {
      await chat.services.rate(points, words);
      setFailed(false);
      return true;
    } catch {
      setFailed(true);
      return false;
    }
  };
  const choose = (points: number): void => {
    setScore(points);
    setTold(false);
    void tell(points, "");
  };
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (score !== null && (!comment.trim() || (await tell(score, comment.trim())))) setTold(true);
  };
  return (
    <form className="sbw-rating" onSubmit={(event) => void send(event)}>
      <fieldset>
        <legend>{texts.rate}</legend>
        {style === "stars" ? (
          <Stars {...{ score, choose, texts }} />
        ) : (
          <Thumbs {...{ score, choose, texts }} />
        )}
      </fieldset>
      {score !== null && !told ? (
        <div className="sbw-comment">
          <textarea
            rows={2}
            maxLength={2000}
            dir="auto"
            aria-label={texts.rateComment}
            placeholder={texts.rateComment}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <button type="submit" className="sbw-button">
            {texts.sendRating}
          </button>
        </div>
      ) : null}
      <p role="status">
        {told ? (
          <>
            <Check size={14} aria-hidden /> {texts.rateThanks}
          </>
        ) : null}
        {failed ? texts.couldNot : null}
      </p>
    </form>
  );
}

interface ChoiceProps {
  score: number | null;
  choose: (score: number) => void;
  texts: Texts;
}

function Stars({ score, choose, texts }: ChoiceProps): ReactElement {
  return (
    <div className="sbw-stars">
      {SCORES.map((points) => (
        <label key={points} data-on={(score !== null && points <= score) || undefined}>
          <input
            type="radio"
            name="rating"
            value={points}
            checked={score === points}
            aria-label={texts.stars({ count: points })}
            onChange={() => choose(points)}
          />
          <Star size={28} aria-hidden />
        </label>
      ))}
    </div>
  );
}

/** Two answers; they count as the ends of the scale. */
function Thumbs({ score, choose, texts }: ChoiceProps): ReactElement {
  const choices = [
    { points: 5, label: texts.good, Icon: ThumbsUp },
    { points: 1, label: texts.bad, Icon: ThumbsDown },
  ];
  return (
    <div className="sbw-stars">
      {choices.map(({ points, label, Icon }) => (
        <label key={points} data-on={score === points || undefined}>
          <input
            type="radio"
            name="rating"
            value={points}
            checked={score === points}
            aria-label={label}
            onChange={() => choose(points)}
          />
          <Icon size={26} aria-hidden />
        </label>
      ))}
    </div>
  );
}
