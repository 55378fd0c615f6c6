import { Timeline } from "@switchboard/chat";
import { type ReactElement, useMemo } from "react";

import { chatLabels } from "../../texts";
import type { ScreenProps } from "../App";
import { useLoaded } from "./useLoaded";

/** An earlier conversation, to be read again. */
export default function Past({
  chat,
  texts,
  locale,
  go,
  id,
}: ScreenProps & { id: string }): ReactElement {
  const { value, failed } = useLoaded(() => chat.services.conversation(id), [chat, id]);
  const labels = useMemo(() => chatLabels(texts), [texts]);
  if (!value) {
    return (
      <p className="sbw-loading" role="status">
        {failed ? texts.couldNot : texts.loading}
      </p>
    );
  }
  return (
    <>
      <p className="sbw-status">{texts.readOnly}</p>
      <Timeline
        entries={value}
        viewer="contact"
        labels={labels}
        locale={locale}
        onOpenSource={({ article_id, title }) => go({ kind: "article", id: article_id, title })}
      />
    </>
  );
}
