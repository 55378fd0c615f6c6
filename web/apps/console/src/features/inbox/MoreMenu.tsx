"use client";

import type { Conversation } from "@switchboard/api-client";
import { IconButton, Menu, useToast } from "@switchboard/ui";
import { CheckCheck, Ellipsis, Link2, MailOpen, Merge } from "lucide-react";
import { type ReactElement, useState } from "react";

import { useCan } from "@/shared/session/me";
import { t } from "@/features/inbox/texts";

import { MergeDialog } from "./customer/MergeDialog";
import { useActions } from "./useActions";
import { useResolveNext } from "./useResolveNext";

/** What is done with a conversation now and then. */
export function MoreMenu({ conversation }: { conversation: Conversation }): ReactElement {
  const { markUnread } = useActions(conversation.id);
  const resolveNext = useResolveNext(conversation.id);
  const [merging, setMerging] = useState(false);
  const canMerge = useCan("contacts.write");
  const toast = useToast();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(`${location.origin}/inbox/?c=${conversation.id}`);
    toast({ title: t("conversation.linkCopied"), tone: "success" });
  };
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t("conversation.more")}>
            <Ellipsis size={18} aria-hidden />
          </IconButton>
        }
        items={[
          ...(conversation.status === "resolved"
            ? []
            : [
                {
                  label: t("conversation.resolveNext"),
                  icon: <CheckCheck size={16} aria-hidden />,
                  onSelect: () => void resolveNext(),
                },
              ]),
          {
            label: t("conversation.markUnread"),
            icon: <MailOpen size={16} aria-hidden />,
            onSelect: () => markUnread.mutate(undefined),
          },
          {
            label: t("conversation.copyLink"),
            icon: <Link2 size={16} aria-hidden />,
            onSelect: () => void copy(),
          },
          ...(canMerge
            ? [
                {
                  label: t("customer.merge"),
                  icon: <Merge size={16} aria-hidden />,
                  onSelect: () => setMerging(true),
                },
              ]
            : []),
        ]}
      />
      {merging ? (
        <MergeDialog
          contactId={conversation.contact.id}
          name={conversation.contact.display_name}
          onClose={() => setMerging(false)}
        />
      ) : null}
    </>
  );
}
