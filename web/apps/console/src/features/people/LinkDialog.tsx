"use client";

import type { Member } from "@switchboard/api-client";
import { Dialog } from "@switchboard/ui";
import type { ReactElement } from "react";

import { CopyBlock } from "@/components/CopyButton";
import { t } from "@/features/people/texts";

interface LinkDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  member: Member;
}

/** The link by which somebody joins, to be sent to them. */
export function LinkDialog({ open, onOpenChange, member }: LinkDialogProps): ReactElement {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("people.linkTitle", { name: member.name || member.email })}
      description={t("people.linkLead")}
      closeLabel={t("common.close")}
    >
      <CopyBlock text={member.invite_url ?? ""} label={t("people.link")} />
    </Dialog>
  );
}
