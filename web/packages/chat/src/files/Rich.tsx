import type { ReactElement } from "react";

import { SafeLink, safeUrl } from "../links";
import type { Attachment, Card, FileLabels, Rich } from "../types";
import { useFileUrl } from "./access";

/** What stands below a message's words. */
export default function RichMessage({
  rich,
  pictures,
  labels,
  newest,
  onSay,
}: {
  rich: Rich;
  pictures: readonly Attachment[];
  labels: FileLabels;
  newest: boolean;
  onSay: ((text: string) => void) | undefined;
}): ReactElement {
  return (
    <>
      {rich.cards?.length ? <Cards cards={rich.cards} {...{ pictures, labels, onSay }} /> : null}
      {newest && rich.quick_replies?.length ? (
        <QuickReplies replies={rich.quick_replies} onSay={onSay} />
      ) : null}
    </>
  );
}

/** Cards such as products, side by side; their buttons open an address or say something. */
function Cards({
  cards,
  pictures,
  labels,
  onSay,
}: {
  cards: readonly Card[];
  pictures: readonly Attachment[];
  labels: FileLabels;
  onSay?: ((text: string) => void) | undefined;
}): ReactElement {
  return (
    <ul className="sbc-cards">
      {cards.map((card, index) => (
        <li key={index} className="sbc-card">
          <CardPicture file={pictures.find(({ id }) => id === card.image_id)} labels={labels} />
          <div className="sbc-card-words">
            <p className="sbc-card-title" dir="auto">
              {card.url ? <SafeLink href={card.url}>{card.title}</SafeLink> : card.title}
            </p>
            {card.subtitle ? <p dir="auto">{card.subtitle}</p> : null}
            {card.price ? <p className="sbc-card-price">{card.price}</p> : null}
          </div>
          {card.buttons?.map((button, place) => (
            <CardButton key={place} button={button} onSay={onSay} />
          ))}
        </li>
      ))}
    </ul>
  );
}

function CardPicture({
  file,
  labels,
}: {
  file: Attachment | undefined;
  labels: FileLabels;
}): ReactElement | null {
  return file ? <LoadedPicture file={file} labels={labels} /> : null;
}

function LoadedPicture({ file, labels }: { file: Attachment; labels: FileLabels }): ReactElement {
  const { url, failed, renew } = useFileUrl(file, "thumbnail");
  if (failed) return <p className="sbc-file-gone">{labels.unavailable}</p>;
  return (
    <div className="sbc-card-picture">
      {url ? <img src={url} alt="" loading="lazy" onError={renew} /> : null}
    </div>
  );
}

type Button = NonNullable<Card["buttons"]>[number];

function CardButton({
  button: { title, url, text },
  onSay,
}: {
  button: Button;
  onSay: ((text: string) => void) | undefined;
}): ReactElement {
  const address = url ? safeUrl(url) : null;
  if (address) {
    return (
      <a
        className="sbc-card-button"
        href={address}
        target="_blank"
        rel="noopener noreferrer nofollow"
      >
        {title}
      </a>
    );
  }
  return (
    <button
      type="button"
      className="sbc-card-button"
      disabled={!onSay}
      onClick={() => onSay?.(text ?? title)}
    >
      {title}
    </button>
  );
}

/** Answers to tap. Staff see them too, as what the customer was offered. */
function QuickReplies({
  replies,
  onSay,
}: {
  replies: NonNullable<Rich["quick_replies"]>;
  onSay?: ((text: string) => void) | undefined;
}): ReactElement {
  return (
    <div className="sbc-replies">
      {replies.map(({ title, text }, index) => (
        <button
          key={index}
          type="button"
          className="sbc-reply"
          disabled={!onSay}
          dir="auto"
          onClick={() => onSay?.(text ?? title)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
