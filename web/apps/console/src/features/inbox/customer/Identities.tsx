"use client";

import type { ContactIdentity } from "@switchboard/api-client";
import { Badge } from "@switchboard/ui";
import { BadgeCheck } from "lucide-react";
import type { ReactElement } from "react";

import { channelName } from "@/shared/channels";
import { t } from "@/features/inbox/texts";

/** Where a customer writes from, and whether it is certain there who they are. */
export function Identities({
  identities,
}: {
  identities: readonly ContactIdentity[];
}): ReactElement {
  return (
    <ul className="flex flex-col gap-2 text-sm">
      {identities.map((identity) => (
        <li
          key={`${identity.inbox_id}-${identity.external_id}`}
          className="flex items-start justify-between gap-2"
        >
          <div className="min-w-0">
            <p className="truncate" dir="auto">
              {identity.inbox_name}
            </p>
            <p className="text-xs text-faint">{channelName(identity.channel)}</p>
          </div>
          <Badge tone={identity.verified ? "success" : "neutral"}>
            {identity.verified ? <BadgeCheck size={12} aria-hidden /> : null}
            {t(identity.verified ? "inbox.contact.verified" : "inbox.contact.unverified")}
          </Badge>
        </li>
      ))}
    </ul>
  );
}
