import { WifiOff } from "lucide-react";
import type { ReactElement } from "react";

import type { Chat } from "../state/chat";
import type { Texts } from "../texts";
import { useOffline } from "./use";

/** Says that the network is gone, and that nothing is lost by it. The region is always there, so that it is announced. */
export function StatusLine({ chat, texts }: { chat: Chat; texts: Texts }): ReactElement {
  const gone = useOffline(chat);
  return (
    <div role="status">
      {gone ? (
        <p className="sbw-status">
          <WifiOff size={14} aria-hidden />
          {texts.offline}
        </p>
      ) : null}
    </div>
  );
}
