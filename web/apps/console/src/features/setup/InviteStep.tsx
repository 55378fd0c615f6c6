"use client";

import type { Member } from "@switchboard/api-client";
import { Button, TextField } from "@switchboard/ui";
import { UserPlus } from "lucide-react";
import { type ReactElement, useState } from "react";

import { CopyBlock } from "@/components/CopyButton";
import { FormError } from "@/components/FormError";
import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { t } from "@/features/setup/texts";
import { useAction } from "@/shared/useAction";

import type { StepProps } from "./types";

/** Colleagues who answer too; each by a link of their own. */
export function InviteStep({ onNext, footer }: StepProps): ReactElement {
  const [email, setEmail] = useState("");
  const [invited, setInvited] = useState<readonly Member[]>([]);
  const invite = useAction(
    () =>
      unwrap(
        api.POST("/api/v1/members", {
          body: { email: email.trim(), name: nameFrom(email), role: "agent" },
        }),
      ),
    {
      refreshes: [keys.members, keys.setup],
      quiet: true,
      onDone: (member) => {
        setInvited((known) => [...known, member]);
        setEmail("");
      },
    },
  );
  return (
    <div className="flex flex-col gap-5">
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (!invite.isPending) invite.mutate(undefined);
        }}
      >
        <TextField
          className="flex-1"
          label={t("setup.invite.email")}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          required
        />
        <Button type="submit" icon={<UserPlus size={16} aria-hidden />} loading={invite.isPending}>
          {t("setup.invite.add")}
        </Button>
      </form>
      <FormError error={invite.error} />
      {invited.map((member) => (
        <div key={member.id} className="flex flex-col gap-1">
          <p className="text-sm font-medium">{member.email}</p>
          <CopyBlock text={member.invite_url ?? ""} label={t("people.link")} />
        </div>
      ))}
      {footer(
        <Button variant="primary" onClick={onNext}>
          {t("setup.finish")}
        </Button>,
      )}
    </div>
  );
}

/** "ana.sol@example.com" is called Ana Sol until she says otherwise when she joins. */
function nameFrom(email: string): string {
  const words = (email.split("@")[0] ?? "").split(/[._-]+/u).filter(Boolean);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
  return name || email;
}
