"use client";

import { Button, Tabs } from "@switchboard/ui";
import { Plus, UserPlus } from "lucide-react";
import { type ReactElement, useState } from "react";

import { Page } from "@/components/Page";
import { useAddressPart } from "@/shared/address";
import { useNewFromAddress } from "@/shared/useNewFromAddress";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/people/texts";

import { InviteDialog } from "./InviteDialog";
import { MemberList } from "./MemberList";
import { TeamDialog } from "./TeamDialog";
import { TeamList } from "./TeamList";

type Tab = "members" | "teams";

/** Who works here, and in which teams. */
export function PeopleScreen(): ReactElement {
  const canWrite = useCan("people.write");
  const [tab, setTab] = useAddressPart<Tab>("tab", ["members", "teams"], "members");
  const [dialog, setDialog] = useState<"invite" | "team" | null>(null);
  useNewFromAddress((what) => {
    setTab(what === "team" ? "teams" : "members");
    setDialog(what === "team" ? "team" : "invite");
  });
  const close = (open: boolean) => setDialog(open ? dialog : null);
  const members = tab === "members";
  const add = (
    <Button
      variant="primary"
      icon={members ? <UserPlus size={16} aria-hidden /> : <Plus size={16} aria-hidden />}
      onClick={() => setDialog(members ? "invite" : "team")}
    >
      {members ? t("people.invite") : t("people.newTeam")}
    </Button>
  );
  return (
    <Page title={t("people.title")} description={t("people.lead")} actions={canWrite ? add : null}>
      <Tabs
        label={t("people.title")}
        value={tab}
        onValueChange={setTab}
        items={[
          { value: "members", label: t("people.members"), panel: <MemberList /> },
          { value: "teams", label: t("people.teams"), panel: <TeamList /> },
        ]}
      />
      {dialog === "invite" ? <InviteDialog onOpenChange={close} /> : null}
      {dialog === "team" ? <TeamDialog team={null} onOpenChange={close} /> : null}
    </Page>
  );
}
